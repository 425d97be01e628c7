/** One side's signature on a screen of the post, kept in its draft as soon as the finger is lifted. */
import { html, nothing } from "../../vendor/lit.js";
import "../core/signature-field.js";

/**
 * @typedef {object} Signer
 * @property {string} [fault]
 * @property {string} [signer] as far as the fields beside it say; another one begins with an empty pad
 * @property {string} [who] their name, when the label does not say it
 * @property {string} [ways] the question with the other ways to confirm
 */

/** @type {Required<Omit<Signer, "signer">> & Signer} */
const PLAIN = { fault: "", who: "", ways: "" };

/**
 * @param {import("../core/drafts.js").Draft} draft
 * @param {string} name of the side in the draft
 * @param {string} label
 * @param {Signer} [side]
 */
export function sideSignature(draft, name, label, side) {
  const { fault, signer, who, ways } = { ...PLAIN, ...side };
  const take = (/** @type {CustomEvent} */ event) => draft.set({ [name]: event.detail });
  return html`<div id=${name} class=${fault ? "field-wrong" : ""}>
    ${fault ? html`<p class="field-error">${fault}</p>` : nothing}
    <signature-field .label=${label} .name=${who} .ways=${ways} .signer=${signer} .file=${draft.values[name] ?? null} @signed=${take}></signature-field>
  </div>`;
}
