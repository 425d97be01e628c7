/** <visit-reroute>: late, nobody home, urgent, ill: the best order for the rest of the half-day, before and after, to accept. */
import { LitElement, html, nothing, repeat } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField, tiles } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { currentQuery, goInstead } from "../core/router.js";
import { t } from "../core/texts.js";
import { halfWords, shortDay } from "../requests/half-days.js";
import { reroute } from "./commands.js";
import { clockOf, leftOf, minutesOf, rearranged, stillAhead } from "./rerouting.js";
import { windowWords } from "./words.js";

/** @typedef {import("./rerouting.js").Answer} Answer */
/** @typedef {import("./rerouting.js").Left} Left */
/** @typedef {import("./rerouting.js").Stage} Stage */
/** @typedef {{left: Left, answer: Answer} | null} Known */

/** What happened, and how it is said to families. @type {Record<string, [string, string]>} */
const CAUSES = {
  late: ["Đang bị muộn", "các nhà trước làm lâu hơn dự kiến"],
  "no-show": ["Có nhà không gặp được", "lộ trình của đoàn có thay đổi"],
  urgent: ["Có nhà cần đến ngay", "có một nhà cần đến gấp"],
  ill: ["Có cán bộ bị ốm", "đoàn có cán bộ bị ốm"],
};
const EMPTY = { cause: "late", reason: "", urgent: "", leaves: "", left_out: [] };

export class VisitReroute extends LitElement {
  static properties = { faults: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.day = currentQuery().get("day") ?? "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.problem = "";
    this.asked = "";
    this.isLookedAt = false;
    this.draft = new Draft(this, () => `reroute/${this.day}`, { ...EMPTY });
    /** @type {Live<Known>} */
    this.known = new Live(this, () => this.#ask(), null);
  }

  createRenderRoot() {
    return this;
  }

  /** @returns {Promise<Known>} */
  async #ask() {
    const left = await leftOf(this.day);
    if (left) this.#dropPast(left);
    return left && { left, answer: await rearranged(left, this.#wishes()) };
  }

  /** What a draft of an hour ago says of the time; what is typed now stands. @param {Left} left */
  #dropPast(left) {
    if (this.isLookedAt || !this.draft.ready) return;
    this.isLookedAt = true;
    const { leaves } = this.draft.values;
    if (this.draft.isResumed && leaves && !stillAhead(leaves, left)) this.draft.set({ leaves: "" });
  }

  #wishes() {
    const { cause, urgent, leaves, left_out } = this.draft.values;
    return { urgent: cause === "urgent" ? urgent : "", leftOut: left_out, leaves: leaves ? minutesOf(leaves) : undefined };
  }

  /** Another wish is another question. */
  updated() {
    const asked = JSON.stringify(this.#wishes());
    if (!this.draft.ready || asked === this.asked) return;
    this.asked = asked;
    this.known.again();
  }

  render() {
    const { value, ready } = this.known;
    if (!ready || !this.draft.ready) return nothing;
    if (!value) return banner("info", t("Không còn lượt thăm nào chưa bắt đầu."));
    const { left, answer } = value;
    return html`<p class="lead">${halfWords(left.half)}, ${shortDay(left.day)}</p>
      <form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#save}>
        ${faultSummary(this.faults)} ${this.problem ? banner("bad", this.problem) : nothing} ${this.#questions(left)} ${compared(answer)}
        <ol class="task-list">
          ${repeat(answer.after.stages, ({ call }) => call.visit.id, (stage, n) => stageLine(stage, n, answer))}
        </ol>
        ${this.#reason()}
        <div class="action-bar"><button class="button button-primary">${t("Đi theo thứ tự này")}</button></div>
      </form>`;
  }

  /** @param {Left} left */
  #questions({ calls, leaves }) {
    const { values } = this.draft;
    const names = calls.map(({ visit, citizen }) => ({ value: visit.id, label: citizen?.full_name ?? t("Chưa tải được tên"), hint: windowWords(visit.window) }));
    const causes = Object.entries(CAUSES).map(([value, [label]]) => ({ value, label: t(label) }));
    return html`${tiles({ name: "cause", legend: t("Chuyện gì xảy ra?"), choices: causes, value: values.cause, columns: 2 })}
      ${values.cause === "urgent" ? tiles({ name: "urgent", legend: t("Đi ngay nhà nào?"), choices: names, value: values.urgent, fault: this.faults.urgent }) : nothing}
      ${textField({ name: "leaves", label: t("Có thể đi tiếp lúc"), value: values.leaves || clockOf(leaves), type: "time" })}
      <details ?open=${values.left_out.length > 0}>
        <summary>${t("Nhà nào hôm nay không đến được?")}</summary>
        <p class="hint">${t("Các nhà này được hẹn buổi khác và được gọi báo.")}</p>
        <div class="tiles">${names.map((one) => this.#leftOut(one))}</div>
      </details>`;
  }

