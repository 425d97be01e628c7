/** <due-list>: this officer's dossiers by the days they have left; red ones first, those that wait for papers last. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { showDate } from "../core/clock.js";
import { Live } from "../core/live.js";
import { t } from "../core/texts.js";
import { dueOn, pressing } from "./deadline.js";
import { statusWords } from "./words.js";

export class DueList extends LitElement {
  constructor() {
    super();
    /** @type {Live<import("./deadline.js").Pressing[]>} */
    this.found = new Live(this, pressing, []);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    if (!this.found.ready) return nothing;
    if (this.found.value.length === 0) return html`<p class="empty">${t("Không có hồ sơ nào đang chờ trả.")}</p>`;
    return html`<ul class="plain-list">
      ${this.found.value.map(
        ({ dossier, left }) => html`<li class="card">
          <a href="#/dossiers/${dossier.id}"><strong>${dossier.roles.owner.name}</strong></a><br />
          ${left.words ? html`<span class="tag ${left.look ? `tag-${left.look}` : ""}">${left.words}</span><br />` : nothing} ${dossier.procedure_name}<br />
          <span class="muted">${statusWords(dossier.status)}${dueOn(dossier) ? ` · ${t("Hẹn trả {day}", { day: showDate(/** @type {string} */ (dueOn(dossier))) })}` : nothing}</span>
        </li>`,
      )}
    </ul>`;
  }
}

customElements.define("due-list", DueList);
