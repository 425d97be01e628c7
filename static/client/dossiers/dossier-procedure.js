/** <dossier-procedure>: which procedure, in plain words, and which case of it; then people, papers, fee. */
import { html, nothing } from "../../vendor/lit.js";
import { casesToPick, channelOf, findProcedure, isConfirmed, offeredProcedures, procedureTitle } from "../catalogue/queries.js";
import { limitWords, wayWords } from "../catalogue/texts.js";
import { banner, textField, tiles } from "../citizens/fields.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { go } from "../core/router.js";
import { t } from "../core/texts.js";
import { wholeIn } from "../core/whole.js";
import { pickedCase } from "../visits/queries.js";
import { ChosenProcedure } from "./chosen-procedure.js";
import { DoorStep } from "./door-step.js";
import { atTheDoor } from "./queries.js";
import { money } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */

const MOST = 12;

export class DossierProcedure extends DoorStep {
  static properties = { search: { state: true }, fault: { state: true } };

  constructor() {
    super();
    this.search = "";
    this.fault = "";
    this.chosen = new ChosenProcedure(this, this.draft);
    /** @type {Live<{found: Row[], asked?: Row}>} */
    this.catalogue = new Live(this, () => this.#look(), { found: [] });
  }

  /** @returns {Promise<{found: Row[], asked?: Row}>} */
  async #look() {
    const { visit } = await atTheDoor(this.visitId);
    const asked = visit?.purposes.find((/** @type {any} */ purpose) => purpose.procedure_code)?.procedure_code;
    return { found: await offeredProcedures(this.search), asked: asked && (await findProcedure(asked)) };
  }

  render() {
    if (!this.chosen.ready || !this.catalogue.ready) return nothing;
    return this.chosen.row ? this.#chosen(this.chosen.row) : this.#choosing();
  }

  #choosing() {
    const { found, asked } = this.catalogue.value;
    const { visit } = this.door.value;
    const need = visit?.purposes.map((/** @type {any} */ purpose) => purpose.need_text).filter(Boolean).join("; ");
    const others = found.filter((row) => row.id !== asked?.id).slice(0, MOST);
    return html`${need ? banner("info", t("Người dân cần: {need}", { need })) : nothing}
      ${asked && !this.search ? html`<h2>${t("Đã hẹn làm")}</h2><ul class="task-list">${this.#card(asked)}</ul>` : nothing}
      <div @input=${this.#type}>${textField({ name: "search", label: t("Tìm thủ tục"), hint: t("Gõ không dấu cũng được, ví dụ: ket hon"), value: this.search })}</div>
      <ul class="task-list">
        ${others.map((row) => this.#card(row))}
      </ul>
      ${others.length === 0 ? html`<p class="empty">${t("Không thấy thủ tục nào. Hãy thử từ khác.")}</p>` : nothing}`;
  }

  /** @param {Row} row */
  #card(row) {
    return html`<li>
      <button class="task" type="button" @click=${() => this.#choose(row)}>
        <span>${procedureTitle(row)}</span><span class="task-state">${row.code}</span>
      </button>
    </li>`;
  }

  /** @param {Row} row */
  #chosen(row) {
    const cases = casesToPick(row);
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#next}>
      <h2>${procedureTitle(row)}</h2>
      <p class="muted">${row.code} · ${row.name}</p>
      ${this.#facts(row)}
      <button class="button button-quiet" type="button" @click=${() => this.#choose(null)}>${t("Chọn thủ tục khác")}</button>
      ${cases.length > 0
        ? tiles({
            name: "case_key",
            legend: t("Trường hợp nào?"),
            value: this.draft.values.case_key,
            choices: [{ value: "", label: t("Trường hợp thường") }, ...cases.map(({ key, name }) => ({ value: key, label: name }))],
          })
        : nothing}
      ${textField({ name: "copies", label: t("Số bản cần cấp"), value: this.draft.values.copies, mode: "numeric", width: "width-short", fault: this.fault })}
      <div class="action-bar"><button class="button button-primary">${t("Tiếp: những ai")}</button></div>
    </form>`;
  }

  /** @param {Row} row */
  #facts(row) {
    const why = [row.at_home_reason, row.at_home_article && `(${row.at_home_article})`].filter(Boolean).join(" ");
    const reason = why ? html`<br /><span class="muted">${why}</span>` : nothing;
    return html`<dl class="summary-list">
        <div><dt>${t("Tại nhà")}</dt><dd>${wayWords(row.at_home)}${reason}</dd></div>
        <div><dt>${t("Thời hạn")}</dt><dd>${limitLine(row)}</dd></div>
        <div><dt>${t("Lệ phí")}</dt><dd>${priceOf(row)}</dd></div>
      </dl>
      ${row.at_home === "guide" ? banner("warn", t("Việc này chỉ hướng dẫn, không nhận hồ sơ tại nhà.")) : nothing}`;
  }

  /** @param {Event} event */
  #type = (event) => {
    event.stopPropagation();
    this.search = /** @type {HTMLInputElement} */ (event.target).value;
    this.catalogue.again();
  };

  /** @param {Row | null} row */
  async #choose(row) {
    const isSame = row?.id === this.draft.values.procedure_id;
    const case_key = row && !isSame ? await pickedCase(this.visitId, row) : "";
    this.draft.set({ procedure_id: row?.id ?? "", ...(isSame ? {} : { case_key, papers: {} }) });
  }

  #next = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    this.fault = wholeIn(this.draft.values.copies) ? "" : t("Số bản là số từ 1 đến 999.");
    if (this.fault) return document.getElementById("copies")?.focus();
    await this.draft.flush();
    return () => go(`/visits/${this.visitId}/people`);
  });
}

/** @param {Row} row */
function limitLine(row) {
  const direct = channelOf(row);
  const isSure = isConfirmed(row, `limit_${direct?.channel}`);
  return html`${limitWords(direct?.limit_n, direct?.limit_unit)} ${isSure ? nothing : html`<span class="tag tag-warn">${t("chưa xác nhận")}</span>`}`;
}

/** @param {Row} row */
function priceOf(row) {
  const { fee_amount, fee_per } = { fee_amount: null, fee_per: "", ...channelOf(row) };
  if (fee_amount === null) return t("Chưa rõ, hỏi trung tâm");
  return fee_per ? `${money(fee_amount)} / ${fee_per}` : money(fee_amount);
}

customElements.define("dossier-procedure", DossierProcedure);
