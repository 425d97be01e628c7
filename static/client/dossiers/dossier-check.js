/** <dossier-check>: everything once more, with a way to change each line; then one tap saves it and gives the number. */
import { html, nothing } from "../../vendor/lit.js";
import { isAtOnce, procedureTitle, promiseFor } from "../catalogue/queries.js";
import { banner, faultSummary, isClean, showFaults, textField } from "../citizens/fields.js";
import { showDate, showDay } from "../core/clock.js";
import { Live } from "../core/live.js";
import { numbersLeft } from "../core/numbers.js";
import { once } from "../core/once.js";
import { goInstead } from "../core/router.js";
import { t } from "../core/texts.js";
import { ChosenProcedure } from "./chosen-procedure.js";
import { DoorStep } from "./door-step.js";
import { componentsOf, deliveryOf, feeOf, openParts, rolesOf } from "./draft.js";
import { finishDossier } from "./finish.js";
import { isOnPaper, paperFaults } from "./paper-number.js";
import { feeLine, word } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {{dates?: import("../catalogue/queries.js").Promised, left: number}} Offered */

const FEW = 10;

export class DossierCheck extends DoorStep {
  static properties = { busy: { state: true }, failed: { state: true } };

  /** @type {string | undefined} */
  #datedFor;

  constructor() {
    super();
    this.busy = false;
    this.failed = "";
    this.chosen = new ChosenProcedure(this, this.draft);
    /** @type {Live<Offered>} */
    this.offered = new Live(this, () => this.#look(), { left: FEW });
  }

  /** The dates follow once the procedure is known. */
  updated() {
    const isNew = this.chosen.ready && this.chosen.row?.id !== this.#datedFor;
    if (!isNew) return;
    this.#datedFor = this.chosen.row?.id;
    this.offered.again();
  }

  /** @returns {Promise<Offered>} */
  async #look() {
    const procedure = this.chosen.row;
    return { dates: procedure && (await promiseFor(procedure)), left: await numbersLeft("receipt") };
  }

  render() {
    const { citizen } = this.door.value;
    if (this.busy) return html`<p role="status">${t("Đang lưu…")}</p>`;
    if (!citizen || !this.chosen.ready || !this.offered.ready) return nothing;
    const procedure = this.chosen.row;
    const open = openParts(this.draft.values, procedure);
    if (!procedure || open.people) return this.#incomplete(procedure ? "people" : "dossier");
    return this.#whole(procedure, citizen, open);
  }

