/** <visit-page>: one visit: who, what for, what to mind at the door, the visit word, what happened so far. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner } from "../citizens/fields.js";
import { addressOf } from "../citizens/queries.js";
import { showDate, showDay, showTime, showWhen } from "../core/clock.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { showPhone, telLink } from "../core/phone.js";
import { person } from "../core/session.js";
import { t } from "../core/texts.js";
import { nameScreen } from "../core/title.js";
import { lastOutcome, wholeVisit } from "./queries.js";
import { reachButtons, statusTag, waitingTag } from "./visit-card.js";
import { nextTryWords, outcomeWords, windowWords } from "./words.js";

/** @typedef {import("./queries.js").Whole} Whole */

export class VisitPage extends LitElement {
  static properties = { visitId: {} };

  constructor() {
    super();
    this.visitId = "";
    /** @type {Live<Whole | null>} */
    this.known = new Live(this, () => wholeVisit(this.visitId), null);
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("visitId")) this.known.again();
  }

  updated() {
    const { citizen } = { ...this.known.value };
    if (citizen) nameScreen(this, citizen.full_name);
  }

  render() {
    const { value, ready } = this.known;
    if (!ready) return nothing;
    if (!value) return banner("warn", t("Lượt thăm này không còn trên máy. Có thể đã giao cho đội khác."));
    return html`${head(value)} ${outcome(value)} ${accessNotes(value)} ${need(value)} ${visitWord(value)} ${whom(value)} ${past(value)}
    ${actions(value)}`;
  }
}

/** @param {Whole} whole */
const head = ({ visit }) =>
  html`<p class="lead"><strong>${windowWords(visit.window)}</strong>, ${showDay(visit.planned_on)} ${statusTag(visit)}${waitingTag(visit)}</p>`;

/** Dogs, stairs, a bell that is broken: first, because it is about safety. @param {Whole} whole */
function accessNotes({ visit, citizen }) {
  const notes = visit.access_notes || citizen?.access_notes;
  return notes ? banner("warn", html`<strong>${t("Lưu ý khi vào nhà")}:</strong> ${notes}`) : nothing;
}

/** @param {Whole} whole */
function need({ visit, errands, request }) {
  return html`<h2>${t("Việc người dân cần")}</h2>
    <ul class="plain-list">
      ${errands.map(({ kind, text }) => html`<li>${icon(kind === "return" ? "box" : "paper")} ${errandWords(kind, text)}</li>`)}
    </ul>
    ${request?.note ? html`<p class="muted">${request.note}</p>` : nothing}
    ${errands.some(({ kind }) => kind === "collect") ? html`<p><a class="button button-quiet" href="#/visits/${visit.id}/prepare">${icon("paper")} ${t("Chuẩn bị giấy tờ")}</a></p>` : nothing}`;
}

/** @param {string} kind @param {string} text */
function errandWords(kind, text) {
  if (kind === "return") return text ? t("Trả kết quả: {name}", { name: text }) : t("Trả kết quả");
  return text || t("Chưa rõ, hỏi khi đến nhà");
}

/** @param {Whole} whole */
export function visitWord({ visit }) {
  if (!visit.visit_word) return nothing;
  return html`<p class="slip-word">
    ${t("Từ nhận diện")}: <strong>${visit.visit_word}</strong><br />
    ${t("Người nhà sẽ hỏi từ này trước khi mở cửa. Chỉ nói khi được hỏi; không ghi ra giấy.")}
  </p>`;
}

/** @param {Whole} whole */
function whom({ visit, citizen, place }) {
  if (!citizen) return nothing;
  return html`<h2>${t("Người dân")}</h2>
    <dl class="summary-list">
      <div><dt>${t("Địa chỉ")}</dt><dd>${addressOf(citizen, place)}<br />${citizen.directions}</dd></div>
      ${citizen.old_address ? html`<div><dt>${t("Địa chỉ cũ")}</dt><dd>${citizen.old_address}</dd></div>` : nothing}
      <div><dt>${t("Năm sinh")}</dt><dd>${citizen.birth_year}</dd></div>
      ${phones(citizen)}
    </dl>
    <div class="button-row">
      ${reachButtons(citizen)}
      <a class="button button-quiet" href="#/citizens/${visit.citizen_id}/pin">${icon("pin")} ${t("Vị trí nhà")}</a>
      <a class="button button-quiet" href="#/citizens/${visit.citizen_id}/correct">${icon("pen")} ${t("Sửa thông tin")}</a>
    </div>`;
}

