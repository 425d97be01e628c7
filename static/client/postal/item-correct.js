/** <item-correct>: a delivery or a try reported wrongly is followed by the right one and a reason; both stay readable. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField, tiles } from "../citizens/fields.js";
import { showWhen } from "../core/clock.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { t } from "../core/texts.js";
import { nameScreen } from "../core/title.js";
import { titleOf } from "../core/item-words.js";
import { once } from "../core/once.js";
import { saved } from "../core/words.js";
import { isPrintable, tidyCode } from "./codes.js";
import { correctFact } from "./commands.js";
import { correctionList } from "./correction-list.js";
import { CORRECTABLE, LABELS, valuesNow } from "./corrections.js";
import { reportedItem } from "./queries.js";
import { failChoices } from "./words.js";

/** @typedef {import("../core/types.js").Command} Command */
/** @typedef {import("./queries.js").Reported} Reported */
/** @typedef {Record<string, any>} Values */

const notMine = () => banner("warn", t("Máy này chưa ghi lần phát nào cho bưu gửi. Hãy gọi trung tâm để sửa."));

/** Which of this phone's reports is wrong? */
export class ItemCorrectChoice extends LitElement {
  static properties = { itemId: {} };

  constructor() {
    super();
    this.itemId = "";
    /** @type {Live<Reported | null>} */
    this.known = new Live(this, () => reportedItem(this.itemId), null);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { value, ready } = this.known;
    if (!ready) return nothing;
    if (!value) return banner("warn", t("Bưu gửi này không còn trên máy."));
    if (value.reports.length === 0) return notMine();
    return html`<p>${t("Chọn điều đã ghi sai.")}</p>
      <ul class="task-list">
        ${value.reports.map(
          (report) => html`<li class="task">
            <a class="task-link" href="#/items/${this.itemId}/correct/${report.id}">${titleOf(report)}</a>
            <span class="task-state">${showWhen(report.at)}</span>
          </li>`,
        )}
      </ul>
      ${correctionList(value.item)}`;
  }
}

export class ItemCorrect extends LitElement {
  static properties = { itemId: {}, reportId: {}, faults: { state: true }, notice: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.itemId = "";
    this.reportId = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.notice = "";
    this.problem = "";
    /** @type {Live<Reported | null>} */
    this.known = new Live(this, () => reportedItem(this.itemId), null);
    this.draft = new Draft(this, () => `item-correct/${this.reportId}`, { why: "" }, () => this.#title());
  }

  createRenderRoot() {
    return this;
  }

  #title() {
    return t("Đính chính: {name}", { name: this.known.value?.item.to.name ?? "" });
  }

  updated() {
    if (this.known.value) nameScreen(this, this.#title());
  }

  get #report() {
    return this.known.value?.reports.find(({ id }) => id === this.reportId);
  }

  render() {
    if (!this.known.ready || !this.draft.ready) return nothing;
    const { value } = this.known;
    const report = this.#report;
    if (!value || !report) return notMine();
    return html`${this.notice ? this.#done() : this.#form(report)} ${correctionList(value.item)}`;
  }

