/** <dossier-correct>: what this phone reported and may have got wrong; the right value goes out with a reason. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField } from "../citizens/fields.js";
import { showWhen } from "../core/clock.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { t } from "../core/texts.js";
import { titleOf } from "../core/item-words.js";
import { once } from "../core/once.js";
import { saved } from "../core/words.js";
import { correctFact } from "./commands.js";
import { CORRECTABLE, valueNow } from "./corrections.js";
import { NO_DOSSIER, wholeDossier } from "./queries.js";

/** @typedef {import("../core/types.js").Command} Command */

/** What was typed for one report is not meant for another. */
const BLANK = Object.fromEntries(Object.values(CORRECTABLE).flatMap((fields) => Object.keys(fields).map((field) => [field, undefined])));

export class DossierCorrect extends LitElement {
  static properties = { dossierId: {}, chosen: { state: true }, faults: { state: true }, notice: { state: true } };

  constructor() {
    super();
    this.dossierId = "";
    this.chosen = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.notice = "";
    this.whole = new Live(this, () => wholeDossier(this.dossierId), NO_DOSSIER);
    this.draft = new Draft(this, () => `correct/${this.dossierId}`, { report: "", reason: "" }, () => t("Đính chính"));
  }

  createRenderRoot() {
    return this;
  }

  /** Only facts with something to put right, the newest first. */
  get reports() {
    return this.whole.value.reports.filter(({ type }) => type in CORRECTABLE).reverse();
  }

  render() {
    if (!this.whole.ready || !this.draft.ready) return nothing;
    const report = this.reports.find(({ id }) => id === this.draft.values.report);
    return html`${this.notice ? html`<div role="status">${banner("good", this.notice)}</div>` : nothing} ${report ? this.#form(report) : this.#choice()}`;
  }

  #choice() {
    if (this.reports.length === 0) return html`<p class="empty">${t("Máy này chưa ghi gì cho hồ sơ. Hãy gọi điều phối viên.")}</p>`;
    return html`<p>${t("Chọn việc đã ghi sai. Điều đã ghi vẫn được giữ bên cạnh.")}</p>
      <ul class="task-list">
        ${this.reports.map(
          (report) => html`<li>
            <button class="task" type="button" @click=${() => this.draft.set({ ...BLANK, report: report.id })}><span>${titleOf(report)}</span><span class="task-state">${showWhen(report.at)}</span></button>
          </li>`,
        )}
      </ul>`;
  }

  /** @param {Command} report */
  #form(report) {
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#save}>
      ${faultSummary(this.faults)}
      <h2>${titleOf(report)}</h2>
      ${Object.entries(CORRECTABLE[report.type]).map(([field, { label, mode }]) =>
        textField({ name: field, label: t(label), mode, value: this.#text(field, report), fault: this.faults[field], hint: field === "due_on" ? t("Viết năm-tháng-ngày: 2026-11-30") : "" }),
      )}
      ${textField({ name: "reason", label: t("Vì sao sửa"), value: this.draft.values.reason, fault: this.faults.reason })}
      <div class="action-bar">
        <button class="button button-quiet" type="button" @click=${() => this.draft.set({ report: "" })}>${t("Việc khác")}</button>
        <button class="button button-primary">${t("Lưu đính chính")}</button>
      </div>
    </form>`;
  }

  /** @param {string} field @param {Command} report */
  #now(field, report) {
    return valueNow(this.whole.value.dossier, field, report.args) ?? null;
  }

  /** @param {string} field @param {Command} report */
  #text(field, report) {
    return this.draft.values[field] ?? String(this.#now(field, report) ?? "");
  }

  /** @param {Command} report @returns {Record<string, {from: any, to: any}>} */
  #changes(report) {
    const fields = Object.keys(CORRECTABLE[report.type]).filter((field) => this.draft.values[field] !== undefined);
    const pairs = fields.map((field) => {
      const from = this.#now(field, report);
      const text = this.draft.values[field].trim();
      return { field, from, to: typeof from === "number" ? Number(text) : text || null };
    });
    return Object.fromEntries(pairs.filter(({ from, to }) => (from ?? "") !== (to ?? "")).map(({ field, from, to }) => [field, { from, to }]));
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const report = this.reports.find(({ id }) => id === this.draft.values.report);
    if (!report) return;
    const changes = this.#changes(report);
    const [first] = Object.keys(CORRECTABLE[report.type]);
    this.faults = {
      [first]: Object.keys(changes).length > 0 ? "" : t("Chưa có gì thay đổi."),
      ...valueFaults(changes),
      reason: this.draft.values.reason.trim() ? "" : t("Hãy ghi vì sao sửa."),
    };
    if (!isClean(this.faults)) return showFaults(this);
    await correctFact(this.dossierId, report.id, changes, this.draft.values.reason.trim(), this.draft.key);
    this.draft.reset();
    this.notice = saved();
  });
}

/** @param {Record<string, {to: any}>} changes @returns {Record<string, string>} */
function valueFaults(changes) {
  const wrong = Object.entries(changes).filter(([field, { to }]) => isWrong(field, to));
  return Object.fromEntries(wrong.map(([field]) => [field, t("Giá trị này chưa đúng.")]));
}

/** @type {Record<string, (value: any) => boolean>} */
const FITS = {
  owner_name: Boolean,
  submitter_name: Boolean,
  to_name: Boolean,
  copies: (value) => Number.isInteger(value) && value >= 1 && value <= 999,
  count: (value) => Number.isInteger(value) && value >= 1 && value <= 999,
  amount: (value) => Number.isInteger(value) && value >= 0,
  due_on: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value ?? "") && !Number.isNaN(Date.parse(value)),
  identity_last4: (value) => value === null || /^\d{4}$/.test(value),
};

/** @param {string} field @param {any} value */
const isWrong = (field, value) => field in FITS && !FITS[field](value);

customElements.define("dossier-correct", DossierCorrect);