/** @param {any} citizen */
function phones(citizen) {
  const others = citizen.contacts.map((/** @type {any} */ one) => ({ name: [one.name, one.relation].filter(Boolean).join(", "), phone: one.phone }));
  const isListed = others.some((/** @type {any} */ one) => one.phone === citizen.phone);
  const owner = citizen.phone_owner === "self" ? "" : citizen.phone_owner;
  const own = citizen.phone && !isListed ? [{ name: owner, phone: citizen.phone }] : [];
  return [...own, ...others].map(
    ({ name, phone }) => html`<div>
      <dt>${t("Điện thoại")}${name ? ` (${name})` : ""}</dt>
      <dd><a class="phone-link" href=${telLink(phone)}>${showPhone(phone)}</a></dd>
    </div>`,
  );
}

/** @param {Whole} whole */
function past({ past: visits }) {
  if (visits.length === 0) return nothing;
  return html`<h2>${t("Những lần trước")}</h2>
    <ul class="plain-list">
      ${visits.map((visit) => html`<li>${showDate(visit.planned_on)}: ${visit.outcome ? outcomeWords(visit.outcome) : statusTag(visit)}</li>`)}
    </ul>`;
}

/** The outcome as it counts, and below it what had been reported before. @param {Whole} whole */
function outcome({ visit }) {
  if (visit.status !== "closed") return visit.started_at ? html`<p>${t("Bắt đầu lúc {time}", { time: showTime(visit.started_at) })}</p>` : nothing;
  return html`<h2>${t("Kết quả lượt thăm")}</h2>
    <dl class="summary-list">
      <div><dt>${t("Kết quả")}</dt><dd>${outcomeWords(visit.outcome)}${visit.outcome_reason ? ` · ${t(visit.outcome_reason)}` : ""}</dd></div>
      ${visit.note ? html`<div><dt>${t("Ghi chú")}</dt><dd>${visit.note}</dd></div>` : nothing}
      ${visit.outcome !== "met" ? html`<div><dt>${t("Lần đến tiếp theo")}</dt><dd>${nextTryWords(visit.next_try)}</dd></div>` : nothing}
      <div><dt>${t("Kết thúc lúc")}</dt><dd>${showWhen(visit.closed_at)}</dd></div>
    </dl>
    ${corrections(visit)}`;
}

/** What had been reported before, by this phone or another or at the desk, and why it was put right. @param {import("../core/types.js").Row} visit */
export function corrections({ corrections: before = [], outcome: now, outcome_reason: told }) {
  if (before.length === 0) return nothing;
  const said = [...before, { outcome: now, outcome_reason: told }];
  return html`<h3>${t("Đã đính chính")}</h3>
    <ol class="plain-list">
      ${said.map(({ outcome, outcome_reason, why }) => {
        const words = [outcomeWords(outcome), outcome_reason && t(outcome_reason)].filter(Boolean).join(" · ");
        return html`<li>${why === undefined ? html`<ins>${words}</ins>` : html`<del>${words}</del><br /><small>${t("Lý do đính chính")}: ${why}</small>`}</li>`;
      })}
    </ol>`;
}

/** @param {Whole} whole */
function actions({ visit, reports }) {
  const base = `#/visits/${visit.id}`;
  if (person().role !== "officer") return nothing;
  if (visit.status === "closed") {
    return html`<div class="button-row">
      <a class="button button-quiet" href="${base}/tasks">${t("Việc đã làm tại nhà")}</a>
      ${lastOutcome(reports) ? html`<a class="button button-quiet" href="${base}/correct">${t("Đính chính kết quả")}</a>` : nothing}
      <a class="button button-quiet" href="${base}/rate">${icon("star")} ${t("Mời người dân đánh giá")}</a>
    </div>`;
  }
  if (visit.status === "started") {
    return html`<p><a class="button button-quiet" href="${base}/rate">${icon("star")} ${t("Mời người dân đánh giá")}</a></p>
    <div class="action-bar">
      <a class="button button-quiet" href="${base}/close">${t("Kết thúc")}</a>
      <a class="button button-primary" href="${base}/tasks">${t("Việc cần làm")}</a>
    </div>`;
  }
  return html`<div class="action-bar">
    <a class="button button-quiet" href="${base}/close">${t("Không gặp được")}</a>
    <a class="button button-primary" href="${base}/start">${t("Bắt đầu")}</a>
  </div>`;
}

customElements.define("visit-page", VisitPage);
