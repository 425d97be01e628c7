/** <door-refuse>: a dossier that is not taken in at all, before any receipt: the reason and the article, offline. */
import { html, nothing } from "../../vendor/lit.js";
import { procedureTitle } from "../catalogue/queries.js";
import { banner, faultSummary, isClean, showFaults, textField } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { once } from "../core/once.js";
import { goInstead } from "../core/router.js";
import { t } from "../core/texts.js";
import { deleteDraft } from "../core/vault.js";
import { ChosenProcedure } from "./chosen-procedure.js";
import { DoorStep } from "./door-step.js";
import { openParts } from "./draft.js";
import { refuseAtDoor } from "./finish.js";

export class DoorRefuse extends DoorStep {
  static properties = { ...DoorStep.properties, busy: { state: true } };

  constructor() {
    super();
    this.busy = false;
    this.chosen = new ChosenProcedure(this, this.draft);
    this.said = new Draft(this, () => `refuse-at-door/${this.visitId}`, { reason: "", ground: "" }, () => t("Không nhận hồ sơ"));
  }

  render() {
    const { citizen } = this.door.value;
    const procedure = this.chosen.row;
    if (!citizen || !this.chosen.ready || !this.said.ready) return nothing;
    const open = openParts(this.draft.values, procedure);
    if (!procedure || open.people) return this.#incomplete(procedure ? "people" : "dossier");
    const { reason, ground } = this.said.values;
    return html`<form novalidate @input=${this.said.input} @submit=${this.#save}>
      ${faultSummary(this.faults)}
      <p>${procedureTitle(procedure)}</p>
      ${banner("warn", t("Không cấp giấy hẹn, không thu phí, không giữ bản chính. Trung tâm in phiếu từ chối (mẫu 03) gửi cho gia đình."))}
      ${textField({ name: "reason", label: t("Lý do"), value: reason, fault: this.faults.reason, rows: 2 })}
      ${textField({ name: "ground", label: t("Căn cứ pháp lý"), hint: t("Điều, khoản, văn bản"), value: ground, fault: this.faults.ground })}
      <div class="action-bar"><button class="button button-primary" ?disabled=${this.busy}>${t("Không nhận hồ sơ")}</button></div>
    </form>`;
  }

  /** @param {string} where */
  #incomplete(where) {
    return html`${banner("info", t("Cần chọn thủ tục và người nộp trước."))}
      <div class="action-bar"><a class="button button-primary" href="#/visits/${this.visitId}/${where}">${t("Điền tiếp")}</a></div>`;
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const [reason, ground] = [this.said.values.reason.trim(), this.said.values.ground.trim()];
    this.faults = { reason: reason ? "" : t("Hãy ghi lý do."), ground: ground ? "" : t("Hãy ghi phần này.") };
    if (!isClean(this.faults)) return showFaults(this);
    const { visit, citizen } = this.door.value;
    const procedure = this.chosen.row;
    if (!visit || !citizen || !procedure) return;
    this.busy = true;
    const id = await refuseAtDoor(this.draft, { visit, citizen, procedure }, { reason, ground }).finally(() => (this.busy = false));
    await deleteDraft(this.said.key);
    return () => goInstead(`/dossiers/${id}`);
  });
}

customElements.define("door-refuse", DoorRefuse);
