/**
 * <dossier-photos>: task 3. Pages under the paper they show. For an unfinished dossier they stay in its draft;
 * for a recorded one they are added by a report of their own.
 */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { currentQuery, go } from "../core/router.js";
import { fold } from "../core/search.js";
import { t } from "../core/texts.js";
import { ChosenProcedure } from "./chosen-procedure.js";
import { addFiles } from "./commands.js";
import { DossierDraft, papersAsked, photosOf } from "./draft.js";
import { photographed } from "./pages.js";
import "./photo-strip.js";
import { earlierScans, findDossier } from "./queries.js";
import { reuseQuestion } from "./reuse-question.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("./draft.js").Photo} Photo */

export class DossierPhotos extends LitElement {
  static properties = { visitId: {}, dossierId: {} };

  /** @type {Draft | undefined} */
  #draft;
  /** @type {ChosenProcedure | undefined} of an unfinished dossier */
  #chosen;

  constructor() {
    super();
    this.visitId = "";
    this.dossierId = "";
    /** @type {Live<Row | undefined>} */
    this.recorded = new Live(this, () => (this.dossierId ? findDossier(this.dossierId) : undefined), undefined);
    /** @type {Live<Map<string, import("./reuse.js").Scan>>} */
    this.scans = new Live(this, () => earlierScans(this.visitId), new Map());
  }

  createRenderRoot() {
    return this;
  }

  /** Which of the two drafts it is, is known only once the properties are there. */
  get draft() {
    this.#draft ??= this.dossierId
      ? new Draft(this, () => `dossier-photos/${this.dossierId}`, { photos: [] }, () => t("Ảnh giấy tờ"))
      : new DossierDraft(this, () => this.visitId);
    return this.#draft;
  }

  willUpdate() {
    if (this.visitId) this.#chosen ??= new ChosenProcedure(this, this.draft);
  }

  get ready() {
    return this.#chosen ? this.#chosen.ready : this.draft.ready && this.recorded.ready;
  }

  render() {
    if (!this.ready) return nothing;
    const first = currentQuery().get("paper");
    const lines = this.#lines().sort((a, b) => Number(b.key === first) - Number(a.key === first));
    return html`${this.visitId ? this.#counter(lines) : nothing} ${lines.map((line) => this.#line(line, line.key === first))} ${this.#line({ key: "", name: t("Giấy tờ khác") }, lines.length === 0)}
      <div class="action-bar">
        <button class="button button-primary" type="button" @click=${this.#done}>${this.dossierId ? t("Lưu ảnh vào hồ sơ") : t("Xong")}</button>
      </div>`;
  }

  /** @param {{key: string, name: string, kind: string}[]} lines */
  #counter(lines) {
    const { photos, papers } = this.draft.values;
    const { done, all } = photographed(lines, papers, photos);
    return all === 0 ? nothing : html`<p class="lead" role="status">${t("Đã chụp {done}/{all} giấy, {n} trang", { done, all, n: photos.length })}</p>`;
  }

  /** @returns {{key: string, name: string, kind: string}[]} */
  #lines() {
    const lines = this.dossierId ? (this.recorded.value?.components ?? []) : papersAsked(this.#chosen?.row, this.draft.values);
    return lines.filter((/** @type {any} */ line) => line.kind !== "note").map((/** @type {any} */ line) => ({ key: line.key, name: line.name, kind: line.kind }));
  }

  /** @param {{key: string, name: string}} line @param {boolean} isOpen */
  #line({ key, name }, isOpen) {
    const pages = photosOf(this.draft.values, key || null);
    return html`<details class="card" ?open=${isOpen || pages.length > 0}>
      <summary>${name} ${pages.length > 0 ? html`<span class="tag tag-good">${t("{n} trang", { n: pages.length })}</span>` : nothing}</summary>
      ${pages.length === 0 ? this.#reuse(key, name) : nothing}
      <photo-strip .paper=${key} .name=${name} .pages=${pages} @pages=${(/** @type {CustomEvent<Photo[]>} */ event) => this.#take(key, event.detail)}></photo-strip>
    </details>`;
  }

  /** @param {string} key @param {string} name */
  #reuse(key, name) {
    const { papers = {} } = this.draft.values;
    return reuseQuestion(this.scans.value.get(fold(name)), papers[key], (said) => this.draft.set({ papers: { ...papers, [key]: { ...papers[key], ...said } } }));
  }

  /** @param {string} key @param {Photo[]} pages */
  #take(key, pages) {
    const others = this.draft.values.photos.filter((/** @type {Photo} */ photo) => (photo.component_key ?? "") !== key);
    this.draft.set({ photos: [...others, ...pages] });
  }

  #done = once(async () => {
    if (!this.dossierId) {
      await this.draft.flush();
      return () => go(`/visits/${this.visitId}/tasks`);
    }
    const { photos } = this.draft.values;
    const dossier = this.recorded.value;
    if (photos.length === 0 || !dossier) return () => go(`/dossiers/${this.dossierId}`);
    await addFiles(dossier, photos, this.draft.key);
    return () => go(`/dossiers/${this.dossierId}`);
  });
}

customElements.define("dossier-photos", DossierPhotos);
