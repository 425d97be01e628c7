/** <lock-screen>: the PIN, or a new sign-in when it is forgotten. Nothing saved or half typed is lost behind it. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { icon } from "./icon.js";
import { changeTo, signInInstead, unlock, waitLeft } from "./lock.js";
import { somebody } from "./session.js";
import { t } from "./texts.js";
import { people } from "./vault.js";

/** @typedef {import("./types.js").Person} Person */

export class LockScreen extends LitElement {
  static properties = { problem: { state: true }, busy: { state: true }, others: { state: true }, told: { state: true } };

  constructor() {
    super();
    this.problem = "";
    this.busy = false;
    this.told = "";
    /** @type {Person[]} */
    this.others = [];
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    void this.#lookForOthers();
  }

  async #lookForOthers() {
    this.others = /** @type {Person[]} */ ((await people()).filter(({ id }) => id !== somebody()?.id));
  }

  render() {
    return html`<form class="card" novalidate @submit=${this.#submit}>
        <p>${t("{name} đang dùng máy này. Việc đã lưu vẫn an toàn và vẫn được gửi đi.", { name: somebody()?.name ?? "" })}</p>
        <div class="field ${this.problem ? "field-wrong" : ""}">
          <label for="unlock-pin">${t("Mã PIN")}</label>
          ${this.problem ? html`<p class="field-error" id="pin-error" role="alert">${this.problem}</p>` : nothing}
          <input
            class="input width-short"
            id="unlock-pin"
            type="password"
            inputmode="numeric"
            maxlength="6"
            autocomplete="off"
            aria-describedby=${this.problem ? "pin-error" : nothing}
          />
        </div>
        <button class="button button-primary" type="submit" ?disabled=${this.busy}>
          ${this.busy ? t("Đang mở…") : t("Mở khoá")}
        </button>
      </form>
      <div class="stack">
        ${this.others.map(
          (one) => html`<button class="button" type="button" @click=${() => this.#changeTo(one)}>
            ${icon("person")} ${t("Tôi là {name}", { name: one.name })}
          </button>`,
        )}
        <button class="button button-quiet" type="button" @click=${() => signInInstead(true)}>${t("Quên mã PIN, hoặc người khác dùng máy")}</button>
        <button class="button button-quiet" type="button" @click=${this.#rescue}>${t("Xuất gói dự phòng")}</button>
        ${this.told ? html`<p role="status">${this.told}</p>` : nothing}
      </div>`;
  }

  firstUpdated() {
    this.querySelector("input")?.focus();
  }

  #rescue = async () => {
    const { exportRescue } = await import("./rescue.js");
    this.told = await exportRescue();
  };

  /** @param {Event} event */
  #submit = async (event) => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (this.querySelector("input"));
    const pin = field.value.trim();
    field.value = "";
    this.busy = true;
    try {
      const answer = await unlock(pin);
      const { answerWords } = await import("./lock-words.js");
      this.problem = answer === "open" ? "" : answerWords(answer, await waitLeft());
    } catch (fault) {
      console.error("the vault could not be opened", fault);
      this.problem = t("Không mở được bộ nhớ của máy. Hãy đóng ứng dụng rồi mở lại.");
    } finally {
      this.busy = false;
    }
  };

  /** @param {Person} who */
  async #changeTo(who) {
    this.problem = "";
    await changeTo(who);
    await this.#lookForOthers();
    this.querySelector("input")?.focus();
  }
}

customElements.define("lock-screen", LockScreen);
