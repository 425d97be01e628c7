/**
 * <result-scan>: the code on a result, scanned or typed, before it is given away. Fires `named` with the dossier when
 * it is one of `wanted`; anything else is said in red with the other sound: whose it is, or that nobody knows it.
 */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner } from "../citizens/fields.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import "../core/qr-scanner.js";
import { soundGood, soundWrong } from "../core/sounds.js";
import { t } from "../core/texts.js";
import { results } from "./queries.js";
import { dossiersNamed } from "./result-code.js";

/** @typedef {import("../core/types.js").Row} Row */

export class ResultScan extends LitElement {
  static properties = { wanted: { attribute: false }, scanning: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** The ids of what may be given away here. @type {string[]} */
    this.wanted = [];
    this.scanning = false;
    this.problem = "";
    /** @type {Live<Row[]>} */
    this.known = new Live(this, results, []);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<form class="field" novalidate @submit=${this.#typed}>
        <label for="result-code">${t("Mã trên kết quả hoặc giấy hẹn")}</label>
        <div class="with-button">
          <input class="input" id="result-code" autocomplete="off" autocapitalize="characters" />
          <button class="button">${t("Kiểm tra mã")}</button>
        </div>
        <div class="button-row">
          <button class="button button-quiet" type="button" @click=${() => (this.scanning = true)}>${icon("scan")} ${t("Quét mã kết quả")}</button>
        </div>
      </form>
      ${this.scanning
        ? html`<qr-scanner .hint=${t("Đưa mã trên kết quả hoặc giấy hẹn vào khung vàng")} @scan=${this.#scanned} @leave=${this.#left}></qr-scanner>`
        : nothing}
      <div role="alert">${this.problem ? banner("bad", this.problem) : nothing}</div>`;
  }

  /** @param {Event} event */
  #typed = (event) => {
    event.preventDefault();
    const box = /** @type {HTMLInputElement} */ (this.querySelector("#result-code"));
    this.problem = this.#take(box.value);
    if (this.problem) return soundWrong();
    soundGood();
    box.value = "";
  };

  /** @param {import("../core/qr-scanner.js").ScanEvent} event */
  #scanned = ({ detail }) => {
    const wrong = this.#take(detail.text);
    if (wrong) detail.refuse(wrong);
    else this.problem = "";
  };

  /** @param {string} code @returns {string} why it is not wanted; empty when it is */
  #take(code) {
    const [dossier, another] = dossiersNamed(code, this.known.value);
    if (another) return t("Có hơn một kết quả mang số này. Hãy quét mã trên giấy hẹn.");
    if (!dossier) return t("Không có kết quả nào trên máy mang mã này. Hãy xem lại phong bì.");
    if (!this.wanted.includes(dossier.id)) return t("Mã này của {name}: {what}. Đừng trao ở đây.", { name: dossier.roles.owner.name, what: dossier.procedure_name });
    this.dispatchEvent(new CustomEvent("named", { detail: dossier, bubbles: true }));
    return "";
  }

  /** @param {CustomEvent<string>} event */
  #left = ({ detail }) => {
    this.scanning = false;
    this.problem = detail;
  };
}

customElements.define("result-scan", ResultScan);
