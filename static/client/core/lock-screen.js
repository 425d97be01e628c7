/** <lock-screen>: the PIN, or a new sign-in when it is forgotten. Nothing saved or half typed is lost behind it. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { webSession } from "./enrol.js";
import { forgetPin, unlock, waitLeft } from "./lock.js";
import { somebody } from "./session.js";
import { t } from "./texts.js";

/** @type {Record<string, string>} */
const WORDS = {
  wrong: "Mã PIN chưa đúng.",
  wait: "Sai nhiều lần. Hãy chờ {seconds} giây rồi thử lại.",
  "sign-in": "Sai 10 lần. Hãy đăng nhập bằng mật khẩu rồi bấm “Quên mã PIN”.",
  other: "Trình duyệt đang đăng nhập bằng tên khác, hoặc chưa đăng nhập.",
};

export class LockScreen extends LitElement {
  static properties = { problem: { state: true }, seconds: { state: true } };

  constructor() {
    super();
    this.problem = "";
    this.seconds = 0;
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<form class="card" novalidate @submit=${this.#submit}>
        <p>${t("{name} đang dùng máy này. Việc đã lưu vẫn an toàn và vẫn được gửi đi.", { name: somebody()?.name ?? "" })}</p>
        <div class="field ${this.problem ? "field-wrong" : ""}">
          <label for="unlock-pin">${t("Mã PIN")}</label>
          ${this.problem ? html`<p class="field-error" id="pin-error" role="alert">${this.#words()}</p>` : nothing}
          <input
            class="input width-short"
            id="unlock-pin"
            type="password"
            inputmode="numeric"
            autocomplete="off"
            aria-describedby=${this.problem ? "pin-error" : nothing}
          />
        </div>
        <button class="button button-primary" type="submit">${t("Mở khoá")}</button>
      </form>
      <div class="button-row">
        <button class="button button-quiet" type="button" @click=${this.#forgotten}>${t("Quên mã PIN")}</button>
        <a class="button button-quiet" href="/sign-in?next=/app/">${t("Đăng nhập bằng mật khẩu")}</a>
      </div>`;
  }

  firstUpdated() {
    this.querySelector("input")?.focus();
  }

  #words() {
    return t(WORDS[this.problem], { seconds: this.seconds });
  }

  /** @param {Event} event */
  #submit = async (event) => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (this.querySelector("input"));
    const answer = await unlock(field.value.trim());
    field.value = "";
    this.seconds = Math.ceil((await waitLeft()) / 1000);
    this.problem = answer === "open" ? "" : answer === "wrong" && this.seconds > 0 ? "wait" : answer;
  };

  /** Who signs in on the web pages as the same person may set a new PIN. */
  #forgotten = async () => {
    const session = await webSession().catch(() => null);
    if (session?.id === somebody()?.id) await forgetPin();
    else this.problem = "other";
  };
}

customElements.define("lock-screen", LockScreen);
