/** <set-pin>: six digits that lock the screen, typed twice. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { setPin } from "./lock.js";
import { goInstead } from "./router.js";
import { somebody } from "./session.js";
import { t } from "./texts.js";

export class SetPin extends LitElement {
  static properties = { problem: { state: true } };

  constructor() {
    super();
    this.problem = "";
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<p>${t("Mã PIN khoá màn hình của ứng dụng sau 5 phút không dùng. Mã chưa mã hoá dữ liệu: hãy đặt cả khoá màn hình của điện thoại.")}</p>
      <form novalidate @submit=${this.#submit}>
        <input class="visually-hidden" aria-hidden="true" tabindex="-1" autocomplete="username" .value=${somebody()?.name ?? ""} readonly />
        ${this.#field("new-pin", t("Mã PIN mới, 6 chữ số"))} ${this.#field("same-pin", t("Nhập lại mã PIN"))}
        ${this.problem ? html`<p class="field-error" role="alert">${this.problem}</p>` : nothing}
        <button class="button button-primary" type="submit">${t("Đặt mã PIN")}</button>
      </form>`;
  }

  /**
   * @param {string} id
   * @param {string} label
   */
  #field(id, label) {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <input class="input width-short" id=${id} type="password" inputmode="numeric" maxlength="6" autocomplete="new-password" />
    </div>`;
  }

  /** @param {Event} event */
  #submit = async (event) => {
    event.preventDefault();
    const [pin, same] = ["#new-pin", "#same-pin"].map((id) => /** @type {HTMLInputElement} */ (this.querySelector(id)).value);
    if (!/^\d{6}$/.test(pin)) this.problem = t("Mã PIN gồm đúng 6 chữ số.");
    else if (pin !== same) this.problem = t("Hai lần nhập không giống nhau.");
    else {
      await setPin(pin);
      goInstead("/this-phone");
    }
  };
}

customElements.define("set-pin", SetPin);
