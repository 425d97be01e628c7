/** <original-return>: an original that the officer kept goes back into the family's hands, before or without a result. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { textField } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { once } from "../core/once.js";
import { t } from "../core/texts.js";
import { transferCustody } from "./commands.js";
import { endDraft } from "./draft.js";
import { returnOf } from "./originals.js";
import { whenSigned } from "./signature-field.js";

const EMPTY = { open: false, taker: "", /** @type {import("../core/types.js").FileRef | null} */ taker_file: null };

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
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { values, ready } = this.draft;
    if (!ready) return nothing;
    if (!values.open)
      return html`<button class="button button-quiet" type="button" @click=${() => this.draft.set({ open: true })}>${t("Trả lại cho người dân")}</button>`;
    return html`<form novalidate @input=${this.draft.input} @submit=${this.#save}>
      ${textField({ name: "taker", label: t("Người nhận lại"), value: values.taker || this.citizen.full_name })}
      ${this.fault ? html`<p class="field-error" role="alert">${this.fault}</p>` : nothing}
      <signature-field .label=${t("Người nhận ký")} .file=${values.taker_file} @signed=${(/** @type {CustomEvent} */ event) => this.draft.set({ taker_file: event.detail })}></signature-field>
      <div class="button-row">
        <button class="button button-quiet" type="button" @click=${() => endDraft(this.draft)}>${t("Chưa trả")}</button>
        <button class="button">${t("Đã trả, lưu")}</button>
      </div>
    </form>`;
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    await whenSigned(this);
    const { taker, taker_file } = this.draft.values;
    this.fault = taker_file ? "" : t("Người nhận chưa ký.");
    if (this.fault) return;
    const transfer = returnOf(this.paper, this.citizen, taker.trim() || this.citizen.full_name);
    await transferCustody(transfer, [taker_file], this.draft.key);
    this.dispatchEvent(new CustomEvent("given", { bubbles: true }));
  });
}

customElements.define("original-return", OriginalReturn);
