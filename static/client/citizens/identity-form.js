/**
 * <identity-form>: an identity card, scanned or typed; both ways lead to the same fields. Inside a form whose
 * draft listens: typed values travel as `input`, a scanned card as `card`. The code's text itself is kept nowhere.
 */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { today } from "../core/clock.js";
import "../core/qr-scanner.js";
import { icon } from "../core/icon.js";
import { t } from "../core/texts.js";
import { doubtsOf, readCard, readDate, showNumber, tidyNumber } from "./card.js";
import "./alike-people.js";
import { banner, textField, tick, tiles } from "./fields.js";
import { EMPTY_IDENTITY } from "./identity-values.js";

/** @typedef {import("./fields.js").Faults} Faults */

const DOUBTS = {
  sex_mismatch: "Giới tính không khớp với chữ số thứ tư của số căn cước.",
  birth_year_mismatch: "Năm sinh không khớp với số căn cước.",
  unknown_province_code: "Ba chữ số đầu không phải mã tỉnh nào đã biết.",
};

export class IdentityForm extends LitElement {
  static properties = { values: { attribute: false }, person: { attribute: false }, faults: { attribute: false }, scanning: { state: true }, notice: { state: true } };

  constructor() {
    super();
    /** @type {Record<string, any>} */
    this.values = EMPTY_IDENTITY;
    /** Whom the card should belong to, as our register has them. @type {{id?: string, full_name?: string, birth_year?: number | null, sex?: string | null, old_address?: string} | null} */
    this.person = null;
    /** @type {Faults} */
    this.faults = {};
    this.scanning = false;
    this.notice = "";
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return html`${this.#scan()}
      <p role="status" class="hint">${this.notice}</p>
      ${textField({
        name: "identity_number",
        label: t("Số căn cước"),
        hint: t("12 chữ số ở mặt trước thẻ. Không cần chụp thẻ."),
        value: this.values.card_source === "qr" ? showNumber(this.values.identity_number) : this.values.identity_number,
        mode: "numeric",
        fault: this.faults.identity_number,
        width: "width-medium",
      })}
      ${textField({
        name: "card_old_number",
        label: t("Số CMND cũ"),
        hint: t("9 chữ số, nếu giấy tờ cũ còn ghi số này."),
        value: this.values.card_old_number,
        mode: "numeric",
        optional: true,
        fault: this.faults.card_old_number,
        width: "width-medium",
      })}
      ${textField({ name: "card_name", label: t("Họ và tên trên thẻ"), value: this.values.card_name, optional: true })}
      ${textField({
        name: "card_birth",
        label: t("Ngày sinh trên thẻ"),
        value: this.values.card_birth,
        mode: "numeric",
        optional: true,
        hint: t("Ví dụ 02/03/1948"),
        fault: this.faults.card_birth,
        width: "width-medium",
      })}
      ${tiles({
        name: "card_sex",
        legend: t("Giới tính trên thẻ"),
        value: this.values.card_sex,
        columns: 2,
        choices: [
          { value: "male", label: t("Nam") },
          { value: "female", label: t("Nữ") },
        ],
      })}
      ${this.#address()}
      <div role="status">${this.#doubts()} ${this.#oldNumber()}</div>
      <alike-people .name=${this.values.card_name} .year=${this.#year() ?? ""} .last4=${this.#last4()} .except=${this.person?.id ?? ""}></alike-people>`;
  }

  /** Cards of before July 2025 name the ward and province of before the merger. */
  #address() {
    const { card_address } = this.values;
    if (!this.person || !card_address) return nothing;
    return html`<p>${t("Địa chỉ in trên thẻ: {address}", { address: card_address })}</p>
      ${card_address === this.person.old_address
        ? nothing
        : tick({ name: "keep_address", label: t("Ghi làm địa chỉ cũ (trước sáp nhập)"), checked: this.values.keep_address })}`;
  }

  #oldNumber() {
    if (tidyNumber(this.values.card_old_number).length !== 9) return nothing;
    return banner("info", t("Giấy tờ ghi số CMND cũ vẫn dùng được khi có xác nhận hai số là một người (thủ tục 1.012566, Công an phường)."));
  }

  #year() {
    return readDate(this.values.card_birth ?? "")?.slice(0, 4);
  }

  #last4() {
    const number = tidyNumber(this.values.identity_number);
    return number.length === 12 ? number.slice(-4) : "";
  }

  #scan() {
    return html`<button class="button button-quiet" type="button" @click=${() => (this.scanning = true)}>
        ${icon("scan")} ${t("Quét mã QR trên thẻ")}
      </button>
      ${this.scanning
        ? html`<qr-scanner .hint=${t("Đưa mã QR của thẻ vào khung vàng")} @scan=${this.#scanned} @leave=${this.#left}></qr-scanner>`
        : nothing}`;
  }

  #doubts() {
    const words = this.#doubtWords();
    return words.length > 0
      ? banner("warn", html`${words.map((line) => html`${line}<br />`)}${t("Hãy xem lại thẻ. Vẫn lưu được nếu thẻ ghi đúng như vậy.")}`)
      : nothing;
  }

  #doubtWords() {
    const identity_number = tidyNumber(this.values.identity_number);
    const onCard = Number(this.#year()) || null;
    const { birth_year: ours, sex } = { birth_year: null, sex: null, ...this.person };
    const doubts = doubtsOf({ identity_number, birth_year: onCard ?? ours, sex: this.values.card_sex || sex });
    const words = doubts.map((code) => t(DOUBTS[code]));
    return onCard && ours && onCard !== ours ? [...words, t("Sổ của phường ghi năm sinh {year}.", { year: ours })] : words;
  }

  /** @param {import("../core/qr-scanner.js").ScanEvent} event */
  #scanned = (event) => {
    event.stopPropagation();
    const card = readCard(event.detail.text, today());
    if (!card) return event.detail.refuse(t("Đây không phải mã QR của thẻ căn cước. Hãy quét lại hoặc gõ bằng tay."));
    this.scanning = false;
    this.notice = t("Đã đọc thẻ. Hãy so lại với thẻ trước khi lưu.");
    this.dispatchEvent(new CustomEvent("card", { detail: card, bubbles: true }));
  };

  /** Whoever would rather type is in the box at once. @param {CustomEvent<string>} event */
  #left = (event) => {
    event.stopPropagation();
    if (!this.scanning) return;
    this.scanning = false;
    this.notice = event.detail;
    /** @type {HTMLElement | null} */ (this.querySelector("#identity_number"))?.focus();
  };
}

customElements.define("identity-form", IdentityForm);
