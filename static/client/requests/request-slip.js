/** <request-slip>: the appointment slip, valid before anything is sent: its code was leased to this phone. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner } from "../citizens/fields.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { showPhone } from "../core/phone.js";
import { qrSvg } from "../core/qr-draw.js";
import { t } from "../core/texts.js";
import { hotline, saved } from "../core/words.js";
import { wishWords } from "./half-days.js";
import { findSlip } from "./queries.js";
import { drawSlip } from "./slip-picture.js";
import { nameOnSlip, showCode, slipText, smsText, trackingLink } from "./slip-words.js";

/** @typedef {import("./queries.js").Slip} Slip */

export class RequestSlip extends LitElement {
  static properties = { requestId: {}, notice: { state: true } };

  constructor() {
    super();
    this.requestId = "";
    this.notice = "";
    /** @type {Live<Slip | null>} */
    this.slip = new Live(this, () => findSlip(this.requestId), null);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { value, ready } = this.slip;
    if (!ready) return nothing;
    if (!value) return banner("warn", t("Phiếu này không được làm trên máy này. Mã chỉ có ở máy đã đăng ký."));
    return html`<div class="screen-only">${banner("good", saved())}</div>
      ${picture(value)}
      <p role="status" class="screen-only">${this.notice}</p>
      <div class="button-row screen-only">
        <button class="button" type="button" @click=${() => this.#share(value)}>${icon("send")} ${t("Gửi ảnh phiếu")}</button>
        ${this.#sms(value)}
        <button class="button button-quiet" type="button" @click=${() => print()}>${icon("print")} ${t("In phiếu")}</button>
      </div>
      <p class="screen-only">${t("Không có máy in: chép mã và từ nhận diện ra giấy, để ở chỗ người nhà dễ thấy.")}</p>
      <div class="action-bar"><a class="button button-primary" href="#/today">${t("Xong")}</a></div>`;
  }

  /** @param {Slip} slip */
  #sms(slip) {
    const phone = slip.args.requester?.phone ?? slip.args.person?.phone ?? slip.citizen?.phone;
    if (!phone) return nothing;
    return html`<a class="button button-quiet" href="sms:${phone}?body=${encodeURIComponent(smsText(slip, hotline()))}">${icon("phone")} ${t("Nhắn tin")}</a>`;
  }

  /** The family group gets the picture; where a phone cannot share, it is saved. @param {Slip} slip */
  async #share(slip) {
    const file = new File([await drawSlip(slip, showPhone(hotline()))], `phieu-hen-${slip.args.tracking_code}.png`, { type: "image/png" });
    const parcel = { files: [file], text: slipText(slip, showPhone(hotline())) };
    if (!navigator.canShare?.(parcel)) return this.#keep(file);
    // Closing the share sheet without a choice is no fault.
    await navigator.share(parcel).catch(() => undefined);
  }

  /** @param {File} file */
  #keep(file) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = file.name;
    link.click();
    URL.revokeObjectURL(link.href);
    this.notice = t("Đã lưu ảnh phiếu vào máy.");
  }
}

/** @param {Slip} slip */
function picture(slip) {
  const { args, ward } = slip;
  return html`<article class="slip" aria-label=${t("Phiếu hẹn")}>
    <div class="slip-head">
      <svg class="mark" aria-hidden="true" focusable="false"><use href=${MARK}></use></svg>
      <div><p class="slip-title">${t("Phiếu hẹn cán bộ đến nhà")}</p><p>${ward?.name}</p></div>
    </div>
    <p class="slip-code">${t("Mã lượt hẹn")}<strong>${showCode(args.tracking_code)}</strong></p>
    <p class="slip-when">${wishWords(args.wish)}<small>${t("Trung tâm sẽ gọi để xác nhận.")}</small></p>
    <div class="slip-grid">
      <div>
        <p><strong>${t("Cán bộ đến gặp: {name}", { name: nameOnSlip(slip) })}</strong></p>
        <p>${slip.need || t("Trung tâm gọi hỏi việc cần làm.")}</p>
        <p>${t("Quét mã để xem lượt hẹn đến đâu.")}</p>
      </div>
      <div class="slip-qr">${qrSvg(trackingLink(args.link_token), t("Mã QR để tra cứu lượt hẹn"))}</div>
    </div>
    <p class="slip-word">${t("Từ nhận diện")}: <strong>${args.visit_word}</strong><br />${t("Cán bộ nói đúng từ này mới mở cửa.")}</p>
    <p class="slip-foot">${t("Cần đổi ngày hay hỏi thêm: gọi")} <strong>${showPhone(hotline())}</strong></p>
  </article>`;
}

const MARK = `${new URL("../../icons/sprite.svg", import.meta.url).pathname}#mark`;

customElements.define("request-slip", RequestSlip);
