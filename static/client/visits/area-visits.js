/** <area-visits>: who is visited in the leader's neighbourhoods, day by day. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { showDay } from "../core/clock.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { t } from "../core/texts.js";
import { HALVES, halfWords } from "../requests/half-days.js";
import { callsAhead } from "./queries.js";
import { callLine } from "./visit-card.js";

/** @typedef {import("./queries.js").Call} Call */

export class AreaVisits extends LitElement {
  constructor() {
    super();
    /** @type {Live<Call[]>} */
    this.calls = new Live(this, callsAhead, []);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    if (!this.calls.ready) return nothing;
    const days = [...new Set(this.calls.value.map(({ visit }) => visit.planned_on))];
    if (days.length === 0) return empty();
    return days.map((day) => {
      const calls = this.calls.value.filter(({ visit }) => visit.planned_on === day);
      return html`<h2>${showDay(day)}</h2>
        ${HALVES.map((half) => halfOf(half, calls.filter(({ visit }) => visit.half === half)))}`;
    });
  }
}

/** @param {string} half @param {Call[]} calls */
const halfOf = (half, calls) =>
  calls.length === 0 ? nothing : html`<h3>${halfWords(half)}</h3><ul class="task-list">${calls.map((call) => callLine(call))}</ul>`;

const empty = () =>
  html`<div class="empty">${icon("calendar")}<p class="empty-title">${t("Chưa có lượt thăm nào trong tổ")}</p></div>`;

customElements.define("area-visits", AreaVisits);
