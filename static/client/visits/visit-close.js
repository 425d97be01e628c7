/** <visit-close>: how the visit ended: met, or nobody home and why, and when somebody goes again. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import "../core/photo-taker.js";
import "../core/photo-thumb.js";
import { goInstead } from "../core/router.js";
import { t } from "../core/texts.js";
import { nameScreen } from "../core/title.js";
import { dropDraftFile } from "../core/vault.js";
import { closeVisit } from "./commands.js";
import { wholeVisit } from "./queries.js";
import { peaceField, reportFields } from "./report-form.js";
import { EMPTY_REPORT, isGrave, reportFaults, reportOf } from "./reports.js";
import { needsAgain } from "./words.js";

/** @typedef {import("./queries.js").Whole} Whole */

export class VisitClose extends LitElement {
  static properties = { visitId: {}, faults: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.visitId = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.problem = "";
    /** @type {Live<Whole | null>} */
    this.known = new Live(this, () => wholeVisit(this.visitId), null);
    this.draft = new Draft(this, () => `visit-close/${this.visitId}`, { ...EMPTY_REPORT, photos: [] }, () => this.#title());
  }

  createRenderRoot() {
    return this;
  }

  #title() {
    return t("Kết thúc lượt thăm: {name}", { name: this.known.value?.citizen?.full_name ?? "" });
  }

  updated() {
    if (this.known.value?.citizen) nameScreen(this, this.#title());
  }

  render() {
    const { value } = this.known;
    if (!value || !this.draft.ready) return nothing;
    if (value.visit.status === "closed") return this.#closed();
    const { values } = this.draft;
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#save}>
      ${faultSummary(this.faults)} ${this.problem ? banner("bad", this.problem) : nothing} ${this.#papersHint(value)}
      ${reportFields(values, this.faults)} ${isGrave(values.outcome) ? peaceField(values) : nothing} ${needsAgain(values.outcome) ? this.#gate() : nothing}
      <div class="action-bar"><button class="button button-primary">${t("Lưu kết quả")}</button></div>
    </form>`;
  }

  #closed() {
    return html`${banner("good", t("Lượt thăm này đã có kết quả."))}
      <p><a class="button button-quiet" href="#/visits/${this.visitId}">${t("Xem lượt thăm")}</a></p>`;
  }

  /** @param {Whole} whole */
  #papersHint({ visit }) {
    return visit.status === "started" && this.draft.values.outcome === "met"
      ? banner("info", html`${t("Còn giấy tờ chưa ghi?")} <a href="#/visits/${visit.id}/tasks">${t("Việc cần làm tại nhà")}</a>`)
      : nothing;
  }

  #gate() {
    return html`<fieldset class="field">
      <legend>${t("Ảnh cổng nhà")} <span class="optional">(${t("không bắt buộc")})</span></legend>
      <photo-taker .role=${"gate"} @photo=${this.#photo}></photo-taker>
      <ul class="photos">
        ${this.draft.values.photos.map(
          (/** @type {any} */ ref, /** @type {number} */ n) => html`<li class="photo">
            <photo-thumb sha256=${ref.sha256} alt=${t("Ảnh cổng nhà {n}", { n: n + 1 })}></photo-thumb>
            <button class="button button-quiet" type="button" @click=${() => this.#drop(ref.sha256)}>${t("Bỏ ảnh")}</button>
          </li>`,
        )}
      </ul>
    </fieldset>`;
  }

  /** @param {CustomEvent} event */
  #photo = (event) => this.draft.set({ photos: [...this.draft.values.photos, event.detail] });

  /** @param {string} sha256 */
  #drop(sha256) {
    this.draft.set({ photos: this.draft.values.photos.filter((/** @type {any} */ ref) => ref.sha256 !== sha256) });
    void dropDraftFile(sha256);
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { values } = this.draft;
    this.faults = reportFaults(values);
    if (!isClean(this.faults)) return showFaults(this);
    const files = needsAgain(values.outcome) ? values.photos : [];
    try {
      await closeVisit(this.visitId, reportOf(values), { draft: this.draft.key, files });
      return () => goInstead(`/visits/${this.visitId}`);
    } catch (fault) {
      console.error("the outcome could not be saved", fault);
      this.problem = t("Chưa lưu được. Hãy bấm lại.");
    }
  });
}

customElements.define("visit-close", VisitClose);
