/** <dossier-page>: one dossier as it stands, everything that was put right beside what stood there before. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { backLink, banner } from "../citizens/fields.js";
import { showDate, showWhen } from "../core/clock.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import "../core/photo-thumb.js";
import { setTitle } from "../core/router.js";
import { t } from "../core/texts.js";
import { changedBanner, isChanged } from "./changed-banner.js";
import { labelOf } from "./corrections.js";
import { dueOn } from "./deadline.js";
import { NO_DOSSIER, wholeDossier } from "./queries.js";
import { dutyLine, feeLine, isRefusedAtOnce, statusWords, word } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */

export class DossierPage extends LitElement {
  static properties = { dossierId: {} };

  constructor() {
    super();
    this.dossierId = "";
    this.whole = new Live(this, () => wholeDossier(this.dossierId), NO_DOSSIER);
  }

  createRenderRoot() {
    return this;
  }

  updated() {
    const { dossier } = this.whole.value;
    if (dossier) setTitle(dossier.roles.owner.name);
  }

  render() {
    const { dossier, papers, reports } = this.whole.value;
    if (!dossier) return this.whole.ready ? html`<p>${t("Không còn thấy hồ sơ này trên máy.")}</p>` : nothing;
    return html`${backLink()}<p>${dossier.procedure_name}</p>
      <p><span class="tag tag-info">${statusWords(dossier.status)}</span></p>
      ${dossier.$waiting ? html`<p class="saved-line">${icon("tick")} ${t("Đã lưu trên máy, chờ gửi")}</p>` : nothing}
      ${awaited(dossier) ? banner("warn", t("Cần bổ sung: {items}", { items: dossier.supplement.items.join("; ") })) : nothing}
      ${changedBanner(dossier)} ${this.#facts(dossier)}
      ${dossier.corrections.length > 0 ? this.#corrections(dossier) : nothing} ${this.#photos(dossier)} ${this.#history(dossier)}
      <div class="button-row">
        <a class="button button-quiet" href="#/dossiers/${dossier.id}/photos">${icon("camera")} ${t("Thêm ảnh giấy tờ")}</a>
        <a class="button button-quiet" href="#/dossiers/${dossier.id}/originals">${t("Bản chính ({n})", { n: papers.length })}</a>
        ${isChanged(dossier) ? html`<a class="button button-quiet" href="#/dossiers/${dossier.id}/sign">${t("Ký lại")}</a>` : nothing}
        ${reports.length > 0 ? html`<a class="button button-quiet" href="#/dossiers/${dossier.id}/correct">${t("Đính chính")}</a>` : nothing}
        ${stepsOf(dossier).map(({ path, label }) => html`<a class="button button-quiet" href="#/dossiers/${dossier.id}/${path}">${t(label)}</a>`)}
      </div>
      <div class="action-bar">${mainStep(dossier)}</div>`;
  }

