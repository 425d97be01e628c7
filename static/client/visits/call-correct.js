/** <call-correct>: what really came of a call that was tapped wrongly; what was recorded stays beside it, with the reason. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField, tiles } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { goInstead } from "../core/router.js";
import { t } from "../core/texts.js";
import { madeCall } from "../notices/call-card.js";
import { correctCall, saidOf } from "../notices/commands.js";
import { findCall } from "../notices/queries.js";
import { TRUE_OUTCOMES } from "../notices/words.js";
import { callsPath } from "./index.js";

export class CallCorrect extends LitElement {
  static properties = { callId: {}, faults: { state: true } };

  constructor() {
    super();
    this.callId = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    /** @type {Live<Awaited<ReturnType<typeof findCall>>>} */
    this.known = new Live(this, () => findCall(this.callId), undefined);
    this.draft = new Draft(this, () => `call-correct/${this.callId}`, { reason: "" }, () => t("Đính chính cuộc gọi"));
  }

  createRenderRoot() {
    return this;
  }

  render() {
    if (!this.known.ready || !this.draft.ready) return nothing;
    const { value } = this.known;
    if (!value) return banner("warn", t("Cuộc gọi này không còn trên máy."));
    const typed = this.#typed(value);
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#save}>
      ${faultSummary(this.faults)} ${madeCall(value, false)}
      <p class="hint">${t("Điều đã ghi vẫn được giữ bên cạnh, cùng lý do sửa.")}</p>
      ${tiles({
        name: "outcome",
        legend: t("Kết quả đúng"),
        choices: Object.entries(TRUE_OUTCOMES).map(([choice, words]) => ({ value: choice, label: t(words) })),
        value: typed.outcome,
        fault: this.faults.outcome,
      })}
      ${textField({ name: "note", label: t("Ghi chú"), value: typed.note, optional: true })}
      ${textField({ name: "reason", label: t("Vì sao sửa"), value: typed.reason, fault: this.faults.reason })}
      <div class="action-bar"><button class="button button-primary">${t("Lưu đính chính")}</button></div>
    </form>`;
  }

  /** @param {any} call @returns {Record<string, any>} */
  #typed(call) {
    return { ...saidOf(call), ...this.draft.values };
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const call = /** @type {any} */ (this.known.value);
    const { outcome, note, reason } = this.#typed(call);
    const isSame = outcome === call.outcome && note.trim() === call.note;
    this.faults = { outcome: isSame ? t("Chưa có gì thay đổi.") : "", reason: reason.trim() ? "" : t("Hãy ghi vì sao sửa.") };
    if (!isClean(this.faults)) return showFaults(this);
    await correctCall(call, { outcome, note: note.trim() }, reason.trim(), this.draft.key);
    return () => goInstead(callsPath());
  });
}

customElements.define("call-correct", CallCorrect);
