/** One side's signature on a screen of the post, kept in its draft as soon as the finger is lifted. */
import { html, nothing } from "../../vendor/lit.js";
import "../core/signature-field.js";

/**
 * @param {import("../core/drafts.js").Draft} draft
 * @param {string} name of the side in the draft
 * @param {string} label
 * @param {string} [fault]
 * @param {string} [signer] as far as the fields beside it say; another one begins with an empty pad
 */
export function sideSignature(draft, name, label, fault = "", signer = undefined) {
  const take = (/** @type {CustomEvent} */ event) => draft.set({ [name]: event.detail });
  return html`<div id=${name} class=${fault ? "field-wrong" : ""}>
    ${fault ? html`<p class="field-error">${fault}</p>` : nothing}
    <signature-field .label=${label} .signer=${signer} .file=${draft.values[name] ?? null} @signed=${take}></signature-field>
  </div>`;
}
