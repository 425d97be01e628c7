/**
 * <awaited-papers>: originals that a colleague's dead phone cannot hand on. Whoever stands in takes each into the
 * hands, counts it, looks at it, both sign: only then has it changed hands.
 */
import { LitElement, html, nothing, repeat } from "../../vendor/lit.js";
import { banner, textField } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { whenSigned } from "../core/signature-field.js";
import { t } from "../core/texts.js";
import { saved } from "../core/words.js";
import { transferCustody } from "./commands.js";
import { endDraft } from "./draft.js";
import { fetchOf, takingFault } from "./originals.js";
import { awaitedPapers } from "./queries.js";

/** @typedef {import("../core/types.js").Row} Row */

/** @typedef {import("../core/types.js").FileRef | null} File */
const EMPTY = { count: "", condition: "", giver: "", giver_file: /** @type {File} */ (null), taker_file: /** @type {File} */ (null) };

export class AwaitedPapers extends LitElement {
  static properties = { notice: { state: true } };

  constructor() {
    super();
    this.notice = "";
    /** @type {Live<Row[]>} */
    this.papers = new Live(this, () => awaitedPapers(), []);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { value } = this.papers;
    return html`<p class="saved-line" role="status">${this.notice}</p>
      ${value.length > 0 ? banner("info", t("Cầm tận tay, đếm và xem từng tờ trước mặt người giao, rồi hai bên ký.")) : nothing}
      ${repeat(value, ({ id }) => id, (paper) => html`<awaited-paper .paper=${paper} @taken=${() => (this.notice = saved())}></awaited-paper>`)}
      ${value.length === 0 ? html`<div class="empty">${icon("tick")}<p class="empty-title">${t("Không còn giấy tờ nào phải nhận lại")}</p></div>` : nothing}`;
  }
}

export class AwaitedPaper extends LitElement {
  static properties = { paper: { attribute: false }, fault: { state: true } };

  constructor() {
    super();
    /** @type {any} */
    this.paper = null;
    this.fault = "";
    this.draft = new Draft(this, () => `awaited/${this.paper.id}`, EMPTY, () => t("Nhận lại bản chính: {name}", { name: this.paper.name }));
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { values, ready } = this.draft;
    if (!ready) return nothing;
    const { name, count, condition, holder } = this.paper;
    const id = this.paper.id;
    return html`<form class="card" novalidate @input=${this.draft.input} @submit=${this.#save}>
      <h2>${name}</h2>
      <p>${t("Đang ở {name}, ghi là {n} bản.", { name: holder.name, n: count })}</p>
      ${textField({ name: "count", label: t("Số bản nhận tận tay"), value: values.count || count, mode: "numeric", width: "width-short" })}
      ${textField({ name: "condition", label: t("Tình trạng"), value: values.condition || condition, optional: true })}
      ${textField({ name: "giver", label: t("Ai giao"), value: values.giver || holder.name })}
      <signature-field .label=${t("Người giao ký")} .file=${values.giver_file} @signed=${this.#signed("giver_file")}></signature-field>
      <signature-field .label=${t("Người nhận ký")} .file=${values.taker_file} @signed=${this.#signed("taker_file")}></signature-field>
      ${this.fault ? html`<p class="field-error" role="alert">${this.fault}</p>` : nothing}
      <div class="button-row">
        <button class="button button-primary" data-paper=${id}>${t("Đã nhận giấy này, lưu")}</button>
        <button class="button button-quiet" type="button" @click=${() => endDraft(this.draft)}>${t("Xoá phần đang ghi")}</button>
      </div>
    </form>`;
  }

  /** @param {"giver_file" | "taker_file"} side */
  #signed = (side) => (/** @type {CustomEvent} */ event) => this.draft.set({ [side]: event.detail });

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    await whenSigned(this);
    const { giver_file, taker_file } = this.draft.values;
    this.fault = takingFault(this.draft.values);
    if (this.fault || !giver_file || !taker_file) return;
    await transferCustody(fetchOf(this.paper, this.draft.values), [giver_file, taker_file], this.draft.key);
    this.dispatchEvent(new CustomEvent("taken", { bubbles: true }));
  });
}

customElements.define("awaited-papers", AwaitedPapers);
customElements.define("awaited-paper", AwaitedPaper);
