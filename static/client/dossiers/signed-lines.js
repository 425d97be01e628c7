/**
 * Which lines of what was signed a report changes, before the server has said so. The server compares with the
 * signed text itself (app/dossiers/models/shown.py); here the dossier before and after is compared. Pure.
 */
import { receiptLines, receiptText, toldOf } from "./receipt.js";

/** @param {any} dossier @returns {Map<string, string>} */
function lines(dossier) {
  const text = receiptText({ ward: undefined, dossier, officer: "", originals: [], told: toldOf(dossier) });
  return new Map(receiptLines(text).map(({ label, words }) => [label, words]));
}

/** @param {any} before @param {any} after the same dossier after one report */
export function noticed(before, after) {
  if (before.signatures.length === 0) return after;
  const [was, is] = [lines(before), lines(after)];
  const labels = [...new Set([...was.keys(), ...is.keys()])].filter((label) => was.get(label) !== is.get(label));
  const known = before.changed_after_signing ?? [];
  return { ...after, changed_after_signing: [...known, ...labels.filter((label) => !known.includes(label))] };
}
