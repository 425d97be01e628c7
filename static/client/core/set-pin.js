/** <set-pin>: six digits, typed twice, that encrypt what this phone keeps; to change them, the ones until now first. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { setPin } from "./choose-pin.js";
import { answerWords } from "./lock-words.js";
import { hasPin, waitLeft } from "./lock.js";
import { hasOldPin } from "./old-pin.js";
import { pinProblem } from "./pin-rules.js";
import { goInstead } from "./router.js";
import { newcomer, setNewcomer, somebody } from "./session.js";
import { setStatus } from "./status.js";
import { tell } from "./signals.js";
import { t } from "./texts.js";
import { usableModes } from "./vault-mode.js";

/** @type {Record<string, string>} */
const PROBLEMS = {
  six: "Mã PIN gồm đúng 6 chữ số.",
  obvious: "Mã này ai cũng đoán được. Hãy chọn sáu số khác.",
};

/** What the way of locking asks, and from whom it does not protect. @type {Record<import("./types.js").VaultMode, string>} */
const PROTECTS = {
  H: "Mỗi lần mở, máy hỏi thêm vân tay, khuôn mặt hoặc khoá màn hình.",
  S: "Một nửa khoá nằm ở trung tâm: mỗi lần mở đều cần mạng.",
  P: "Mã ngăn được người tò mò, không ngăn được người có máy dò mã: hãy đặt cả khoá màn hình của điện thoại.",
};

export class SetPin extends LitElement {
  static properties = {
    mode: { state: true }, problem: { state: true }, busy: { state: true }, asksCurrent: { state: true },
  };

  constructor() {
    super();
    this.problem = "";
    this.busy = false;
    this.asksCurrent = false;
    /** @type {import("./types.js").VaultMode | undefined} */
    this.mode = undefined;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    void this.#look();
  }

  async #look() {
    this.asksCurrent = !newcomer() && ((await hasPin()) || (await hasOldPin()));
    [this.mode] = await usableModes();
  }

  render() {
    return html`<p class="lead">${t("Mã PIN mã hoá mọi thứ trên máy này.")} ${this.mode ? t(PROTECTS[this.mode]) : nothing}</p>
      <p>${t("Quên mã thì đăng nhập lại; việc đã lưu vẫn được gửi đi.")}</p>
      <form novalidate @submit=${this.#submit}>
        <input class="visually-hidden" aria-hidden="true" tabindex="-1" autocomplete="off" .value=${this.#name()} readonly />
        ${this.asksCurrent ? this.#field("current-pin", t("Mã PIN đang dùng")) : nothing}
        ${this.#field("new-pin", t("Mã PIN mới, 6 chữ số"))} ${this.#field("same-pin", t("Nhập lại mã PIN"))}
        ${this.#state()}
        <button class="button button-primary" type="submit" ?disabled=${this.busy}>${t("Đặt mã PIN")}</button>
      </form>
      ${newcomer() ? html`<button class="button button-quiet" type="button" @click=${this.#giveUp}>${t("Thôi, để sau")}</button>` : nothing}`;
  }

  #name = () => (newcomer()?.person ?? somebody())?.name ?? "";

  #state() {
    if (this.busy) return html`<p role="status">${t("Đang mã hoá… Xin giữ màn hình mở.")}</p>`;
    return this.problem ? html`<p class="field-error" role="alert">${this.problem}</p>` : nothing;
  }

  /**
   * @param {string} id
   * @param {string} label
   */
  #field(id, label) {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <input class="input width-short" id=${id} type="password" inputmode="numeric" maxlength="6" autocomplete="off" />
    </div>`;
  }

  /** @param {Event} event */
  #submit = async (event) => {
    event.preventDefault();
    const [current, pin, same] = ["#current-pin", "#new-pin", "#same-pin"].map((id) => this.#typed(id));
    const wrong = pinProblem(pin);
    if (wrong) this.problem = t(PROBLEMS[wrong]);
    else if (pin !== same) this.problem = t("Hai lần nhập không giống nhau.");
    else await this.#set(pin, current);
  };

  /** @param {string} id */
  #typed = (id) => /** @type {HTMLInputElement | null} */ (this.querySelector(id))?.value.trim() ?? "";

  /**
   * @param {string} pin
   * @param {string} current
   */
  async #set(pin, current) {
    const isChange = this.asksCurrent;
    this.busy = true;
    this.problem = "";
    try {
      const answer = await setPin(pin, { current });
      if (answer === "open") done(isChange && this.isConnected);
      else this.problem = answerWords(answer, await waitLeft());
    } catch (fault) {
      console.error("the PIN could not be set", fault);
      this.problem = t("Không ghi được vào bộ nhớ của máy. Hãy kiểm tra dung lượng và chế độ ẩn danh.");
    } finally {
      this.busy = false;
    }
  }

  #giveUp = () => {
    setNewcomer(null);
    tell("session");
  };
}

/** @param {boolean} isChange */
function done(isChange) {
  if (isChange) goInstead("/this-phone");
  setStatus({ trouble: null });
  tell("session");
}

customElements.define("set-pin", SetPin);
