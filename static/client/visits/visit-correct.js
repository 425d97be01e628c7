/** <visit-correct>: a report that was wrong is followed by a right one and a reason; both stay readable. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { goInstead } from "../core/router.js";
import { t } from "../core/texts.js";
import { nameScreen } from "../core/title.js";
import { correctReport, withdrawStart } from "./commands.js";
import { lastOutcome, lastStart, wholeVisit } from "./queries.js";
import { peaceField, reportFields } from "./report-form.js";
import { correctedOf, isGrave, reportFaults, reportOf } from "./reports.js";
import { corrections } from "./visit-page.js";

/** @typedef {import("./queries.js").Whole} Whole */

export class VisitCorrect extends LitElement {
  static properties = { visitId: {}, faults: { state: true } };

  constructor() {
    super();
    this.visitId = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    /** @type {Live<Whole | null>} */
    this.known = new Live(this, () => wholeVisit(this.visitId), null);
    this.draft = new Draft(this, () => `visit-correct/${this.visitId}`, { why: "" }, () => this.#title());
  }

  createRenderRoot() {
    return this;
  }

  #title() {
    return t("Đính chính: {name}", { name: this.known.value?.citizen?.full_name ?? "" });
  }

  updated() {
    if (this.known.value?.citizen) nameScreen(this, this.#title());
  }

  render() {
    const { value } = this.known;
    if (!value || !this.draft.ready) return nothing;
    const isClosed = value.visit.status === "closed";
    const wrong = isClosed ? lastOutcome(value.reports) : lastStart(value.reports);
    const values = this.#values();
    if (!wrong) return banner("warn", t("Báo cáo này không do máy này ghi. Hãy gọi điều phối viên để sửa."));
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#save}>
      ${faultSummary(this.faults)} ${banner("info", t("Báo cáo cũ vẫn được giữ bên cạnh, cùng lý do đính chính."))}
      ${isClosed ? this.#report(values, value.visit) : html`<p>${t("Bấm “Bắt đầu” nhầm: rút lại để lượt thăm trở về lịch.")}</p>`}
      ${textField({ name: "why", label: t("Lý do đính chính"), value: this.draft.values.why, fault: this.faults.why })}
      ${corrections(value.visit)}
      <div class="action-bar"><button class="button button-primary">${t("Lưu đính chính")}</button></div>
    </form>`;
  }

  /** @param {Record<string, any>} values @param {import("../core/types.js").Row} visit */
  #report(values, visit) {
    const isNews = isGrave(values.outcome) && values.outcome !== visit.outcome;
    return html`${reportFields(values, this.faults)} ${isNews ? peaceField(values) : nothing}`;
  }

  /** What was reported, with what has been changed on this screen. @returns {Record<string, any>} */
  #values() {
    return correctedOf(this.known.value?.visit, this.draft.values);
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { visit, reports } = /** @type {Whole} */ (this.known.value);
    const isClosed = visit.status === "closed";
    const values = this.#values();
    const why = values.why.trim();
    this.faults = faultsOf(values, isClosed);
    if (!isClean(this.faults)) return showFaults(this);
    const wrong = isClosed ? lastOutcome(reports) : lastStart(reports);
    if (!wrong) return;
    if (isClosed) await correctReport(visit.id, wrong.id, reportOf(values), why, this.draft.key);
    else await withdrawStart(visit.id, wrong.id, why);
    return () => goInstead(`/visits/${visit.id}`);
  });
}

/** @param {Record<string, any>} values @param {boolean} isClosed @returns {import("../citizens/fields.js").Faults} */
const faultsOf = (values, isClosed) => ({
  ...(isClosed ? reportFaults(values) : {}),
  why: values.why.trim() ? "" : t("Hãy ghi lý do đính chính."),
});

customElements.define("visit-correct", VisitCorrect);
