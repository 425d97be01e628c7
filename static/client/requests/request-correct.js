/** <request-correct>: what this phone wrote down wrong about a need; the earlier words stay beside, with the reason. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField, tiles } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { goInstead } from "../core/router.js";
import { t } from "../core/texts.js";
import { correctRequest } from "./commands.js";
import { correctable } from "./queries.js";
import { hardshipChoices, needChoices, needOfValues, needTextFault, needValues } from "./registration.js";

export class RequestCorrect extends LitElement {
  static properties = { requestId: {}, faults: { state: true } };

  constructor() {
    super();
    this.requestId = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    /** @type {Live<Awaited<ReturnType<typeof correctable>>>} */
    this.known = new Live(this, () => correctable(this.requestId), null);
    this.draft = new Draft(this, () => `request-correct/${this.requestId}`, { reason: "" }, () => t("Đính chính đăng ký"));
  }

  createRenderRoot() {
    return this;
  }

  render() {
    if (!this.known.ready || !this.draft.ready) return nothing;
    const { value } = this.known;
    if (!value) return banner("warn", t("Đăng ký này không được làm trên máy này. Hãy gọi trung tâm để sửa."));
    const typed = this.#values(value.request);
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#save}>
      ${faultSummary(this.faults)}
      <p class="hint">${t("Điều đã ghi vẫn được giữ bên cạnh, cùng lý do sửa.")}</p>
      ${tiles({ name: "procedure", legend: t("Việc cần làm"), choices: needChoices(value.procedures), value: typed.procedure })}
      ${textField({ name: "need_text", label: t("Nói thêm về việc này"), value: typed.need_text, rows: 2, optional: true, fault: this.faults.need_text })}
      ${tiles({ name: "hardship", legend: t("Vì sao khó đi lại?"), choices: hardshipChoices(), value: typed.hardship, columns: 2 })}
      ${textField({ name: "reason", label: t("Vì sao sửa"), value: typed.reason, fault: this.faults.reason })}
      <div class="action-bar"><button class="button button-primary">${t("Gửi phần sửa")}</button></div>
    </form>`;
  }

  /** @param {any} request @returns {Record<string, any>} */
  #values(request) {
    return { ...needValues(request), ...this.draft.values };
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { request, commandId } = /** @type {any} */ (this.known.value);
    const typed = this.#values(request);
    const [seen, need] = [needOfValues(needValues(request)), needOfValues(typed)];
    const isSame = JSON.stringify(seen) === JSON.stringify(need);
    this.faults = {
      need_text: isSame ? t("Chưa có gì thay đổi.") : needTextFault(typed),
      reason: typed.reason.trim() ? "" : t("Hãy ghi vì sao sửa."),
    };
    if (!isClean(this.faults)) return showFaults(this);
    await correctRequest(request.id, commandId, seen, need, typed.reason.trim(), this.draft.key);
    return () => goInstead(`/requests/${request.id}`);
  });
}

customElements.define("request-correct", RequestCorrect);
