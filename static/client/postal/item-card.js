/** One envelope in a list: to whom, where, how often tried. Nothing about what it is for. */
import { html, nothing } from "../../vendor/lit.js";
import { showDay } from "../core/clock.js";
import { icon } from "../core/icon.js";
import { telLink } from "../core/phone.js";
import { t } from "../core/texts.js";
import { isEarly, notBefore } from "./queries.js";
import { stateWords } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */

/** @param {Row} item */
export function itemTag({ state, $waiting }) {
  const { text, look } = stateWords(state);
  return html`<span class="tag tag-${look}">${text}</span>${$waiting ? html` <span class="tag">${t("chờ gửi")}</span>` : nothing}`;
}

/** @param {Row} item */
export const itemLine = (item) =>
  html`<li class="task">
    <a class="task-link" href="#/items/${item.id}"><strong>${item.to.name}</strong><br /><small class="muted">${item.to.address}</small></a>
    <span class="task-state">${itemTag(item)}</span>
  </li>`;

/** @param {Row} item */
export const itemCard = (item) =>
  html`<li class="card">
    <h3><a href="#/items/${item.id}">${item.to.name}</a></h3>
    <p class="visit-where">${item.to.address}${item.code ? html`<br /><small>${item.code}</small>` : nothing}</p>
    ${item.attempts.length > 0 ? html`<p>${itemTag(item)} ${t("đã phát {n} lần", { n: item.attempts.length })}</p>` : nothing}
    ${isEarly(item) ? html`<p>${t("Phát lại từ {day}", { day: showDay(notBefore(item) ?? "") })}</p>` : nothing}
    <div class="button-row">
      ${item.to.phone ? html`<a class="button button-quiet" href=${telLink(item.to.phone)}>${icon("phone")} ${t("Gọi")}</a>` : nothing}
      <a class="button button-quiet" href="#/items/${item.id}/attempt">${t("Không giao được")}</a>
      <a class="button" href="#/items/${item.id}/deliver">${t("Giao")}</a>
    </div>
  </li>`;
