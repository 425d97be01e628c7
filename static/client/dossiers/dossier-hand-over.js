/**
 * <dossier-hand-over>: a result given at the door: which papers, to whom, in what relation, by which paper seen, at
 * which hour and minute, both sides signing; originals that were kept go home with it.
 */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField, tick, tiles } from "../citizens/fields.js";
import { showDay, showTime } from "../core/clock.js";
import { Draft } from "../core/drafts.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import "../core/photo-taker.js";
import "../core/photo-thumb.js";
import { currentQuery, go } from "../core/router.js";
import { person } from "../core/session.js";
import { whenSigned } from "../core/signature-field.js";
import { signerOf, unsigning } from "../core/signer.js";
import { t } from "../core/texts.js";
import { saved } from "../core/words.js";
import { handOver } from "./commands.js";
import { NO_RECEIVER, handOverFaults, handOverOf, receiverOf } from "./handing.js";
import { NO_DOSSIER, wholeDossier } from "./queries.js";
import { receiverFields } from "./receiver-fields.js";
import "./result-scan.js";
import { word } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */

const EMPTY = {
  ...NO_RECEIVER, way: "pad", papers_counted: false, is_matched: false,
  returned: /** @type {string[] | null} */ (null),
  file: /** @type {import("../core/types.js").FileRef | null} */ (null),
  giver_file: /** @type {import("../core/types.js").FileRef | null} */ (null),
};

/** The fields that say who receives, and how they sign. */
const RECEIVER = ["to_is", "to_name", "way"];

export class DossierHandOver extends LitElement {
  static properties = { visitId: {}, dossierId: {}, faults: { state: true } };

  constructor() {
    super();
    this.visitId = "";
    this.dossierId = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.whole = new Live(this, () => wholeDossier(this.dossierId), NO_DOSSIER);
    this.draft = new Draft(this, () => `hand-over/${this.visitId}/${this.dossierId}`, EMPTY, () => t("Trả kết quả: {name}", { name: this.whole.value.citizen?.full_name ?? "" }));
    this.input = unsigning(this.draft, RECEIVER, ["file"]);
  }

  createRenderRoot() {
    return this;
  }

  /** What the list read is kept with the rest: a closed tab comes back without it in its address. */
  updated() {
    const result = this.whole.value.dossier?.result;
    const isOpen = this.draft.ready && result && !result.handed;
    if (isOpen && currentQuery().has("matched") && !this.draft.values.is_matched) this.draft.set({ is_matched: true });
  }

  /** Originals that this officer has in the bag. */
  get originals() {
    return this.whole.value.papers.filter((paper) => paper.holder.kind === "officer" && paper.holder.id === person().id);
  }

  render() {
    const { dossier } = this.whole.value;
    if (!dossier || !this.draft.ready) return nothing;
    if (!dossier.result) return banner("info", t("Hồ sơ này chưa có kết quả."));
    return dossier.result.handed ? this.#given(dossier) : this.#form(dossier);
  }

