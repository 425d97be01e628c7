/** <original-return>: an original that the officer kept goes back into the family's hands, before or without a result. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { textField } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { once } from "../core/once.js";
import { person } from "../core/session.js";
import { whenSigned } from "../core/signature-field.js";
import { unsigning } from "../core/signer.js";
import { t } from "../core/texts.js";
import { transferCustody } from "./commands.js";
import { endDraft } from "./draft.js";
import { returnOf, takingFault } from "./originals.js";

/** @typedef {import("../core/types.js").FileRef | null} File */
const EMPTY = { open: false, count: "", condition: "", taker: "", giver_file: /** @type {File} */ (null), taker_file: /** @type {File} */ (null) };

export class OriginalReturn extends LitElement {
  static properties = { paper: { attribute: false }, citizen: { attribute: false }, fault: { state: true } };

  constructor() {
    super();
    /** @type {any} */
    this.paper = null;
    /** @type {any} */
    this.citizen = null;
    this.fault = "";
    this.draft = new Draft(this, () => `return/${this.paper.id}`, EMPTY, () => t("Trả bản chính: {name}", { name: this.paper.name }));
    this.input = unsigning(this.draft, ["taker"], ["taker_file"]);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { values, ready } = this.draft;
    if (!ready) return nothing;
    if (!values.open)
      return html`<button class="button button-quiet" type="button" @click=${() => this.draft.set({ open: true })}>${t("Trả lại cho người dân")}</button>`;
    return html`<form novalidate @input=${this.input} @submit=${this.#save}>
      ${textField({ name: "count", label: t("Mấy bản?"), value: values.count || this.paper.count, mode: "numeric", width: "width-short" })}
      ${textField({ name: "condition", label: t("Tình trạng"), value: values.condition || this.paper.condition })}
      ${textField({ name: "taker", label: t("Người nhận lại"), value: values.taker || this.citizen.full_name })}
      ${this.fault ? html`<p class="field-error" role="alert">${this.fault}</p>` : nothing}
      ${this.#pad("giver_file", t("Cán bộ giao ký: {name}", { name: person().name }))} ${this.#pad("taker_file", t("Người nhận ký"), values.taker || this.citizen.full_name)}
      <div class="button-row">
        <button class="button button-quiet" type="button" @click=${() => endDraft(this.draft)}>${t("Chưa trả")}</button>
        <button class="button">${t("Đã trả, lưu")}</button>
      </div>
    </form>`;
  }

  /** @param {"giver_file" | "taker_file"} side @param {string} label @param {string} [signer] when the label does not name them */
  #pad(side, label, signer = "") {
    return html`<signature-field .label=${label} .name=${signer} .signer=${signer} .file=${this.draft.values[side]} @signed=${(/** @type {CustomEvent} */ event) => this.draft.set({ [side]: event.detail })}></signature-field>`;
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    await whenSigned(this);
    const { giver_file, taker_file } = this.draft.values;
    this.fault = takingFault(this.draft.values);
    if (this.fault || !giver_file || !taker_file) return;
    await transferCustody(returnOf(this.paper, this.citizen, this.draft.values), [giver_file, taker_file], this.draft.key);
    this.dispatchEvent(new CustomEvent("given", { bubbles: true }));
  });
}

customElements.define("original-return", OriginalReturn);