  /** @param {Row} procedure @param {Row} citizen @param {ReturnType<typeof openParts>} open */
  #whole(procedure, citizen, open) {
    return html`${this.failed ? html`<div role="alert">${banner("bad", this.failed)}</div>` : nothing}
      <p>${t("Đọc to cho người dân nghe rồi mới lưu.")}</p>
      ${this.#summary(procedure, citizen)} ${this.#paper()} ${this.#warnings(open)}
      ${this.#buttons(procedure)}`;
  }

  /** What is settled here and now needs no receipt, unless they ask for one. @param {Row} procedure */
  #buttons(procedure) {
    const receipt = (/** @type {string} */ look) => html`<button class="button ${look}" type="button" @click=${() => this.#finish()}>${t("Lưu và cấp giấy hẹn")}</button>`;
    if (!isAtOnce(procedure)) return html`<div class="action-bar">${receipt("button-primary")}</div>`;
    return html`<p class="muted">${t("Việc này xong ngay tại nhà: không cần giấy hẹn, trừ khi người dân muốn có.")}</p>
      <p>${receipt("button-quiet")}</p>
      <div class="action-bar"><button class="button button-primary" type="button" @click=${() => this.#finish(false)}>${t("Lưu và giải quyết ngay")}</button></div>`;
  }

  /** A day on which the receipt was written by hand. */
  #paper() {
    const { values } = this.draft;
    return html`<details ?open=${isOnPaper(values)} @input=${this.draft.input} @change=${this.draft.input}>
      <summary>${t("Giấy hẹn đã viết tay?")}</summary>
      ${faultSummary(this.faults)}
      ${textField({ name: "paper_number", label: t("Số in trên giấy"), value: values.paper_number, hint: t("Để trống để máy cấp số."), width: "width-medium", fault: this.faults.paper_number })}
      ${textField({ name: "paper_day", label: t("Ngày ghi trên giấy"), value: values.paper_day, type: "date", width: "width-medium" })}
      ${textField({ name: "paper_hour", label: t("Giờ ghi trên giấy"), value: values.paper_hour, hint: t("Ví dụ: 9:05"), mode: "numeric", width: "width-short", fault: this.faults.paper_hour })}
    </details>`;
  }

  /** @param {string} where */
  #incomplete(where) {
    return html`${banner("info", t("Cần chọn thủ tục và người nộp trước."))}
      <div class="action-bar"><a class="button button-primary" href="#/visits/${this.visitId}/${where}">${t("Điền tiếp")}</a></div>`;
  }

  /** @param {Row} procedure @param {Row} citizen */
  #summary(procedure, citizen) {
    const { values } = this.draft;
    const { owner, submitter, helper, receiver } = rolesOf(values, citizen);
    const fee = feeOf(values);
    const lines = [
      [t("Việc"), procedureTitle(procedure), "dossier"],
      [t("Số bản"), values.copies, "dossier"],
      [t("Chủ hồ sơ"), [owner.name, owner.birth_year].filter(Boolean).join(", "), "people"],
      [t("Người nộp"), [submitter.name, submitter.relation, word("right", submitter.right), submitter.authorisation, submitter.identity_last4 && `…${submitter.identity_last4}`].filter(Boolean).join(", "), "people"],
      [t("Người giúp"), helper?.name ?? "", "people"],
      ...this.#papers(procedure),
      [t("Ảnh"), t("{n} trang", { n: values.photos.length }), "photos"],
      [t("Bản chính giữ lại"), values.originals.map((/** @type {any} */ one) => `${one.name} (${one.count})`).join("; "), "originals"],
      [t("Lệ phí"), fee ? feeLine(fee) : t("Chưa hỏi"), "fee"],
      [t("Cách trả kết quả"), word("delivery", deliveryOf(values).way), "fee"],
      [t("Người nhận kết quả"), receiver.name, "fee"],
    ];
    return html`<dl class="summary-list">${lines.filter(([, words]) => words).map(([label, words, where]) => this.#line(label, words, where))}</dl>
      ${this.#dates()}`;
  }

  /** @param {Row} procedure @returns {string[][]} */
  #papers(procedure) {
    const lines = componentsOf(procedure, this.draft.values).filter((line) => line.kind !== "note");
    return lines.map((line) => [line.name, [word("state", line.state), word("form", line.form)].filter(Boolean).join(", "), "papers"]);
  }

  /** @param {string} label @param {string} words @param {string} where */
  #line(label, words, where) {
    return html`<div>
      <dt>${label}</dt>
      <dd>${words}</dd>
      <dd class="summary-change"><a href="#/visits/${this.visitId}/${where}">${t("Sửa")}<span class="visually-hidden"> ${label}</span></a></dd>
    </div>`;
  }

  /** Both dates: taken at home today, and the day from which the office counts. */
  #dates() {
    const { dates } = this.offered.value;
    if (!dates) return nothing;
    return html`<div class="confirmation">
      <p>${t("Tính thời hạn từ {day}", { day: showDate(dates.counted_from) })}</p>
      <p class="code-label">${t("Hẹn trả")}</p>
      <p><strong>${dates.due ? showDay(dates.due) : t("Trung tâm sẽ báo ngày trả")}</strong></p>
    </div>`;
  }

  /** @param {ReturnType<typeof openParts>} open */
  #warnings(open) {
    const { left } = this.offered.value;
    const rest = [open.papers && t("giấy tờ chưa đánh dấu"), open.fee && t("lệ phí chưa hỏi"), open.delivery && t("chưa chọn cách trả")].filter(Boolean);
    return html`${rest.length > 0 ? banner("warn", t("Còn: {what}. Vẫn lưu được; giấy chưa đánh dấu ghi là còn thiếu.", { what: rest.join(", ") })) : nothing}
    ${left === 0 ? banner("warn", t("Máy đã hết số giấy hẹn. Hồ sơ vẫn lưu được; có mạng sẽ xin thêm số.")) : nothing}
    ${left > 0 && left < FEW ? banner("info", t("Máy còn {n} số giấy hẹn. Hãy kết nối mạng khi có thể.", { n: left })) : nothing}`;
  }

  #finish = once(async (withReceipt = true) => {
    const { visit, citizen } = this.door.value;
    const procedure = this.chosen.row;
    if (!visit || !citizen || !procedure) return;
    this.faults = paperFaults(this.draft.values);
    if (!isClean(this.faults)) return showFaults(this);
    this.busy = true;
    try {
      const { dossierId, number } = await finishDossier(this.draft, { visit, citizen, procedure }, { withReceipt });
      return () => goInstead(`/dossiers/${dossierId}${nextAfter(number, withReceipt)}`);
    } catch (fault) {
      console.error("a dossier could not be saved", fault);
      this.failed = t("Chưa lưu được. Hãy bấm lại.");
    } finally {
      this.busy = false;
    }
  });
}

/** @param {string | null} number @param {boolean} withReceipt */
function nextAfter(number, withReceipt) {
  if (number) return "/receipt";
  return withReceipt ? "" : "/settle";
}

customElements.define("dossier-check", DossierCheck);
