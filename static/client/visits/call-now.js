/** <call-now>: households that wait at another hour than was promised, or in vain: ring them from here, with or without a network. */
import { LitElement, html, nothing, repeat } from "../../vendor/lit.js";
import { showTime } from "../core/clock.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { showPhone, telLink } from "../core/phone.js";
import { currentQuery } from "../core/router.js";
import { t } from "../core/texts.js";
import { saved } from "../core/words.js";
import { recordCall } from "../notices/commands.js";
import { CALL_OUTCOMES } from "../notices/words.js";
import { callsToMakeOn } from "./rerouting.js";
import { phoneOf } from "./visit-card.js";
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
    const [name, phone] = [citizen?.full_name ?? t("Chưa tải được tên"), phoneOf(citizen)];
    return html`<article class="card">
      <h2>${name}</h2>
      ${phone ? html`<p><a class="call-number" href=${telLink(phone)}>${icon("phone")} ${showPhone(phone)}</a></p>` : html`<p><strong>${t("Không có số điện thoại: nhờ tổ trưởng báo.")}</strong></p>`}
      <p>${script(visit)}</p>
      ${calls.map((one) => html`<p class="muted">${showTime(one.at)}: ${t(CALL_OUTCOMES[one.outcome] ?? one.outcome)}</p>`)}
      <div class="outcomes" role="group" aria-label=${t("Kết quả cuộc gọi cho {name}", { name })}>
        ${Object.entries(CALL_OUTCOMES).map(
          ([outcome, words]) => html`<button class="button ${outcome === "told" ? "" : "button-quiet"}" type="button" @click=${() => this.#record(visit, outcome)}>${t(words)}</button>`,
        )}
      </div>
    </article>`;
  }

  /** Visits whose call is being saved: a second tap on theirs is no second call. */
  #saving = new Set();

  /** @param {any} visit @param {string} outcome */
  async #record(visit, outcome) {
    if (this.#saving.has(visit.id)) return;
    this.#saving.add(visit.id);
    await recordCall(visit, outcome).finally(() => this.#saving.delete(visit.id));
    this.notice = saved();
  }
}

/** @param {any} visit */
const script = ({ status, window, expected_at }) =>
  status === "left-out"
    ? t("“Hôm nay đoàn không đến được như đã hẹn. Trung tâm sẽ gọi lại để hẹn buổi khác. Mong ông bà thông cảm ạ.”")
    : t("“Đoàn hẹn đến nhà {window}, nay khoảng {time} mới đến được. Giờ đó ông bà có tiện không ạ?”", { window: windowWords(window), time: expected_at });

customElements.define("call-now", CallNow);
