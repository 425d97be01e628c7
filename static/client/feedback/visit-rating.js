/**
 * <visit-rating>: the phone in the citizen's hand. Whatever ends this screen locks the phone: the thanks, "skip",
 * the back button, a call that comes in. On purpose without a draft: a half-given answer must not be found here.
 */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, tick } from "../citizens/fields.js";
import { Live } from "../core/live.js";
import { hasPin, isLocked, lockNow } from "../core/lock.js";
import { once } from "../core/once.js";
import { goInstead } from "../core/router.js";
import { listen } from "../core/signals.js";
import { t } from "../core/texts.js";
import { rateVisit } from "./commands.js";
import { MOST_REASONS, face, reasons, scores } from "./faces.js";

/** @typedef {"hand-over" | "ask" | "thanks"} Step */

export class VisitRating extends LitElement {
  static properties = {
    visitId: {},
    step: { state: true },
    score: { state: true },
    chosen: { state: true },
    isRelative: { state: true },
    problem: { state: true },
  };

  /** @type {(() => void) | null} */
  #stop = null;

  constructor() {
    super();
    this.visitId = "";
    /** @type {Step} */
    this.step = "hand-over";
    this.score = 0;
    /** @type {string[]} */
    this.chosen = [];
    this.isRelative = false;
    this.problem = "";
    /** @type {Live<boolean | null>} */
    this.pin = new Live(this, hasPin, null);
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = listen("session", () => isLocked() && this.step !== "hand-over" && this.#leave());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
    if (this.step !== "hand-over") void lockNow();
  }

  render() {
    if (this.pin.value === null) return nothing;
    if (!this.pin.value) return this.#noPin();
    if (this.step === "hand-over") return this.#handOver();
    return html`<div class="handed-over">${this.step === "ask" ? this.#ask() : this.#thanks()}</div>`;
  }

  #noPin() {
    return html`${banner("warn", t("Hãy đặt mã PIN trước khi đưa máy: hết phần đánh giá, máy tự khoá."))}
      <div class="action-bar">
        <a class="button button-quiet" href="#/visits/${this.visitId}">${t("Quay lại")}</a>
        <a class="button button-primary" href="#/set-pin">${t("Đặt mã PIN")}</a>
      </div>`;
  }

  #handOver() {
    return html`<p class="lead">${t("Đưa máy cho người dân và quay đi. Anh/chị không xem được câu trả lời.")}</p>
      <p>${t("Xong, máy tự khoá; mở lại bằng mã PIN.")}</p>
      <div class="action-bar">
        <a class="button button-quiet" href="#/visits/${this.visitId}">${t("Quay lại")}</a>
        <button class="button button-primary" type="button" @click=${() => (this.step = "ask")}>${t("Đưa máy cho người dân")}</button>
      </div>`;
  }

  #ask() {
    return html`<h2>${t("Ông bà thấy lần phục vụ này thế nào?")}</h2>
      <p>${t("Cán bộ không xem được câu trả lời này.")}</p>
      <p role="alert">${this.problem}</p>
      <div class="faces" role="group" aria-label=${t("Mức hài lòng")}>
        ${scores().map(
          ({ score, words }) => html`<button class="face" type="button" aria-pressed=${this.score === score} @click=${() => (this.score = score)}>
            ${face(score)}<span>${words}</span>
          </button>`,
        )}
      </div>
      ${this.score > 0 ? this.#why() : nothing}
      <div class="action-bar">
        <button class="button button-quiet" type="button" @click=${this.#leave}>${t("Bỏ qua")}</button>
        ${this.score > 0 ? html`<button class="button button-primary" type="button" @click=${this.#send}>${t("Gửi ý kiến")}</button>` : nothing}
      </div>`;
  }

  #why() {
    const isFull = this.chosen.length >= MOST_REASONS;
    return html`<fieldset class="field why" @change=${this.#reasonChanged}>
        <legend>${t("Vì sao? Chọn tối đa ba ý, hoặc để trống")}</legend>
        <div class="tiles">
          ${reasons().map(({ value, words }) => {
            const isChosen = this.chosen.includes(value);
            return html`<div class="tile">
              <input type="checkbox" id="reason-${value}" .value=${value} .checked=${isChosen} ?disabled=${isFull && !isChosen} />
              <label for="reason-${value}">${words}</label>
            </div>`;
          })}
        </div>
      </fieldset>
      <div @change=${this.#relativeChanged}>${tick({ name: "is-relative", label: t("Tôi là người nhà trả lời giúp"), checked: this.isRelative })}</div>`;
  }

  #thanks() {
    return html`<h2>${t("Cảm ơn ông bà!")}</h2>
      <p class="lead">${t("Xin đưa máy lại cho cán bộ.")}</p>
      <div class="action-bar"><button class="button button-primary" type="button" @click=${this.#leave}>${t("Đã đưa lại máy")}</button></div>`;
  }

  /** @param {Event} event */
  #reasonChanged = (event) => {
    const { value, checked } = /** @type {HTMLInputElement} */ (event.target);
    this.chosen = checked ? [...this.chosen, value] : this.chosen.filter((one) => one !== value);
  };

  /** @param {Event} event */
  #relativeChanged = (event) => {
    this.isRelative = /** @type {HTMLInputElement} */ (event.target).checked;
  };

  #send = once(async () => {
    const { score, chosen, isRelative } = this;
    try {
      await rateVisit(this.visitId, { score, reasons: chosen, answered_by: isRelative ? "relative" : "self" });
    } catch (fault) {
      console.error("the opinion could not be saved", fault);
      this.problem = t("Chưa lưu được. Hãy bấm lại.");
      return;
    }
    this.#forget();
    this.step = "thanks";
    scrollTo(0, 0);
  });

  #forget() {
    this.score = 0;
    this.chosen = [];
    this.isRelative = false;
  }

  /** The lock comes first, so that nothing of the officer's is seen in between. */
  #leave = once(async () => {
    this.#forget();
    await lockNow();
    this.step = "hand-over";
    return () => goInstead(`/visits/${this.visitId}`);
  });
}

customElements.define("visit-rating", VisitRating);
