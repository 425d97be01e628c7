/** <post-journal>: what happened to each envelope, day by day, as this phone knows it. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { showDay, showTime, today } from "../core/clock.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { t } from "../core/texts.js";
import { journal } from "./queries.js";
import { failWords } from "./words.js";

/** @typedef {import("./queries.js").Entry} Entry */

export class PostJournal extends LitElement {
  constructor() {
    super();
    /** @type {Live<Entry[]>} */
    this.entries = new Live(this, journal, []);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { value, ready } = this.entries;
    if (!ready) return nothing;
    if (value.length === 0) return html`<div class="empty">${icon("paper")}<p class="empty-title">${t("Chưa có gì trong nhật ký")}</p></div>`;
    const days = [...new Set(value.map(({ at }) => today(at)))];
    return days.map(
      (day) => html`<h2>${showDay(day)}</h2>
        <ul class="task-list">${value.filter(({ at }) => today(at) === day).map(line)}</ul>`,
    );
  }
}

/** @param {Entry} entry */
const line = ({ at, item, kind, words }) =>
  html`<li class="task">
    <a class="task-link" href="#/items/${item.id}"><strong>${showTime(at)}</strong> ${item.to.name}<br /><small class="muted">${entryWords(kind, words)}</small></a>
    ${item.$waiting ? html`<span class="task-state tag">${t("chờ gửi")}</span>` : nothing}
  </li>`;

/** @param {Entry["kind"]} kind @param {string} words */
function entryWords(kind, words) {
  if (kind === "attempt") return t("Chưa giao được: {reason}", { reason: failWords(words) });
  return kind === "delivered" ? t("Đã giao cho {name}", { name: words }) : t("Đã trả về trung tâm");
}

customElements.define("post-journal", PostJournal);
