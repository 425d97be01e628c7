/** <visit-day>: the officer's round. The next visit stands lowest, where the thumb is; the others above it. */
import { LitElement, html, nothing, repeat } from "../../vendor/lit.js";
import { banner } from "../citizens/fields.js";
import { showDay, showWhen, today } from "../core/clock.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { t } from "../core/texts.js";
import { nameScreen } from "../core/title.js";
import { saved } from "../core/words.js";
import { HALVES, halfWords, shortDay } from "../requests/half-days.js";
import { reorderVisits } from "./commands.js";
import { callsOn, countAwaited, daysAhead, isToDo, readiness } from "./queries.js";
import { callsToMake } from "./rerouting.js";
import { callLine, nextCard } from "./visit-card.js";

/** @typedef {import("./queries.js").Call} Call */
/** @typedef {{day: string, days: string[], calls: Call[], ready: import("./queries.js").Readiness, awaited: number, toCall: number}} Round */

/** @param {string} chosen @returns {Promise<Round>} */
async function roundOf(chosen) {
  const days = await daysAhead();
  const day = chosen || days[0] || today();
  const calls = await callsOn(day);
  const toCall = (await callsToMake(calls)).filter(({ isTold }) => !isTold).length;
  return { day, days, calls, ready: await readiness(), awaited: await countAwaited(), toCall };
}

export class VisitDay extends LitElement {
  static properties = { day: { state: true }, arranging: { state: true }, notice: { state: true } };

  constructor() {
    super();
    this.day = "";
    /** The half-day whose order is being changed. */
    this.arranging = "";
    this.notice = "";
    /** @type {Live<Round | null>} */
    this.round = new Live(this, () => roundOf(this.day), null);
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("day")) this.round.again();
  }

  updated() {
    const { value } = this.round;
    if (value) nameScreen(this, value.day === today() ? t("Lịch hôm nay") : t("Lịch {day}", { day: shortDay(value.day) }));
  }

  render() {
    const { value } = this.round;
    if (!value) return nothing;
    if (value.calls.length === 0) return html`${this.#days(value)}${toFetch(value)}${this.#ready(value)}${empty()}${toDue()}`;
    const next = value.calls.find(({ visit }) => visit.status === "started") ?? value.calls.find(isOpen);
    return html`${this.#days(value)} ${toFetch(value)} ${toTell(value)} ${this.#ready(value)}
      <p class="saved-line" role="status">${this.notice}</p>
      ${HALVES.map((half) => this.#half(half, value.calls.filter(({ visit }) => visit.half === half), value.day, next))}
      ${toReroute(value)} ${toDue()} ${this.#foot(next)}`;
  }

  /** While the order is changed, nothing lies over the list. @param {Call | undefined} next */
  #foot(next) {
    if (this.arranging) return nothing;
    return next ? html`<div class="next-visit">${nextCard(next)}</div>` : allDone();
  }

  /** @param {Round} value */
  #days({ day, days }) {
    if (days.length < 2) return html`<p class="lead">${showDay(day)}</p>`;
    return html`<nav class="day-picker" aria-label=${t("Chọn ngày")}>
      ${days.map(
        (one) => html`<button class="button button-quiet" type="button" aria-pressed=${one === day} @click=${() => (this.day = one)}>${shortDay(one)}</button>`,
      )}
    </nav>`;
  }

  /** The download before the weekend is its own step. @param {Round} value */
  #ready({ ready: { missing, visits, numbers, lastSync } }) {
    if (visits === 0) return nothing;
    const words = missing === 0 ? t("Tải về cho cuối tuần: đủ") : t("Tải về cho cuối tuần: thiếu {n}", { n: missing });
    const more = t("{visits} lượt thăm, {numbers} số biên nhận. Dữ liệu tới {time}.", { visits, numbers, time: lastSync ? showWhen(lastSync) : "–" });
    if (missing === 0) return html`<p class="ready-line">${icon("tick")} <span><strong>${words}</strong><br /><small>${more}</small></span></p>`;
    return banner("warn", html`<strong>${words}</strong><br /><small>${more}</small><br /><a href="#/this-phone">${t("Tải về ngay")}</a>`);
  }

  /**
   * @param {string} half
   * @param {Call[]} calls
   * @param {string} day
   * @param {Call | undefined} next
   */
  #half(half, calls, day, next) {
    const isArranging = this.arranging === half;
    const shown = isArranging ? calls.filter(isOpen) : calls.filter(({ visit }) => visit.id !== next?.visit.id);
    if (calls.length === 0 || (shown.length === 0 && !isArranging)) return nothing;
    return html`<section aria-label=${halfWords(half)}>
      <div class="cluster list-head">
        <h2>${halfWords(half)}</h2>
        ${calls.filter(isOpen).length > 1
          ? html`<button class="button button-quiet" type="button" aria-pressed=${isArranging} @click=${() => (this.arranging = isArranging ? "" : half)}>
              ${isArranging ? t("Xong") : t("Đổi thứ tự")}
            </button>`
          : nothing}
      </div>
      <ul class="task-list">
        ${repeat(shown, ({ visit }) => visit.id, (call, n) => callLine(call, isArranging ? this.#steps(shown, n, day, half) : nothing))}
      </ul>
    </section>`;
  }

  /**
   * @param {Call[]} calls the open ones
   * @param {number} n
   * @param {string} day
   * @param {string} half
   */
  #steps(calls, n, day, half) {
    const name = calls[n].citizen?.full_name ?? "";
    const move = (/** @type {number} */ to) => () => this.#move(calls, n, to, day, half);
    return html`<span class="cluster">
      <button class="button button-quiet" type="button" ?disabled=${n === 0} aria-label=${t("Đưa {name} lên trước", { name })} @click=${move(n - 1)}>↑</button>
      <button class="button button-quiet" type="button" ?disabled=${n === calls.length - 1} aria-label=${t("Đưa {name} xuống sau", { name })} @click=${move(n + 1)}>↓</button>
    </span>`;
  }

  /**
   * @param {Call[]} calls
   * @param {number} from
   * @param {number} to
   * @param {string} day
   * @param {string} half
   */
  #move = once(async (/** @type {Call[]} */ calls, /** @type {number} */ from, /** @type {number} */ to, /** @type {string} */ day, /** @type {string} */ half) => {
    const ids = calls.map(({ visit }) => visit.id);
    const [moved] = ids.splice(from, 1);
    ids.splice(to, 0, moved);
    await reorderVisits(day, half, ids);
    this.notice = saved();
  });

}

