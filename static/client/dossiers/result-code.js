/** Which results a scanned or typed code may mean: the receipt's number or its whole QR code, the result's own, the official one. Pure. */

/** @typedef {import("../core/types.js").Row} Row */

/** People type without hyphens, and print adds blanks. @param {string} code */
const tidy = (code) => code.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");

/** A home receipt's QR code carries the number among other things. @param {string} text */
const numberIn = (text) => /^TN1\|([^|]+)\|/.exec(text.trim())?.[1] ?? text;

/** A number in a book says where its parts end: 1/12 is not 11/2. @param {string} code */
const squeezed = (code) => code.toUpperCase().replace(/\s/gu, "");

/** @param {Row} dossier @returns {string[]} */
const codesOf = ({ id, receipt, official_code }) => [receipt?.number, official_code, id].filter(Boolean).map(tidy);

/** Books of births and of deaths both have a number 12: a result's own code may mean several. @param {string} text @param {Row[]} dossiers */
export function dossiersNamed(text, dossiers) {
  const [wanted, own] = [tidy(numberIn(text)), squeezed(text)];
  if (!wanted) return [];
  return dossiers.filter((dossier) => codesOf(dossier).includes(wanted) || (dossier.result?.code && squeezed(dossier.result.code) === own));
}
