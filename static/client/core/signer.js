/** A signature is one person's: as soon as the screen names another, what was signed before is wiped. */

/** Who signs, as far as these fields say. @param {Record<string, any>} values @param {string[]} names */
export const signerOf = (values, names) => names.map((name) => String(values[name]).trim()).join("\n");

/**
 * For `@input` and `@change` of a form: keeps the field that changed, and wipes these files when it names another signer.
 * @param {import("./drafts.js").Draft} draft
 * @param {string[]} names of the fields that say who signs
 * @param {string[]} files
 */
export const unsigning = (draft, names, files) => (/** @type {Event} */ event) => {
  const before = signerOf(draft.values, names);
  draft.input(event);
  if (signerOf(draft.values, names) !== before) draft.set(Object.fromEntries(files.map((name) => [name, null])));
};
