/** <dossier-received>: the missing papers are all here; the new date is shown large, to be said to the citizen. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { textField } from "../citizens/fields.js";
import { showDate, showDay, vnNow } from "../core/clock.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { go } from "../core/router.js";
import { t } from "../core/texts.js";
import { datesWhenComplete } from "./deadline.js";
import { findDossier } from "./queries.js";
import { receiveSupplement } from "./step-commands.js";

/** @typedef {{dossier?: import("../core/types.js").Row, dates: Awaited<ReturnType<typeof datesWhenComplete>>}} Awaiting */

/** @param {string} id @returns {Promise<Awaiting>} */
async function awaiting(id) {
  const dossier = await findDossier(id);
  return { dossier, dates: dossier?.supplement ? await datesWhenComplete(dossier) : null };
}

export class DossierReceived extends LitElement {
  static properties = { dossierId: {} };

  constructor() {
    super();
    this.dossierId = "";
    /** @type {Live<Awaiting>} */
    this.found = new Live(this, () => awaiting(this.dossierId), { dates: null });
    this.draft = new Draft(this, () => `received/${this.dossierId}`, { note: "" });
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { dossier, dates } = this.found.value;
    if (!dossier?.supplement || !this.draft.ready) return nothing;
    const { items, whys = [] } = dossier.supplement;
    return html`<form novalidate @input=${this.draft.input} @submit=${this.#save}>
      <p>${t("Hãy kiểm từng giấy tờ đã yêu cầu:")}</p>
      <ul>
        ${items.map((/** @type {string} */ name, /** @type {number} */ n) => html`<li>${name}${whys[n] ? html` <span class="muted">(${whys[n]})</span>` : nothing}</li>`)}
      </ul>
      <section class="confirmation">
        <p class="code-label">${t("Ngày hẹn trả mới")}</p>
        <p class="receipt-number">${dates?.due_on ? showDay(dates.due_on) : t("Trung tâm sẽ báo ngày trả")}</p>
        ${dates ? html`<p>${t("Tính thời hạn từ {day}", { day: showDate(dates.counted_from) })}</p>` : nothing}
        <p>${t("Hãy nói ngày này cho người dân biết.")}</p>
      </section>
      ${textField({ name: "note", label: t("Ghi chú"), value: this.draft.values.note, optional: true })}
      <p><a class="button button-quiet" href="#/dossiers/${dossier.id}/photos">${t("Chụp ảnh giấy tờ bổ sung")}</a></p>
      <div class="action-bar"><button class="button button-primary">${t("Đã nhận đủ giấy tờ")}</button></div>
    </form>`;
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { dossier } = this.found.value;
    if (!dossier) return;
    const received_at = vnNow();
    const dates = (await datesWhenComplete(dossier, received_at)) ?? { counted_from: null, due_on: null, rule_version: null };
    await receiveSupplement(this.dossierId, { received_at, ...dates, note: this.draft.values.note.trim() }, this.draft.key);
    return () => go(`/dossiers/${this.dossierId}`);
  });
}

customElements.define("dossier-received", DossierReceived);
