/** <call-list>: households to ring before a visit: the number large, what to say, and one tap for what came of it. */
import { LitElement, html, nothing, repeat } from "../../vendor/lit.js";
import { showDay, showWhen } from "../core/clock.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { showPhone, telLink } from "../core/phone.js";
import { t } from "../core/texts.js";
import { saved } from "../core/words.js";
import { recordCall } from "./commands.js";
import { callTasks } from "./queries.js";
import { CALL_OUTCOMES } from "./words.js";

/** @typedef {import("./queries.js").Task} Task */

export class CallList extends LitElement {
  static properties = { notice: { state: true } };

  constructor() {
    super();
    this.notice = "";
    /** @type {Live<Task[]>} */
    this.tasks = new Live(this, () => callTasks(), []);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    if (!this.tasks.ready) return nothing;
    const open = this.tasks.value.filter(({ isTold }) => !isTold);
    const told = this.tasks.value.filter(({ isTold }) => isTold);
    return html`<p class="saved-line" role="status">${this.notice}</p>
      ${open.length === 0 ? empty() : repeat(open, ({ visit }) => visit.id, (task) => this.#card(task))}
      ${told.length === 0
        ? nothing
        : html`<h2>${t("Đã báo")}</h2>
            <ul class="task-list">
              ${repeat(told, ({ visit }) => visit.id, toldLine)}
            </ul>`}`;
  }

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
      ${calls.map((call) => html`<p class="muted">${showWhen(call.at)}: ${t(CALL_OUTCOMES[call.outcome] ?? call.outcome)}</p>`)}
      <div class="outcomes" role="group" aria-label=${t("Kết quả cuộc gọi cho {name}", { name })}>
        ${Object.keys(CALL_OUTCOMES).map(
          (outcome) => html`<button class="button ${outcome === "told" ? "" : "button-quiet"}" type="button" @click=${() => this.#record(visit, outcome)}>
            ${t(CALL_OUTCOMES[outcome])}
          </button>`,
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

/** The person's own number first, then the relatives': a second try may be another number. @param {any} citizen */
function numbers(citizen) {
  const others = (citizen?.contacts ?? []).filter((/** @type {any} */ one) => one.phone && one.phone !== citizen.phone);
  const first = citizen?.phone ?? others[0]?.phone;
  if (!first) return html`<p><strong>${t("Không có số điện thoại: đến tận nhà báo.")}</strong></p>`;
  return html`<p><a class="call-number" href=${telLink(first)}>${icon("phone")} ${showPhone(first)}</a></p>
    ${others
      .filter((/** @type {any} */ one) => one.phone !== first)
      .map((/** @type {any} */ one) => html`<p>${[one.name, one.relation].filter(Boolean).join(", ")}: <a class="phone-link" href=${telLink(one.phone)}>${showPhone(one.phone)}</a></p>`)}`;
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
const toldLine = ({ visit, citizen, calls }) =>
  html`<li class="task">
    <div><strong>${citizen?.full_name}</strong><br /><small class="muted">${when(visit)}</small></div>
    <span class="task-state tag tag-good">${calls.length > 0 ? showWhen(calls[calls.length - 1].at) : t("Trung tâm đã báo")}</span>
  </li>`;

const empty = () =>
  html`<div class="empty">${icon("tick")}<p class="empty-title">${t("Không còn hộ nào cần gọi")}</p></div>`;

customElements.define("call-list", CallList);
