/** <dossier-receipt>: the home receipt, large: number, two dates, QR code; to show, to send, to print. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { findProcedureVersion } from "../catalogue/queries.js";
import { banner } from "../citizens/fields.js";
import { showDate, showDay, showTime } from "../core/clock.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { NoNumberLeft, drawNumber } from "../core/numbers.js";
import { once } from "../core/once.js";
import { qrSvg } from "../core/qr-draw.js";
import { t } from "../core/texts.js";
import { saved } from "../core/words.js";
import { changedBanner, isChanged } from "./changed-banner.js";
import { giveReceipt } from "./finish.js";
import { NO_DOSSIER, wholeDossier } from "./queries.js";
import { receiptLines } from "./receipt.js";
import { isAwaited } from "./words.js";

export class DossierReceipt extends LitElement {
  static properties = { dossierId: {}, notice: { state: true } };

  constructor() {
    super();
    this.dossierId = "";
    this.notice = "";
    this.whole = new Live(this, () => wholeDossier(this.dossierId), NO_DOSSIER);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { dossier, shown } = this.whole.value;
    if (!dossier) return nothing;
    if (!dossier.receipt || !shown) return this.#without();
    return html`${dossier.$waiting ? html`<p class="saved-line screen-only">${icon("tick")} ${saved()}</p>` : nothing}
      ${changedBanner(dossier)} ${this.#panel(dossier.receipt)} ${qrSvg(shown.qr ?? dossier.receipt.number, t("Mã QR của giấy hẹn {number}", { number: dossier.receipt.number }))}
      <dl class="summary-list" lang="vi">
        ${receiptLines(shown.text).slice(1).map(({ label, words }) => html`<div><dt>${label}</dt><dd>${words}</dd></div>`)}
      </dl>
      <p role="status">${this.notice}</p>
      <div class="button-row screen-only">
        <button class="button button-quiet" type="button" @click=${() => this.#share(shown.text)}>${icon("send")} ${t("Gửi cho gia đình")}</button>
        <button class="button button-quiet" type="button" @click=${() => print()}>${icon("print")} ${t("In")}</button>
        ${isAwaited(dossier.finance) ? html`<a class="button button-quiet" href="#/dossiers/${dossier.id}/pay">${t("Mã QR chuyển khoản")}</a>` : nothing}
      </div>
      ${this.#next(dossier)}`;
  }

  /** @param {any} receipt */
  #panel(receipt) {
    const due = receipt.due_on ? t("Hẹn trả {day}", { day: showDay(receipt.due_on) }) : t("Trung tâm sẽ báo ngày trả");
    return html`<section class="confirmation">
      <p class="code-label">${t("Số giấy hẹn")}</p>
      <p class="receipt-number">${receipt.number}</p>
      <p>${t("Nhận tại nhà {time}, {day}", { time: showTime(receipt.taken_at), day: showDate(receipt.taken_at) })}</p>
      <p>${t("Tính thời hạn từ {day}", { day: showDate(receipt.counted_from) })}</p>
      <p><strong>${due}</strong></p>
      ${receipt.checked ? this.#checked(receipt) : nothing}
    </section>`;
  }

  /** @param {any} dossier */
  #next(dossier) {
    const { id, visit_id, signatures } = dossier;
    const isSigned = signatures.length > 0 && !isChanged(dossier);
    const after = visit_id ? `/visits/${visit_id}/tasks` : `/dossiers/${id}`;
    return html`<div class="action-bar">
      <a class="button button-primary" href="#${isSigned ? after : `/dossiers/${id}/sign`}">${isSigned ? t("Về việc tại nhà") : t("Ký xác nhận")}</a>
    </div>`;
  }

  /** The office counted other dates than were told at the door: both are shown. @param {any} receipt */
  #checked({ checked }) {
    const day = checked.due_on ? showDate(checked.due_on) : t("Trung tâm sẽ báo ngày trả");
    return banner("warn", t("Trung tâm tính lại: hẹn trả {day}. Hãy báo cho người dân.", { day }));
  }

  #without() {
    return html`${banner("info", this.notice || t("Hồ sơ đã lưu nhưng chưa có số giấy hẹn."))}
      <div class="action-bar"><button class="button button-primary" type="button" @click=${this.#draw}>${t("Lấy số giấy hẹn")}</button></div>`;
  }

  #draw = once(async () => {
    const { dossier } = this.whole.value;
    const procedure = dossier && (await findProcedureVersion(dossier.procedure_version_id));
    if (!dossier || !procedure) return;
    try {
      await giveReceipt(dossier, await drawNumber("receipt"), procedure);
    } catch (fault) {
      if (!(fault instanceof NoNumberLeft)) throw fault;
      this.notice = t("Máy chưa có số. Hãy kết nối mạng rồi thử lại.");
    }
  });

  /** Text goes anywhere, Zalo too; where the phone cannot share, it is copied. @param {string} text */
  async #share(text) {
    try {
      this.notice = await given(text);
    } catch (fault) {
      const isTakenBack = /** @type {Error} */ (fault).name === "AbortError";
      this.notice = isTakenBack ? "" : t("Máy này không gửi được. Hãy in hoặc cho chụp màn hình.");
    }
  }
}

/** @param {string} text */
async function given(text) {
  if ("share" in navigator) {
    await navigator.share({ text });
    return "";
  }
  await /** @type {Navigator} */ (navigator).clipboard.writeText(text);
  return t("Đã chép nội dung giấy hẹn.");
}

customElements.define("dossier-receipt", DossierReceipt);
