/** <call-now>: households that wait at another hour than was promised, or in vain: ring them from here, with or without a network. */
import { LitElement, html, nothing, repeat } from "../../vendor/lit.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { currentQuery } from "../core/router.js";
import { t } from "../core/texts.js";
import { numbers, outcomes, recorder } from "../notices/call-card.js";
import { callsToMakeOn } from "./rerouting.js";
import { windowWords } from "./words.js";

/** @typedef {import("./rerouting.js").ToTell} ToTell */

export class CallNow extends LitElement {
  static properties = { notice: { state: true } };

  constructor() {
    super();
    this.notice = "";
    /** @type {Live<ToTell[]>} */
    this.tasks = new Live(this, () => callsToMakeOn(currentQuery().get("day") ?? ""), []);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    if (!this.tasks.ready) return nothing;
    const open = this.tasks.value.filter(({ isTold }) => !isTold);
    return html`<p class="saved-line" role="status">${this.notice}</p>
      ${repeat(open, ({ call }) => call.visit.id, (task) => this.#card(task))}
      ${open.length > 0 ? nothing : html`<div class="empty">${icon("tick")}<p class="empty-title">${t("Đã báo hết các nhà")}</p></div>`}
      <div class="action-bar"><a class="button ${open.length > 0 ? "button-quiet" : "button-primary"}" href="#/visits">${t("Về lịch")}</a></div>`;
  }

  /** @param {ToTell} task */
  #card({ call, calls }) {
    const { visit, citizen } = call;
    return html`<article class="card">
      <h2>${citizen?.full_name ?? t("Chưa tải được tên")}</h2>
      ${numbers(citizen, t("Không có số điện thoại: nhờ tổ trưởng báo."))}
      <p>${script(visit)}</p>
      ${outcomes(citizen?.full_name ?? "", calls, (outcome) => this.#record(visit, outcome))}
    </article>`;
  }

  #record = recorder(this);
}

/** @param {any} visit */
const script = ({ status, window, expected_at }) =>
  status === "left-out"
    ? t("“Hôm nay đoàn không đến được như đã hẹn. Trung tâm sẽ gọi lại để hẹn buổi khác. Mong ông bà thông cảm ạ.”")
    : t("“Đoàn hẹn đến nhà {window}, nay khoảng {time} mới đến được. Giờ đó ông bà có tiện không ạ?”", { window: windowWords(window), time: expected_at });

customElements.define("call-now", CallNow);
