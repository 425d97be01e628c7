/** <visit-identity>: task 1. Whose card it is decides where it goes: the register, or only its last four digits into the dossier. */
import { html, nothing } from "../../vendor/lit.js";
import { correctCitizen, recordIdentity } from "../citizens/commands.js";
import { faultSummary, isClean, showFaults, tiles } from "../citizens/fields.js";
import "../citizens/identity-form.js";
import { EMPTY_IDENTITY, addressFix, fromCard, identityFaults, last4Of, seenCard } from "../citizens/identity-values.js";
import { once } from "../core/once.js";
import { goInstead } from "../core/router.js";
import { t } from "../core/texts.js";
import { DoorStep } from "./door-step.js";

export class VisitIdentity extends DoorStep {
  render() {
    const { citizen } = this.door.value;
    const { values } = this.draft;
    if (!citizen || !this.draft.ready) return nothing;
    const isOwner = values.card_of === "owner";
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#save}>
      ${faultSummary(this.faults)} ${this.#seen()}
      ${tiles({
        name: "card_of",
        legend: t("Thẻ của ai?"),
        value: values.card_of,
        choices: [
          { value: "owner", label: citizen.full_name, hint: t("Người được đến thăm") },
          { value: "submitter", label: t("Người nộp thay"), hint: t("Chỉ giữ họ tên, năm sinh và 4 số cuối") },
        ],
      })}
      <identity-form
        .values=${values}
        .person=${isOwner ? citizen : null}
        .faults=${this.faults}
        @card=${(/** @type {CustomEvent} */ event) => this.draft.set(fromCard(event.detail))}
      ></identity-form>
      <div class="action-bar"><button class="button button-primary">${t("Lưu giấy tờ")}</button></div>
    </form>`;
  }

  #seen() {
    const { owner_last4, submitter_last4, submitter_name } = this.draft.values;
    return html`${owner_last4 ? html`<p>${t("Đã xem thẻ của {name}: …{last4}", { name: this.door.value.citizen?.full_name ?? "", last4: owner_last4 })}</p>` : nothing}
    ${submitter_last4 ? html`<p>${t("Đã xem thẻ của {name}: …{last4}", { name: submitter_name, last4: submitter_last4 })}</p>` : nothing}`;
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { values } = this.draft;
    this.faults = identityFaults(values);
    if (!isClean(this.faults)) return showFaults(this);
    const seen = seenCard(values);
    const last4 = last4Of(seen);
    const isOwner = values.card_of === "owner";
    if (isOwner) await this.#record(seen);
    this.draft.set({ ...EMPTY_IDENTITY, ...(isOwner ? { owner_last4: last4 } : submitterFrom(seen, values, last4)) });
    await this.draft.flush();
    return () => goInstead(`/visits/${this.visitId}/tasks`);
  });

  /** @param {import("../citizens/commands.js").Seen} seen */
  async #record(seen) {
    const { citizen } = this.door.value;
    if (!citizen) return;
    const fix = addressFix(this.draft.values, citizen);
    await recordIdentity(citizen.id, seen);
    if (fix) await correctCitizen(citizen.id, fix, t("Địa chỉ đọc trên thẻ căn cước"));
  }
}

/**
 * @param {import("../citizens/commands.js").Seen} seen
 * @param {Record<string, any>} values
 * @param {string} last4
 */
const submitterFrom = (seen, values, last4) => ({
  submitter_is: "other",
  submitter_last4: last4,
  submitter_name: seen.full_name_on_card ?? values.submitter_name,
  submitter_birth_year: seen.birth_date?.slice(0, 4) ?? values.submitter_birth_year,
});

customElements.define("visit-identity", VisitIdentity);