  #done() {
    return html`<div role="status">${banner("good", this.notice)}</div>
      <p><a class="button button-quiet" href="#/items/${this.itemId}">${t("Về bưu gửi")}</a></p>`;
  }

  /** @param {Command} report */
  #form(report) {
    const values = this.#values(report);
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#save}>
      ${faultSummary(this.faults)} ${this.problem ? banner("bad", this.problem) : nothing}
      <h2>${titleOf(report)}</h2>
      <p>${showWhen(report.at)}</p>
      ${banner("info", t("Điều đã ghi vẫn được giữ bên cạnh, cùng lý do sửa."))}
      ${report.type === "postal.deliver" ? receiverFields(values, this.faults) : attemptFields(values, this.faults)}
      ${textField({ name: "why", label: t("Vì sao sửa"), value: values.why, fault: this.faults.why })}
      <div class="action-bar"><button class="button button-primary">${t("Lưu đính chính")}</button></div>
    </form>`;
  }

  /** What stands there, with what has been changed on this screen. @param {Command} report @returns {Values} */
  #values(report) {
    const { item } = /** @type {Reported} */ (this.known.value);
    return { ...valuesNow(item, report), ...this.draft.values };
  }

  /** @param {Command} report @returns {Record<string, {from: any, to: any}>} */
  #changes(report) {
    const { item } = /** @type {Reported} */ (this.known.value);
    const [before, values] = [valuesNow(item, report), this.#values(report)];
    const pairs = CORRECTABLE[report.type].map((field) => ({ field, from: before[field] ?? "", to: tidied(field, values[field]) }));
    return Object.fromEntries(pairs.filter(({ from, to }) => from !== to).map(({ field, from, to }) => [field, { from, to }]));
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const report = this.#report;
    if (!report) return;
    const [changes, why] = [this.#changes(report), this.draft.values.why.trim()];
    this.faults = faultsOf(report.type, changes, why);
    if (!isClean(this.faults)) return showFaults(this);
    try {
      await correctFact(this.itemId, report.id, changes, why, this.draft.key);
      this.draft.reset();
      this.problem = "";
      this.notice = saved();
    } catch (fault) {
      console.error("the correction could not be saved", fault);
      this.problem = t("Chưa lưu được. Hãy bấm lại.");
    }
  });
}

/** @param {string} field @param {string | null} value */
function tidied(field, value) {
  const text = (value ?? "").trim();
  return field === "slip_no" ? tidyCode(text) : text;
}

/** @param {Values} values @param {import("../citizens/fields.js").Faults} faults */
const receiverFields = (values, faults) =>
  html`${textField({ name: "to_name", label: t(LABELS.to_name), value: values.to_name, fault: faults.to_name })}
  ${textField({ name: "relation", label: t(LABELS.relation), hint: t("Để trống nếu chính người nhận."), value: values.relation, optional: true })}
  ${textField({
    name: "identity_last4",
    label: t(LABELS.identity_last4),
    value: values.identity_last4,
    mode: "numeric",
    width: "width-short",
    fault: faults.identity_last4,
  })}`;

/** @param {Values} values @param {import("../citizens/fields.js").Faults} faults */
const attemptFields = (values, faults) =>
  html`${tiles({ name: "reason", legend: t(LABELS.reason), choices: failChoices(), value: values.reason, fault: faults.reason, columns: 2 })}
  ${textField({ name: "slip_no", label: t(LABELS.slip_no), value: values.slip_no, optional: true, fault: faults.slip_no })}`;

/** @type {Record<string, (to: string) => boolean>} */
const FITS = {
  to_name: Boolean,
  identity_last4: (to) => /^(\d{4})?$/.test(to),
  slip_no: (to) => to === "" || isPrintable(to),
};

/** @returns {Record<string, string>} */
const faultWords = () => ({
  to_name: t("Hãy ghi họ tên người nhận."),
  identity_last4: t("Ghi đúng 4 chữ số, hoặc để trống."),
  slip_no: t("Chỉ chữ không dấu, số và gạch ngang."),
});

/** @param {string} type @param {Record<string, {to: string}>} changes @param {string} why @returns {import("../citizens/fields.js").Faults} */
function faultsOf(type, changes, why) {
  const wrong = Object.entries(changes).filter(([field, { to }]) => FITS[field]?.(to) === false);
  return {
    [CORRECTABLE[type][0]]: Object.keys(changes).length > 0 ? "" : t("Chưa có gì thay đổi."),
    ...Object.fromEntries(wrong.map(([field]) => [field, faultWords()[field]])),
    why: why ? "" : t("Hãy ghi vì sao sửa."),
  };
}

customElements.define("item-correct-choice", ItemCorrectChoice);
customElements.define("item-correct", ItemCorrect);
