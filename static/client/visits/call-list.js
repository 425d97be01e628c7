/** <call-list>: households to ring before a visit: the number large, what to say, and one tap for what came of it. */
import { LitElement, html, nothing, repeat } from "../../vendor/lit.js";
import { showDay, showWhen } from "../core/clock.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { t } from "../core/texts.js";
import { saved } from "../core/words.js";
import { madeCall, numbers, outcomes, recorder } from "../notices/call-card.js";
import { callTasks, isReached } from "../notices/queries.js";
import { toldWords } from "../notices/words.js";
import { chooseHalfDay } from "./commands.js";
import { letDownCard } from "./let-down.js";
import { letDown } from "./queries.js";

/** @typedef {import("../notices/queries.js").Task} Task */

export class CallList extends LitElement {
  static properties = { notice: { state: true } };

  constructor() {
    super();
    this.notice = "";
    /** @type {Live<[Task[], import("./queries.js").LetDown[]]>} */
    this.tasks = new Live(this, () => Promise.all([callTasks(), letDown()]), [[], []]);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    if (!this.tasks.ready) return nothing;
    const [tasks, down] = this.tasks.value;
    const [told, open] = [tasks.filter(({ isTold }) => isTold), tasks.filter(({ isTold }) => !isTold)];
    const [late, rest] = [open.filter(({ isDelayed }) => isDelayed), open.filter(({ isDelayed }) => !isDelayed)];
    return html`<p class="saved-line" role="status">${this.notice}</p>
      ${open.length + down.length === 0 ? empty() : nothing} ${repeat(late, ({ visit }) => visit.id, (task) => this.#card(task))}
      ${repeat(down, ({ request }) => request.id, (task) => this.#letDown(task))} ${repeat(rest, ({ visit }) => visit.id, (task) => this.#card(task))}
      ${told.length === 0
        ? nothing
        : html`<h2>${t("Đã báo")}</h2>
            <ul class="task-list">
              ${repeat(told, ({ visit }) => visit.id, toldLine)}
            </ul>`}`;
  }

  /** @param {import("./queries.js").LetDown} task */
  #letDown(task) {
    const { id, citizen_id } = task.request;
    return letDownCard(task, (halfDay) => this.#choose(id, halfDay), (outcome) => this.#record({ id: null, citizen_id }, outcome));
  }

  #choose = once(async (/** @type {string} */ requestId, /** @type {any} */ halfDay) => {
    await chooseHalfDay(requestId, halfDay);
    this.notice = saved();
  });

  #record = recorder(this);

  /** @param {Task} task */
  #card({ visit, citizen, calls, isDelayed, again }) {
    const name = citizen?.full_name ?? t("Chưa tải được tên");
    return html`<article class="card">
      <h2>${name}</h2>
      <p>${when(visit)}</p>
      ${isDelayed ? html`<p><span class="tag tag-warn">${t("Đến giờ khác, khoảng {time}", { time: visit.expected_at })}</span></p>` : nothing}
      ${again ? html`<p><span class="tag tag-warn">${t("Gọi lại từ {time}", { time: showWhen(again) })}</span></p>` : nothing}
      ${numbers(citizen)}
      <details>
        <summary>${t("Nói gì khi gọi")}</summary>
        <p>${isDelayed ? delayScript(visit, citizen) : script(visit, citizen)}</p>
        <p><a href="#/visits/${visit.id}/prepare">${t("Dặn chuẩn bị giấy tờ gì")}</a></p>
      </details>
      ${outcomes(name, calls, (outcome) => this.#record(visit, outcome))}
    </article>`;
  }
}

/** @param {any} visit */
const when = ({ window, planned_on }) => [window?.from ? `${window.from} – ${window.to}` : "", showDay(planned_on)].filter(Boolean).join(", ");

/** @param {any} visit @param {any} citizen */
const script = (visit, citizen) =>
  t("Cháu chào {name}. Cán bộ phường sẽ đến nhà vào {when}. Bác chuẩn bị giấy tờ giúp cháu, và hỏi từ nhận diện trên phiếu trước khi mở cửa.", {
    name: citizen?.full_name ?? "",
    when: when(visit),
  });

/** @param {any} visit @param {any} citizen */
const delayScript = ({ window, expected_at }, citizen) =>
  t("Cháu chào {name}. Cán bộ hẹn đến nhà {window}, trên đường có việc nên khoảng {time} mới đến được. Giờ đó nhà mình có tiện không ạ?", {
    name: citizen?.full_name ?? "",
    window: `${window.from} – ${window.to}`,
    time: expected_at,
  });

/** @param {Task} task */
const toldLine = (task) =>
  html`<li class="task">
    <div><strong>${task.citizen?.full_name}</strong><br /><small class="muted">${when(task.visit)}</small>${task.calls.map((call) => madeCall(call))}</div>
    <span class="task-state tag tag-good">${toldWords(task.visit, task.calls.filter(isReached))}</span>
  </li>`;

const empty = () =>
  html`<div class="empty">${icon("tick")}<p class="empty-title">${t("Không còn hộ nào cần gọi")}</p></div>`;

customElements.define("call-list", CallList);
