/**
 * <dossier-originals>: task 4. An original leaves its owner's hands only after both sides have counted and signed:
 * one page, one question, nothing else. For a recorded dossier also the way back.
 */
import { LitElement, html, nothing, repeat } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField } from "../citizens/fields.js";
import { showWhen } from "../core/clock.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { person } from "../core/session.js";
import { whenSigned } from "../core/signature-field.js";
import { unsigning } from "../core/signer.js";
import { t } from "../core/texts.js";
import { saved } from "../core/words.js";
import { transferCustody } from "./commands.js";
import { DossierDraft, endDraft } from "./draft.js";
import { originalOf, transferOf } from "./originals.js";
import { NO_DOSSIER, atTheDoor, wholeDossier } from "./queries.js";
import "./original-return.js";
import "./paper-report.js";
import { word } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").FileRef} FileRef */
/** @typedef {import("./originals.js").Original} Original */

const EMPTY_FORM = {
  original_name: "", original_count: "1", original_condition: "", original_seal: "", original_giver: "",
  /** @type {FileRef | null} */ giver_file: null,
  /** @type {FileRef | null} */ taker_file: null,
};

export class DossierOriginals extends LitElement {
  static properties = { visitId: {}, dossierId: {}, faults: { state: true }, notice: { state: true }, adding: { state: true } };

  /** @type {Draft | undefined} */
  #dossierDraft;

  constructor() {
    super();
    this.visitId = "";
    this.dossierId = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.notice = "";
    this.adding = false;
    /** @type {Live<{citizen?: Row, papers: Row[]}>} */
    this.known = new Live(this, () => this.#look(), { papers: [] });
    this.form = new Draft(this, () => `original/${this.dossierId || this.visitId}`, EMPTY_FORM, () => t("Bản chính nhận giữ"));
    this.input = unsigning(this.form, ["original_giver"], ["giver_file"]);
  }

  createRenderRoot() {
    return this;
  }

  /** @returns {Promise<{citizen?: Row, papers: Row[]}>} */
  async #look() {
    const { citizen, papers } = this.dossierId ? await wholeDossier(this.dossierId) : { ...NO_DOSSIER, ...(await atTheDoor(this.visitId)) };
    return { citizen, papers };
  }

  willUpdate() {
    if (!this.dossierId && this.visitId) this.#dossierDraft ??= new DossierDraft(this, () => this.visitId);
  }

  /** @returns {Original[]} signed, and saved together with the dossier */
  get waiting() {
    return this.#dossierDraft?.values.originals ?? [];
  }