  /** @param {Row} dossier */
  #given(dossier) {
    const { handed } = dossier.result;
    const kept = this.originals.length;
    return html`<section class="confirmation">
        ${icon("tick")}
        <p><strong>${t("Đã trao cho {name}", { name: handed.to_name })}</strong></p>
        <p>${t("{time}, {day}", { time: showTime(handed.at), day: showDay(handed.at) })}</p>
        <p>${[handed.relation, handed.identity_last4 && `…${handed.identity_last4}`].filter(Boolean).join(" · ")}</p>
      </section>
      ${dossier.$waiting ? html`<p class="saved-line">${icon("tick")} ${saved()}</p>` : nothing}
      ${kept > 0 ? banner("warn", t("Vẫn đang giữ {n} loại bản chính của hồ sơ này.", { n: kept })) : nothing}
      <p><a href="#/dossiers/${dossier.id}/correct">${t("Ghi sai? Đính chính")}</a></p>
      <div class="action-bar"><a class="button button-primary" href="#/visits/${this.visitId}/tasks">${t("Về việc tại nhà")}</a></div>`;
  }

  /** @param {Row} dossier */
  #form(dossier) {
    const { values } = this.draft;
    return html`${values.is_matched ? nothing : html`<result-scan .wanted=${[dossier.id]} @named=${() => this.draft.set({ is_matched: true })}></result-scan>`}
    <form novalidate @input=${this.input} @change=${this.input} @submit=${this.#save}>
      ${faultSummary(this.faults)} ${this.#papers(dossier)} ${receiverFields(dossier.roles, values, this.faults)}
      ${tiles({
        name: "way",
        legend: t("Người nhận ký thế nào?"),
        value: values.way,
        choices: ["pad", "thumbprint", "witness"].map((way) => ({ value: way, label: word("way", way) })),
      })}
      ${this.#signature()} ${this.#giver()} ${textField({ name: "note", label: t("Ghi chú"), value: values.note, optional: true, rows: 2, fault: this.faults.note })}
      <p class="muted">${t("Giờ và phút trao được ghi khi lưu.")}</p>
      <div class="action-bar"><button class="button button-primary">${t("Đã trao, lưu")}</button></div>
    </form>`;
  }

  /** @param {Row} dossier */
  #papers({ result, procedure_name }) {
    return html`<section class="card">
      <h2>${t("Giấy tờ trao")}</h2>
      <p class="muted">${procedure_name}${result.code ? ` · ${result.code}` : ""}</p>
      ${this.draft.values.is_matched ? html`<p class="saved-line">${icon("tick")} ${t("Mã đúng là của kết quả này")}</p>` : nothing}
      <ul>${result.papers.map((/** @type {any} */ paper) => html`<li>${paper.name}: ${t("{n} bản", { n: paper.count })}</li>`)}</ul>
      ${this.originals.length > 0 ? this.#returned() : nothing}
      ${tick({ name: "papers_counted", label: t("Hai bên đã đếm và xem đủ"), checked: this.draft.values.papers_counted, fault: this.faults.papers_counted })}
    </section>`;
  }

  #returned() {
    const back = this.draft.values.returned ?? this.originals.map((paper) => paper.id);
    return html`<fieldset class="field">
      <legend>${t("Bản chính trả lại cùng lúc")}</legend>
      ${this.originals.map(
        (paper) => html`<div class="tile">
          <input type="checkbox" id=${paper.id} .checked=${back.includes(paper.id)} @change=${() => this.#toggle(paper.id, back)} />
          <label for=${paper.id}>${paper.name} (${paper.count})</label>
        </div>`,
      )}
    </fieldset>`;
  }

  /** @param {string} id @param {string[]} back */
  #toggle(id, back) {
    this.draft.set({ returned: back.includes(id) ? back.filter((one) => one !== id) : [...back, id] });
  }

  #signature() {
    const { way, file } = this.draft.values;
    const fault = this.faults.file;
    const take = (/** @type {CustomEvent} */ event) => this.draft.set({ file: event.detail });
    return html`<div id="file" class=${fault ? "field field-wrong" : "field"}>
      ${fault ? html`<p class="field-error">${fault}</p>` : nothing}
      ${way === "thumbprint"
        ? html`<photo-taker .role=${"handover"} @photo=${take}></photo-taker>${file ? html`<div class="photo"><photo-thumb sha256=${file.sha256} alt=${t("Điểm chỉ")}></photo-thumb></div>` : nothing}`
        : html`<signature-field .label=${way === "witness" ? t("Người chứng kiến ký") : t("Người nhận ký")} .name=${way === "witness" ? "" : this.#receiver()} .ways=${"way"} .signer=${signerOf(this.draft.values, RECEIVER)} .file=${file} @signed=${take}></signature-field>`}
    </div>`;
  }

  #receiver() {
    const { dossier } = this.whole.value;
    return this.draft.values.to_is && dossier ? receiverOf(this.draft.values, dossier.roles).name : "";
  }

  #giver() {
    const fault = this.faults.giver_file;
    return html`<div id="giver_file" class=${fault ? "field field-wrong" : "field"}>
      ${fault ? html`<p class="field-error">${fault}</p>` : nothing}
      <signature-field
        .label=${t("Cán bộ giao ký: {name}", { name: person().name })}
        .file=${this.draft.values.giver_file}
        @signed=${(/** @type {CustomEvent} */ event) => this.draft.set({ giver_file: event.detail })}
      ></signature-field>
    </div>`;
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    await whenSigned(this);
    const { dossier } = this.whole.value;
    if (!dossier) return;
    const { values } = this.draft;
    this.faults = handOverFaults(values);
    if (!isClean(this.faults)) return showFaults(this);
    const given = handOverOf(values, dossier, this.originals.map((paper) => paper.id));
    await handOver(dossier.id, given, { files: [values.giver_file, values.file].map((file) => ({ ...file, role: "handover" })), draft: this.draft.key });
    return () => go(`/visits/${this.visitId}/hand-over/${dossier.id}`);
  });
}

customElements.define("dossier-hand-over", DossierHandOver);