  /** @param {Row} dossier */
  #facts(dossier) {
    const { roles, receipt } = dossier;
    const lines = [
      [t("Chủ hồ sơ"), roles.owner.name],
      [t("Người nộp"), [roles.submitter.name, roles.submitter.relation, word("right", roles.submitter.right)].filter(Boolean).join(", ")],
      [t("Số bản"), String(dossier.copies)],
      [t("Số giấy hẹn"), receipt?.number ?? (dossier.result?.settled ? "" : t("Chưa có số"))],
      [t("Hẹn trả"), dueOf(dossier)],
      [t("Mã hồ sơ"), dossier.official_code],
      [t("Lệ phí"), feeLine(dossier.finance)],
      [t("Khoản được yêu cầu"), dutyLine(dossier.payment_duty)],
      [t("Cách trả kết quả"), word("delivery", dossier.delivery.way)],
      ...dossier.components.filter((/** @type {any} */ line) => line.kind !== "note").map((/** @type {any} */ line) => [line.name, word("state", line.state)]),
      [t("Người nhận kết quả"), roles.receiver?.name],
      [t("Người ký kết quả"), roles.decider?.name],
      [t("Kết quả"), word("result", dossier.result?.state)],
      [t("Giải quyết tại nhà"), settledWords(dossier.result)],
    ];
    return html`<dl class="summary-list">
      ${lines.filter(([, words]) => words).map(([label, words]) => html`<div><dt>${label}</dt><dd>${words}</dd></div>`)}
    </dl>`;
  }

  /** @param {Row} dossier */
  #corrections({ corrections }) {
    return html`<h2>${t("Đã đính chính")}</h2>
      <ul class="plain-list">
        ${corrections.map(
          (/** @type {any} */ one) => html`<li class="card">
            <strong>${t(labelOf(one.field))}</strong>: <del>${one.was || t("để trống")}</del> → <ins>${one.now || t("để trống")}</ins><br />
            <span class="muted">${one.reason} · ${one.by}, ${showWhen(one.at)}</span>
            ${one.standing === "beside" ? html`<span class="tag tag-warn">${t("chờ xem lại")}</span>` : nothing}
          </li>`,
        )}
      </ul>`;
  }

  /** @param {Row} dossier */
  #photos({ files }) {
    const pages = files.filter((/** @type {any} */ file) => ["component", "paper"].includes(file.role));
    if (pages.length === 0) return nothing;
    const left = pages.filter((/** @type {any} */ file) => file.state === "awaited").length;
    return html`<h2>${t("Ảnh giấy tờ")}</h2>
      <p>${left > 0 ? t("{n} trang, còn {left} đang về trung tâm", { n: pages.length, left }) : t("{n} trang", { n: pages.length })}</p>
      <ol class="photos">
        ${pages.map((/** @type {any} */ file, /** @type {number} */ n) => html`<li class="photo"><photo-thumb sha256=${file.sha256} alt=${t("Trang {n}", { n: n + 1 })}></photo-thumb></li>`)}
      </ol>`;
  }

  /** @param {Row} dossier */
  #history({ history }) {
    return html`<h2>${t("Quá trình")}</h2>
      <ol class="plain-list">
        ${history.map((/** @type {any} */ step) => html`<li>${showWhen(step.at)} · ${statusWords(step.status)}${step.by ? ` · ${step.by}` : ""}${step.reason ? html`<br /><span class="muted">${step.reason}</span>` : nothing}</li>`)}
      </ol>`;
  }
}

/** @param {any} result */
const settledWords = (result) => (result?.settled ? `${showWhen(result.settled.at)}, ${result.settled.done_in}` : "");

/** Papers were asked for and have not come. @param {Row} dossier */
const awaited = ({ status, supplement }) => status === 5 && supplement;

/** What may be done about the state here at the door, by the national number. */
const STEPS = [
  { path: "pay", label: "Thu khoản được yêu cầu", from: [6] },
  { path: "settle", label: "Giải quyết tại nhà", from: [1, 2, 4, 6] },
  { path: "received", label: "Đã nhận đủ giấy tờ", from: [5] },
  { path: "supplement", label: "Yêu cầu bổ sung", from: [1, 2, 4, 5, 6] },
  { path: "refuse", label: "Từ chối tiếp nhận", from: [1, 5] },
  { path: "withdraw", label: "Rút hồ sơ", from: [1, 2, 4, 5, 6] },
];

/** @param {Row} dossier */
const stepsOf = ({ status, result, at_home }) => STEPS.filter(({ path, from }) => from.includes(status) && (path !== "settle" || (at_home === "settle" && !result)));

/** What was settled at the door without a receipt is done: on with the visit. @param {Row} dossier */
function mainStep(dossier) {
  const { id, visit_id, result, receipt, signatures } = dossier;
  const home = `/visits/${visit_id}/tasks`;
  if (isRefusedAtOnce(dossier)) return visit_id ? mainLink(home, "Về việc tại nhà") : nothing;
  if (!result?.settled || receipt || !visit_id) return mainLink(`/dossiers/${id}/receipt`, "Giấy hẹn");
  return signatures.length > 0 ? mainLink(home, "Về việc tại nhà") : mainLink(`/dossiers/${id}/sign`, "Ký xác nhận");
}

/** @param {string} href @param {string} label */
const mainLink = (href, label) => html`<a class="button button-primary" href="#${href}">${t(label)}</a>`;

/** @param {Row} dossier */
function dueOf(dossier) {
  const day = dueOn(dossier);
  return day ? showDate(day) : "";
}

customElements.define("dossier-page", DossierPage);
