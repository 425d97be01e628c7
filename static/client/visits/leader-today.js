/** <leader-today>: what a neighbourhood's leader has to do now, then who is waiting and who is visited. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { showDay } from "../core/clock.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { numbersLeft } from "../core/numbers.js";
import { t } from "../core/texts.js";
import { callTasks } from "../notices/queries.js";
import { openRequests } from "../requests/queries.js";
import { requestLine } from "../requests/request-line.js";
import { callsAhead, letDown } from "./queries.js";
import { callLine } from "./visit-card.js";

const LOW = 4;

async function day() {
  const [tasks, down, requests, calls, codes] = await Promise.all([callTasks(), letDown(), openRequests(), callsAhead(), numbersLeft("tracking")]);
  return { toCall: down.length + tasks.filter(({ isTold }) => !isTold).length, requests, calls, codes };
}

export class LeaderToday extends LitElement {
  constructor() {
    super();
    /** @type {Live<Awaited<ReturnType<typeof day>> | null>} */
    this.day = new Live(this, day, null);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { value } = this.day;
    if (!value) return nothing;
    const { toCall, requests, calls, codes } = value;
    const waiting = requests.filter(({ request }) => request.status !== "planned");
    return html`<ul class="task-list">
        <li>
          <a class="task" href="#/calls"><span>${icon("phone")} ${t("Gọi báo lịch")}</span>
            <span class="task-state tag tag-${toCall > 0 ? "warn" : "good"}">${toCall > 0 ? t("{n} hộ cần gọi", { n: toCall }) : t("Đã gọi hết")}</span></a>
        </li>
        <li>
          <a class="task" href="#/area"><span>${icon("calendar")} ${t("Lịch tổ tôi")}</span><span class="task-state">${t("{n} lượt", { n: calls.length })}</span></a>
        </li>
      </ul>
      ${codes < LOW
        ? html`<div class="banner banner-warn">${icon("warn")}<p>${t("Chỉ còn {n} mã hẹn trên máy. Hãy kết nối mạng một lần để nhận thêm.", { n: codes })}</p></div>`
        : nothing}
      <h2>${t("Đang chờ xếp lịch")}</h2>
      ${waiting.length === 0 ? html`<p>${t("Không có ai đang chờ.")}</p>` : html`<ul class="task-list">${waiting.map(requestLine)}</ul>`}
      ${calls.length === 0 ? nothing : html`<h2>${t("Sắp có cán bộ đến")}</h2><p>${showDay(calls[0].visit.planned_on)}</p><ul class="task-list">${calls.slice(0, 5).map((call) => callLine(call))}</ul>`}
      <div class="held-action"><a class="button button-primary" href="#/register">${t("Đăng ký hộ người dân")}</a></div>`;
  }
}

customElements.define("leader-today", LeaderToday);