/** A colleague's phone has died: papers are to be fetched. @param {Round} value */
const toFetch = ({ awaited }) =>
  awaited === 0 ? nothing : banner("warn", html`<a href="#/papers">${t("{n} bản chính phải nhận lại từ đồng nghiệp", { n: awaited })}</a>`);

/** A round has changed: who waits must hear of it. @param {Round} value */
const toTell = ({ toCall, day }) =>
  toCall === 0 ? nothing : banner("warn", html`<a href="#/call-now?day=${day}">${t("{n} nhà phải gọi ngay: giờ đến đã đổi", { n: toCall })}</a>`);

/** @param {Round} value */
const toReroute = ({ calls, day }) =>
  calls.filter(isOpen).length === 0 ? nothing : html`<p><a class="button button-quiet" href="#/reroute?day=${day}">${icon("route")} ${t("Xếp lại đoạn còn lại")}</a></p>`;

const toDue = () => html`<p><a href="#/due">${t("Hồ sơ theo hạn trả")}</a></p>`;

const allDone = () =>
  html`<div class="empty">${icon("tick")}<p class="empty-title">${t("Đã xong mọi lượt thăm của ngày này")}</p></div>
    <div class="held-action"><a class="button button-primary" href="#/day-end">${t("Kết thúc buổi")}</a></div>`;

/** @param {Call} call */
const isOpen = ({ visit }) => isToDo(visit);

const empty = () =>
  html`<div class="empty">
    ${icon("calendar")}
    <p class="empty-title">${t("Chưa có lượt thăm nào")}</p>
    <p>${t("Khi trung tâm xếp lịch, lượt thăm sẽ hiện ở đây.")}</p>
  </div>`;

customElements.define("visit-day", VisitDay);
