/** How a visit stands in a list: one line for a past or later one, a large card for the next. */
import { html, nothing } from "../../vendor/lit.js";
import { addressOf } from "../citizens/queries.js";
import { icon } from "../core/icon.js";
import { telLink } from "../core/phone.js";
import { t } from "../core/texts.js";
import { halfWords } from "../requests/half-days.js";
import { givenName, hourWords, statusWords } from "./words.js";

/** @typedef {import("./queries.js").Call} Call */

/** Who may answer: the person, else the first contact. @param {any} citizen @returns {string | null} */
export const phoneOf = (citizen) => citizen?.phone ?? citizen?.contacts?.[0]?.phone ?? null;

/** The map app of the phone opens it. @param {any} citizen */
export const geoLink = ({ lat, lon }) => `geo:${lat},${lon}?q=${lat},${lon}`;

/** @param {any} citizen */
export const hasPosition = (citizen) => typeof citizen?.lat === "number" && typeof citizen?.lon === "number";

/** @param {any} visit */
export function statusTag(visit) {
  const { text, look } = statusWords(visit);
  return html`<span class="tag tag-${look}">${text}</span>`;
}

/** @param {any} row */
export const waitingTag = (row) => (row.$waiting ? html` <span class="tag">${t("chờ gửi")}</span>` : nothing);

/** @param {Call} call @param {unknown} [more] buttons beside it */
export function callLine({ visit, citizen, place }, more = nothing) {
  return html`<li class="task">
    <a class="task-link" href="#/visits/${visit.id}">
      <strong>${hourWords(visit)}</strong> <span class="task-name">${citizen?.full_name ?? t("Chưa tải được tên")}</span>
      <small class="muted">${citizen ? addressOf(citizen, place) : place?.name}</small>
    </a>
    <span class="task-state">${more === nothing ? html`${statusTag(visit)}${waitingTag(visit)}` : more}</span>
  </li>`;
}

/** @param {Call} call */
export function nextCard({ visit, citizen, place }) {
  return html`<article class="visit-card visit-card-next" aria-labelledby="next-name">
    <p class="visit-time">${visit.expected_at ?? (visit.window?.from || "–")}<small>${halfWords(visit.half)}</small></p>
    <h2 id="next-name"><a href="#/visits/${visit.id}">${citizen ? givenName(citizen.full_name) : t("Chưa tải được tên")}</a></h2>
    <p class="visit-where">${citizen ? addressOf(citizen, place) : place?.name}</p>
    <p>${citizen?.directions} ${statusTag(visit)}${waitingTag(visit)}</p>
    <div class="button-row">${reachButtons(citizen)} ${goOn(visit)}</div>
  </article>`;
}

/** @param {any} visit */
const goOn = ({ id, status }) =>
  status === "started"
    ? html`<a class="button button-primary" href="#/visits/${id}/tasks">${t("Việc cần làm tại nhà")}</a>`
    : html`<a class="button button-primary" href="#/visits/${id}/start">${t("Bắt đầu")}</a>`;

/** Call and directions, where there is a number and a position. @param {any} citizen */
export function reachButtons(citizen) {
  const phone = phoneOf(citizen);
  return html`${phone ? html`<a class="button button-quiet" href=${telLink(phone)}>${icon("phone")} ${t("Gọi")}</a>` : nothing}
  ${hasPosition(citizen) ? html`<a class="button button-quiet" href=${geoLink(citizen)}>${icon("route")} ${t("Chỉ đường")}</a>` : nothing}`;
}
