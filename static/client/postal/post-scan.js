/**
 * <post-scan>: one envelope after the other, by camera or typed. A wrong or doubled code is a red row with another
 * sound; the last one can be taken back. The list is a draft until a manifest is signed with its count.
 */
import { LitElement, html, nothing, repeat } from "../../vendor/lit.js";
import { banner } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import "../core/qr-scanner.js";
import { soundGood, soundWrong } from "../core/sounds.js";
import { t } from "../core/texts.js";
import { isPrintable, tidyCode, warningsOf } from "./codes.js";
import { SCAN_DRAFT, openManifests, scanned } from "./queries.js";
import { stateWords, warningWords } from "./words.js";

/** @typedef {import("./queries.js").Scanned} Scanned */
/** @typedef {import("../core/types.js").Row} Row */

export class PostScan extends LitElement {
  static properties = { camera: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.camera = false;
    this.problem = "";
    this.draft = new Draft(this, () => SCAN_DRAFT, { codes: [], typed: "" }, () => t("Danh sách quét"));
    /** @type {Live<{rows: Scanned[], manifests: Row[]}>} */
    this.known = new Live(this, () => this.#look(), { rows: [], manifests: [] });
  }

  createRenderRoot() {
    return this;
  }

  async #look() {
    return { rows: await scanned(this.draft.values.codes), manifests: await openManifests() };
  }

  /** The stored list comes after the first look. */
  willUpdate() {
    if (this.draft.ready && this.known.ready && this.known.value.rows.length !== this.draft.values.codes.length) this.known.again();
  }

  render() {
    if (!this.draft.ready) return nothing;
    const { rows } = this.known.value;
    const good = rows.filter(isGood).length;
    return html`${this.#ways()}
      <p class="lead" role="status"><strong>${t("Đã quét {n}", { n: good })}</strong>${rows.length > good ? t(", {n} dòng cần xem lại", { n: rows.length - good }) : nothing}</p>
      ${this.problem ? banner("bad", this.problem) : nothing} ${this.#manifests()}
      <ol class="task-list" reversed>
        ${repeat([...rows].reverse(), (_, n) => rows.length - n, scanLine)}
      </ol>
      <div class="action-bar">
        <button class="button button-quiet" type="button" ?disabled=${rows.length === 0} @click=${this.#undo}>${t("Bỏ dòng cuối")}</button>
        <button class="button button-primary" type="button" @click=${() => (this.camera = !this.camera)}>
          ${icon("scan")} ${this.camera ? t("Tắt máy ảnh") : t("Máy ảnh")}
        </button>
      </div>`;
  }

  #ways() {
    return html`${this.camera ? html`<qr-scanner inline .hint=${t("Đưa mã trên bưu gửi vào khung vàng")} @scan=${this.#seen} @leave=${this.#noCamera}></qr-scanner>` : nothing}
      <form class="field" novalidate @input=${this.draft.input} @submit=${this.#typed}>
        <label for="typed">${t("Số phiếu gửi")}</label>
        <div class="with-button">
          <input class="input" id="typed" name="typed" autocomplete="off" autocapitalize="characters" .value=${this.draft.values.typed} />
          <button class="button">${t("Thêm")}</button>
        </div>
      </form>`;
  }

  #manifests() {
    const { rows, manifests } = this.known.value;
    const counted = (/** @type {string} */ id) => rows.filter((row) => isGood(row) && row.item?.manifest_id === id).length;
    return manifests.map(
      ({ id, number, item_ids }) => html`<p>
        <a class="button button-quiet" href="#/manifests/${id}">${t("Ký nhận {number}: {n}/{total}", { number, n: counted(id), total: item_ids.length })}</a>
      </p>`,
    );
  }

  /** @param {CustomEvent<{text: string}>} event */
  #seen = (event) => void this.#take(event.detail.text);

  /** The box is free at once: a scanner types the next code while this one is looked up. @param {Event} event */
  #typed = async (event) => {
    event.preventDefault();
    const { typed } = this.draft.values;
    this.draft.set({ typed: "" });
    await this.#take(typed);
  };

  /** @param {string} text */
  async #take(text) {
    this.problem = isPrintable(text) ? "" : t("Đây không phải số phiếu gửi.");
    if (this.problem) return soundWrong();
    const codes = [...this.draft.values.codes, tidyCode(text)];
    this.draft.set({ codes });
    const last = (await scanned(codes)).at(-1);
    if (last && isGood(last)) soundGood();
    else soundWrong();
  }

  /** @param {CustomEvent<string>} event */
  #noCamera = (event) => {
    this.camera = false;
    this.problem = event.detail;
  };

  #undo = () => this.draft.set({ codes: this.draft.values.codes.slice(0, -1) });
}

/** @param {Scanned} row */
const isGood = ({ item, isRepeated }) => item !== undefined && !isRepeated;

/** @param {Scanned} row */
function scanLine(row) {
  const { code, item } = row;
  return html`<li class="task ${isGood(row) ? "" : "task-wrong"}">
    <div class="task-link">
      <strong>${code}</strong><br />
      ${item ? html`<a href="#/items/${item.id}">${item.to.name}</a>` : html`<small>${t("Hãy để riêng và hỏi trung tâm.")}</small>`}
      ${warningsOf(code).map((warning) => html`<br /><small>${warningWords(warning)}</small>`)}
    </div>
    <span class="task-state">${stateTag(row)}</span>
  </li>`;
}

/** @param {Scanned} row */
function stateTag({ item, isRepeated }) {
  if (isRepeated) return html`<span class="tag tag-bad">${t("Đã quét rồi")}</span>`;
  if (!item) return html`<span class="tag tag-bad">${t("Không có trong bảng kê")}</span>`;
  const { text, look } = stateWords(item.state);
  return html`<span class="tag tag-${look}">${text}</span>`;
}

customElements.define("post-scan", PostScan);
