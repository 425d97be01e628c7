/** <citizen-identity>: the card of one citizen, outside any dossier; a second reading corrects the first. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { setTitle } from "../core/router.js";
import { t } from "../core/texts.js";
import { saved } from "../core/words.js";
import { correctCitizen, correctCitizenFact, recordIdentity } from "./commands.js";
import { backLink, banner, faultSummary, isClean, showFaults, textField } from "./fields.js";
import "./identity-form.js";
import { EMPTY_IDENTITY, addressFix, fromCard, identityFaults, seenCard } from "./identity-values.js";
import { findCitizen, lastFact } from "./queries.js";

/** @param {string} id @returns {Promise<{citizen?: any, last?: any}>} */
const answersFor = async (id) => ({ citizen: await findCitizen(id), last: await lastFact(id, "citizens.record_identity") });

export class CitizenIdentity extends LitElement {
  static properties = { citizenId: {}, faults: { state: true }, notice: { state: true } };

  constructor() {
    super();
    this.citizenId = "";
    /** @type {import("./fields.js").Faults} */
    this.faults = {};
    this.notice = "";
    /** @type {Live<{citizen?: any, last?: any}>} */
    this.known = new Live(this, () => answersFor(this.citizenId), {});
    this.draft = new Draft(this, () => `identity/${this.citizenId}`, { ...EMPTY_IDENTITY, reason: "" }, () => this.#title());
  }

  createRenderRoot() {
    return this;
  }

  #title() {
    return t("Căn cước: {name}", { name: this.known.value.citizen?.full_name ?? "" });
  }

  updated() {
    if (this.known.value.citizen) setTitle(this.#title());
  }

  render() {
    const { citizen, last } = this.known.value;
    if (!this.known.ready || !this.draft.ready || !citizen) return nothing;
    return html`${backLink()}<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#save}>
      ${faultSummary(this.faults)} ${this.notice ? banner("good", this.notice) : nothing}
      ${last ? banner("info", t("Máy này đã ghi số …{last4}. Ghi lại là đính chính, cần nêu lý do.", { last4: citizen.identity_last4 ?? "" })) : nothing}
      <identity-form
        .values=${this.draft.values}
        .person=${citizen}
        .faults=${this.faults}
        @card=${(/** @type {CustomEvent} */ event) => this.draft.set(fromCard(event.detail))}
      ></identity-form>
      ${last ? textField({ name: "reason", label: t("Lý do đính chính"), value: this.draft.values.reason, fault: this.faults.reason }) : nothing}
      <div class="action-bar"><button class="button button-primary">${t("Lưu giấy tờ")}</button></div>
    </form>`;
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { values } = this.draft;
    const { citizen, last } = this.known.value;
    const reason = last && !values.reason.trim() ? t("Hãy ghi lý do đính chính.") : "";
    this.faults = { ...identityFaults(values), reason };
    if (!isClean(this.faults)) return showFaults(this);
    const seen = seenCard(values);
    const fix = addressFix(values, citizen);
    if (last && seen.identity_number) await correctCitizenFact(this.citizenId, last.id, { identity_number: seen.identity_number }, values.reason.trim());
    else await recordIdentity(this.citizenId, seen, this.draft.key);
    if (fix) await correctCitizen(this.citizenId, fix, t("Địa chỉ đọc trên thẻ căn cước"));
    this.draft.set({ ...EMPTY_IDENTITY, reason: "" });
    this.notice = saved();
    scrollTo(0, 0);
  });
}

customElements.define("citizen-identity", CitizenIdentity);