  render() {
    const { citizen, papers } = this.known.value;
    if (!citizen || !this.form.ready) return nothing;
    if (this.adding || this.form.isResumed) return this.#taking(citizen);
    return html`${this.notice ? html`<div role="status">${banner("good", this.notice)}</div>` : nothing}
      <p>${t("Chỉ giữ bản chính khi thủ tục cần. Giấy chỉ xuất trình thì xem rồi trả ngay.")}</p>
      <ul class="plain-list">
        ${this.waiting.map((original) => this.#waiting(original))} ${repeat(papers, ({ id }) => id, (paper) => this.#held(paper))}
      </ul>
      ${this.waiting.length + papers.length === 0 ? html`<p class="empty">${t("Chưa giữ bản chính nào.")}</p>` : nothing}
      <button class="button button-quiet" type="button" @click=${() => (this.adding = true)}>${t("Nhận giữ một bản chính")}</button>
      <div class="action-bar">
        <a class="button" href=${this.dossierId ? `#/dossiers/${this.dossierId}` : `#/visits/${this.visitId}/tasks`}>${t("Xong")}</a>
      </div>`;
  }

  /** @param {Original} original */
  #waiting(original) {
    return html`<li class="card">
      <strong>${original.name}</strong> · ${t("{n} bản", { n: original.count })}<br />
      ${t("Hai bên đã ký. Sẽ lưu cùng hồ sơ.")}
      <button class="button button-stop" type="button" @click=${() => this.#drop(original)}>${t("Trả lại ngay, không giữ")}</button>
    </li>`;
  }

  /** @param {Row} paper */
  #held(paper) {
    return html`<li class="card">
      <strong>${paper.name}</strong> · ${t("{n} bản", { n: paper.count })}${paper.seal ? html` · ${t("niêm phong {seal}", { seal: paper.seal })}` : nothing}<br />
      ${t("Đang ở: {who}", { who: `${word("holder", paper.holder.kind)} ${paper.holder.name}` })}
      <ul>
        ${paper.transfers.map(
          (/** @type {any} */ one) =>
            html`<li>${showWhen(one.at)}: ${one.given_by} → ${one.taken_by}${one.standing === "beside" ? html` <span class="tag tag-warn">${t("chờ xem lại")}</span>` : nothing}</li>`,
        )}
      </ul>
      ${this.#isMine(paper) ? html`<original-return .paper=${paper} .citizen=${this.known.value.citizen} @given=${this.#given}></original-return>` : nothing}
      ${this.#isMine(paper) || paper.incident ? html`<paper-report .paper=${paper}></paper-report>` : nothing}
    </li>`;
  }

  /** @param {Row} paper */
  #isMine({ holder }) {
    return holder.kind === "officer" && holder.id === person().id;
  }

  #given = () => {
    this.notice = saved();
  };

  /** @param {Row} citizen */
  #taking(citizen) {
    const { values } = this.form;
    return html`<form novalidate @input=${this.input} @change=${this.input} @submit=${this.#save}>
      ${faultSummary(this.faults)}
      ${banner("warn", t("Bản chính rời tay người dân. Hai bên cùng đếm, cùng xem tình trạng, rồi mới ký."))}
      ${textField({ name: "original_name", label: t("Giấy gì?"), value: values.original_name, hint: t("Ghi cả số hiệu nếu có"), fault: this.faults.original_name })}
      ${textField({ name: "original_count", label: t("Mấy bản?"), value: values.original_count, mode: "numeric", width: "width-short", fault: this.faults.original_count })}
      ${textField({ name: "original_condition", label: t("Tình trạng"), value: values.original_condition, hint: t("Ví dụ: nguyên vẹn; ố mép phải"), fault: this.faults.original_condition })}
      ${textField({ name: "original_seal", label: t("Số niêm phong"), value: values.original_seal, optional: true, width: "width-medium" })}
      ${textField({ name: "original_giver", label: t("Người giao"), value: values.original_giver || citizen.full_name })}
      ${this.#pad("giver_file", t("Người giao ký"), values.original_giver || citizen.full_name)} ${this.#pad("taker_file", t("Cán bộ nhận ký: {name}", { name: person().name }))}
      <div class="action-bar">
        <button class="button button-quiet" type="button" @click=${this.#cancel}>${t("Không giữ")}</button>
        <button class="button button-primary">${t("Hai bên xác nhận")}</button>
      </div>
    </form>`;
  }

  /** @param {"giver_file" | "taker_file"} name @param {string} label @param {string} [signer] when the label does not name them */
  #pad(name, label, signer = "") {
    const fault = this.faults[name];
    return html`<div id=${name} class=${fault ? "field-wrong" : ""}>
      ${fault ? html`<p class="field-error">${fault}</p>` : nothing}
      <signature-field .label=${label} .name=${signer} .signer=${signer} .file=${this.form.values[name]} @signed=${(/** @type {CustomEvent} */ event) => this.form.set({ [name]: event.detail })}></signature-field>
    </div>`;
  }

  #cancel = () => this.#close();

  async #close() {
    await endDraft(this.form);
    this.adding = false;
    this.faults = {};
  }

  /** @param {Original} original */
  #drop(original) {
    this.#dossierDraft?.set({ originals: this.waiting.filter((one) => one !== original) });
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    await whenSigned(this);
    const { citizen } = this.known.value;
    if (!citizen) return;
    if (!this.form.values.original_giver) this.form.set({ original_giver: citizen.full_name });
    const { values } = this.form;
    this.faults = faultsOf(values);
    if (!isClean(this.faults)) return showFaults(this);
    const original = { ...originalOf(values), signatures: [values.giver_file, values.taker_file] };
    await this.#keep(original, citizen);
  });

  /** @param {Original} original @param {Row} citizen */
  async #keep(original, citizen) {
    if (this.dossierId) {
      await transferCustody(transferOf(original, this.dossierId, citizen), original.signatures, this.form.key);
      this.notice = saved();
    } else {
      this.#dossierDraft?.set({ originals: [...this.waiting, original] });
      await this.#dossierDraft?.flush();
      this.notice = t("Đã ghi. Sẽ lưu cùng hồ sơ khi cấp giấy hẹn.");
    }
    await this.#close();
  }
}

/** @param {Record<string, any>} values @returns {import("../citizens/fields.js").Faults} */
function faultsOf(values) {
  const count = Number(values.original_count);
  return {
    original_name: values.original_name.trim() ? "" : t("Hãy ghi đó là giấy gì."),
    original_count: Number.isInteger(count) && count >= 1 && count <= 999 ? "" : t("Hãy đếm lại số bản."),
    original_condition: values.original_condition.trim() ? "" : t("Hãy ghi tình trạng giấy."),
    giver_file: values.giver_file ? "" : t("Người giao chưa ký."),
    taker_file: values.taker_file ? "" : t("Cán bộ nhận chưa ký."),
  };
}

customElements.define("dossier-originals", DossierOriginals);
