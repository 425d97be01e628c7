/** <day-end>: before going home: open visits, what is not sent, originals still in hand, and one button to send. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner } from "../citizens/fields.js";
import { showWhen } from "../core/clock.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { listen } from "../core/signals.js";
import { currentStatus } from "../core/status.js";
import { t } from "../core/texts.js";
import { syncNow } from "../core/triggers.js";
import { endOfDay } from "./queries.js";
import { callLine } from "./visit-card.js";

/** @typedef {import("./queries.js").EndOfDay} EndOfDay */

export class DayEnd extends LitElement {
  /** @type {(() => void) | null} */
  #stop = null;

  constructor() {
    super();
    /** @type {Live<EndOfDay | null>} */
    this.state = new Live(this, () => endOfDay(), null);
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = listen("sync", () => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
  }

  render() {
    const { value } = this.state;
    if (!value) return nothing;
    const { open, unsent, files, originals } = value;
    return html`<ul class="task-list">
        ${line("calendar", t("Lượt thăm còn mở"), open.length)}
        ${line("send", t("Việc chưa gửi"), unsent)} ${line("camera", t("Ảnh chưa gửi"), files)}
        ${line("box", t("Bản chính đang cầm"), originals.length)}
      </ul>
      ${open.length > 0 ? html`<h2>${t("Lượt thăm còn mở")}</h2><ul class="task-list">${open.map((call) => callLine(call))}</ul>` : nothing}
      ${originals.length > 0 ? papers(originals) : nothing}
      <p role="status">${this.#words(value)}</p>
      <div class="action-bar">
        <button class="button button-primary" type="button" @click=${() => void syncNow()}>${icon("send")} ${t("Gửi tất cả")}</button>
      </div>`;
  }

  /** @param {EndOfDay} value */
  #words({ unsent, files }) {
    const { phase, trouble, lastSync } = currentStatus();
    if (phase !== "idle") return t("Đang gửi…");
    if (unsent + files === 0) return banner("good", lastSync ? t("Đã gửi hết lúc {time}.", { time: showWhen(lastSync) }) : t("Đã gửi hết"));
    return trouble ? banner("info", t("Chưa có mạng. Mọi việc đã lưu vẫn an toàn trên máy này.")) : nothing;
  }
}

/** @param {string} picture @param {string} label @param {number} n */
const line = (picture, label, n) =>
  html`<li class="task"><div>${icon(picture)} ${label}</div><strong class="task-state">${n === 0 ? t("không còn") : n}</strong></li>`;

/** @param {any[]} originals */
const papers = (originals) =>
  html`<h2>${t("Bản chính đang cầm")}</h2>
    ${banner("warn", t("Mang về trung tâm và bàn giao có ký nhận ngay hôm nay."))}
    <ul class="plain-list">${originals.map(({ name, count }) => html`<li>${icon("paper")} ${name} · ${t("{n} bản", { n: count })}</li>`)}</ul>`;

customElements.define("day-end", DayEnd);
