/** <citizen-pin>: "I am standing at the house": the phone's position once, kept as the house's pin. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { here } from "../core/position.js";
import { setTitle } from "../core/router.js";
import { t } from "../core/texts.js";
import { saved } from "../core/words.js";
import { correctCitizenFact, placePin } from "./commands.js";
import { backLink, banner, textField } from "./fields.js";
import { findCitizen, lastFact } from "./queries.js";

const ROUGH_M = 60;

/** @param {string} id @returns {Promise<{citizen?: any, last?: any}>} */
const answersFor = async (id) => ({ citizen: await findCitizen(id), last: await lastFact(id, "citizens.place_pin") });

export class CitizenPin extends LitElement {
  static properties = { citizenId: {}, found: { state: true }, busy: { state: true }, notice: { state: true }, reason: { state: true } };

  constructor() {
    super();
    this.citizenId = "";
    /** @type {import("../core/types.js").Position | null} */
    this.found = null;
    this.busy = false;
    this.notice = "";
    this.reason = "";
    /** @type {Live<{citizen?: any, last?: any}>} */
    this.known = new Live(this, () => answersFor(this.citizenId), {});
  }

  createRenderRoot() {
    return this;
  }

  updated() {
    const { citizen } = this.known.value;
    if (citizen) setTitle(t("Vị trí nhà: {name}", { name: citizen.full_name }));
  }

  render() {
    const { citizen, last } = this.known.value;
    if (!citizen) return nothing;
    const isPinned = citizen.position_source === "pin";
    return html`${backLink()}<p>${citizen.address}</p>
      ${isPinned
        ? banner("good", t("Đã có ghim, sai số khoảng {n} m.", { n: citizen.position_accuracy_m }))
        : banner("info", t("Mới biết gần đúng theo tổ dân phố. Đứng trước cửa nhà rồi ghim."))}
      <p role="status">${this.notice}</p>
      ${this.found ? this.#answer(last) : nothing}
      <div class="action-bar">
        ${this.found
          ? html`<button class="button button-primary" type="button" @click=${this.#save}>${t("Ghim nhà ở đây")}</button>`
          : html`<button class="button button-primary" type="button" ?disabled=${this.busy} @click=${this.#ask}>${t("Lấy vị trí")}</button>`}
      </div>`;
  }

  /** @param {any} last */
  #answer(last) {
    const metres = this.found?.accuracy_m ?? 0;
    return html`${banner(metres > ROUGH_M ? "warn" : "info", t("Sai số khoảng {n} m.", { n: metres }))}
      ${metres > ROUGH_M ? html`<button class="button button-quiet" type="button" @click=${this.#ask}>${t("Lấy lại vị trí")}</button>` : nothing}
      ${last
        ? html`<div @input=${(/** @type {any} */ event) => (this.reason = event.target.value)}>
            ${textField({ name: "reason", label: t("Lý do ghim lại"), value: this.reason })}
          </div>`
        : nothing}`;
  }

  #ask = once(async () => {
    this.busy = true;
    this.notice = t("Đang hỏi vị trí…");
    this.found = await here();
    this.busy = false;
    this.notice = this.found ? "" : t("Không lấy được vị trí. Hãy ra chỗ thoáng và cho phép dùng vị trí.");
  });

  #save = once(async () => {
    const { last } = this.known.value;
    if (!this.found) return;
    if (last && !this.reason.trim()) {
      this.notice = t("Hãy ghi lý do ghim lại.");
      return;
    }
    if (last) await correctCitizenFact(this.citizenId, last.id, { position: this.found }, this.reason.trim());
    else await placePin(this.citizenId, this.found);
    this.found = null;
    this.notice = saved();
  });
}

customElements.define("citizen-pin", CitizenPin);