  /** @param {{value: string, label: string}} one */
  #leftOut({ value, label }) {
    const id = `left-out-${value}`;
    return html`<div class="tile">
      <input type="checkbox" id=${id} name="left_out" data-list value=${value} .checked=${this.draft.values.left_out.includes(value)} />
      <label for=${id}><span>${t("Không đến {name}", { name: label })}</span></label>
    </div>`;
  }

  #reason() {
    const { reason, cause } = this.draft.values;
    return textField({
      name: "reason",
      label: t("Lý do, như sẽ nói với gia đình"),
      hint: t("Để trống thì trung tâm nói: {reason}", { reason: CAUSES[cause][1] }),
      value: reason,
      optional: true,
    });
  }

  /** Asked anew: a tap may have come between the last answer and this one, and the clock goes on. @param {Known} shown */
  async #sameHalf(shown) {
    const left = await leftOf(this.day);
    return left && left.half === shown?.left.half ? left : null;
  }

  #save = once(async () => {
    const { value } = this.known;
    const { values } = this.draft;
    this.faults = { urgent: values.cause === "urgent" && !values.urgent ? t("Hãy chọn nhà cần đến ngay.") : "" };
    if (!isClean(this.faults)) return showFaults(this);
    const left = await this.#sameHalf(value);
    if (!left) return void this.known.again();
    const { after } = await rearranged(left, this.#wishes());
    const stops = after.stages.map(({ call, begins }) => ({ visit_id: call.visit.id, begins }));
    const left_out = values.left_out.filter((/** @type {string} */ id) => left.calls.some(({ visit }) => visit.id === id));
    try {
      const reason = values.reason.trim() || CAUSES[values.cause][1];
      await reroute({ date: left.day, half: left.half, cause: values.cause, reason, stops, left_out }, this.draft.key);
    } catch (fault) {
      console.error("the new round could not be saved", fault);
      this.problem = t("Chưa lưu được. Hãy bấm lại.");
      return undefined;
    }
    const mustCall = left_out.length > 0 || after.broken > 0;
    return () => goInstead(mustCall ? `/call-now?day=${left.day}` : "/visits");
  });
}

/** @param {Answer} answer */
function compared({ before, after, isSame }) {
  if (isSame) return banner(after.broken > 0 ? "warn" : "good", html`<strong>${t("Thứ tự hiện nay vẫn là tốt nhất.")}</strong><br />${wayWords(after)}`);
  return banner(
    after.broken > 0 ? "warn" : "info",
    html`<strong>${t("Thứ tự mới")}:</strong> ${wayWords(after)}<br /><small>${t("Giữ thứ tự cũ")}: ${wayWords(before)}</small>`,
  );
}

/** @param {import("./rerouting.js").Way} way */
function wayWords({ broken, returns, travel, overtime }) {
  const kept = broken === 0 ? t("đúng hẹn mọi nhà") : t("{n} nhà sai giờ đã hẹn", { n: broken });
  const late = overtime > 0 ? t(", quá giờ {n} phút", { n: overtime }) : "";
  return t("{kept}, đi đường {travel} phút, về trung tâm {returns}{late}.", { kept, travel, returns, late });
}

/** @param {Stage} stage @param {number} n @param {Answer} answer */
function stageLine({ call, begins, isKept, isOver }, n, { before }) {
  const { visit, citizen } = call;
  const was = before.stages.findIndex((one) => one.call.visit.id === visit.id) + 1;
  return html`<li class="task">
    <div>
      <strong>${begins}</strong> ${citizen?.full_name ?? t("Chưa tải được tên")}<br />
      <small class="muted">${was === n + 1 ? "" : t("trước là nhà thứ {n}, ", { n: was })}${visit.status === "confirmed" ? t("đã hẹn {window}", { window: windowWords(visit.window) }) : t("chưa hẹn giờ")}</small>
    </div>
    <span class="task-state tag tag-${isKept && !isOver ? "good" : "warn"}">${tagWords(isKept, isOver)}</span>
  </li>`;
}

/** @param {boolean} isKept @param {boolean} isOver */
function tagWords(isKept, isOver) {
  if (!isKept) return t("Phải gọi");
  return isOver ? t("Quá giờ") : t("Được");
}

customElements.define("visit-reroute", VisitReroute);
