/** <request-page>: how far a request is, its slip, and calling it off. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, tiles } from "../citizens/fields.js";
import { addressOf } from "../citizens/queries.js";
import { showWhen } from "../core/clock.js";
import { Draft } from "../core/drafts.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { t } from "../core/texts.js";
import { nameScreen } from "../core/title.js";
import { saved } from "../core/words.js";
import { cancelRequest } from "./commands.js";
import { wishWords } from "./half-days.js";
import { wholeRequest } from "./queries.js";
import { hardshipWords } from "./registration.js";
import { requestTag } from "./request-line.js";

const OPEN = ["waiting", "accepted", "planned"];

/** The office reads the reason, so it is written in its language. */
const REASONS = ["Người dân đã tự đi làm", "Không còn cần", "Đăng ký nhầm"];

export class RequestPage extends LitElement {
  static properties = { requestId: {}, cancelling: { state: true }, faults: { state: true }, notice: { state: true } };

  constructor() {
    super();
    this.requestId = "";
    this.cancelling = false;
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.notice = "";
    /** @type {Live<Awaited<ReturnType<typeof wholeRequest>>>} */
    this.known = new Live(this, () => wholeRequest(this.requestId), null);
    this.draft = new Draft(this, () => `request-cancel/${this.requestId}`, { reason: "" });
  }

  createRenderRoot() {
    return this;
  }

  updated() {
    const { citizen } = { ...this.known.value };
    if (citizen) nameScreen(this, citizen.full_name);
  }

  render() {
    const { value, ready } = this.known;
    if (!ready) return nothing;
    if (!value) return banner("warn", t("Yêu cầu này không còn trên máy."));
    return html`<p>${requestTag(value.request)}</p>
      ${this.notice ? banner("good", this.notice) : nothing} ${told(value)} ${corrected(value)} ${this.#ways(value)}
      ${this.cancelling ? this.#cancelForm() : nothing}`;
  }

  /** @param {{request: any, hasSlip: boolean}} whole */
  #ways({ request, hasSlip }) {
    const isOpen = OPEN.includes(request.status);
    return html`<div class="button-row">
      ${hasSlip ? html`<a class="button" href="#/requests/${request.id}/slip">${icon("paper")} ${t("Phiếu hẹn")}</a>` : nothing}
      ${isOpen ? putRight(request, hasSlip) : nothing}
      ${isOpen && !this.cancelling
        ? html`<button class="button button-stop" type="button" @click=${() => (this.cancelling = true)}>${t("Huỷ đăng ký")}</button>`
        : nothing}
    </div>`;
  }

  #cancelForm() {
    return html`<form novalidate @change=${this.draft.input} @submit=${this.#cancel}>
      ${faultSummary(this.faults)}
      ${tiles({
        name: "reason",
        legend: t("Vì sao huỷ?"),
        choices: REASONS.map((value) => ({ value, label: t(value) })),
        value: this.draft.values.reason,
        fault: this.faults.reason,
      })}
      <p>${t("Nếu đã xếp lịch, trung tâm có thể gọi lại để hỏi.")}</p>
      <div class="action-bar">
        <button class="button button-quiet" type="button" @click=${() => (this.cancelling = false)}>${t("Thôi")}</button>
        <button class="button button-stop">${t("Huỷ đăng ký này")}</button>
      </div>
    </form>`;
  }

  #cancel = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { reason } = this.draft.values;
    this.faults = { reason: reason ? "" : t("Hãy chọn lý do.") };
    if (!isClean(this.faults)) return showFaults(this);
    await cancelRequest(this.requestId, reason);
    this.cancelling = false;
    this.notice = saved();
  });
}

/** @param {NonNullable<Awaited<ReturnType<typeof wholeRequest>>>} whole */
function told({ request, citizen, place, need }) {
  const reason = request.decline_reason ?? request.cancel_reason;
  return html`<dl class="summary-list">
    <div><dt>${t("Việc cần làm")}</dt><dd>${need || t("Chưa rõ, nhờ trung tâm gọi hỏi")}</dd></div>
    <div><dt>${t("Vì sao khó đi lại?")}</dt><dd>${hardshipWords(request.hardship)}</dd></div>
    <div><dt>${t("Buổi hẹn")}</dt><dd>${wishWords(request.next_try ?? request.wish)}</dd></div>
    <div><dt>${t("Nơi ở")}</dt><dd>${citizen ? addressOf(citizen, place) : ""}</dd></div>
    <div><dt>${t("Đăng ký lúc")}</dt><dd>${showWhen(request.made_at)}</dd></div>
    ${reason ? html`<div><dt>${t("Lý do")}</dt><dd>${t(reason)}</dd></div>` : nothing}
  </dl>`;
}

/** What was asked for is corrected where it was written down; who somebody is, by any leader of theirs. @param {any} request @param {boolean} isOwn */
const putRight = ({ id, citizen_id }, isOwn) =>
  html`${isOwn ? html`<a class="button button-quiet" href="#/requests/${id}/correct">${t("Sửa nội dung")}</a>` : nothing}
    <a class="button button-quiet" href="#/citizens/${citizen_id}/correct">${t("Sửa tên, điện thoại, địa chỉ")}</a>`;

/** @type {Record<string, string>} */
const FIELDS = { need_text: "Nói thêm về việc này", procedure_code: "Việc cần làm", hardship: "Vì sao khó đi lại?" };

/** What stood there before, what was put in its place, why, who and when. @param {{past: any[]}} whole */
function corrected({ past }) {
  if (past.length === 0) return nothing;
  const said = (/** @type {string} */ field, /** @type {string | null} */ value) => (field === "hardship" ? hardshipWords(value) : value || "–");
  return html`<h2>${t("Đã đính chính")}</h2>
    <ul class="plain-list">
      ${past.map(
        ({ field, before, after, why, by, at, counts }) =>
          html`<li>${t(FIELDS[field])}: <del>${said(field, before)}</del> → <ins>${said(field, after)}</ins>
            ${counts ? nothing : html`<span class="tag tag-warn">${t("Chờ trung tâm xem")}</span>`}<br />
            <small class="muted">${t("Vì sao sửa")}: ${why} · ${by}, ${showWhen(at)}</small></li>`,
      )}
    </ul>`;
}

customElements.define("request-page", RequestPage);
