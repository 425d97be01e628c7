/** Papers that were photographed for an earlier dossier and may be used again. Pure. */
import { showDate } from "../core/clock.js";
import { fold } from "../core/search.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {{on: string, number: string, files: string[]}} Scan a paper photographed for an earlier dossier */

/**
 * The newest whole scan of each paper, by its name without marks. Only bytes that the centre has: a page that never
 * arrives proves nothing.
 * @param {Row[]} dossiers of one person
 * @returns {Map<string, Scan>}
 */
export function scansIn(dossiers) {
  const byAge = [...dossiers].sort((a, b) => a.history[0].at.localeCompare(b.history[0].at));
  return new Map(byAge.flatMap((dossier) => dossier.components.map((/** @type {any} */ line) => scanOf(dossier, line)).filter(Boolean)));
}

/** @param {Row} dossier @param {any} line @returns {[string, Scan] | null} */
function scanOf(dossier, { key, name }) {
  const pages = dossier.files.filter((/** @type {any} */ file) => file.component_key === key);
  if (pages.length === 0 || pages.some((/** @type {any} */ file) => file.state !== "stored")) return null;
  return [fold(name), { on: dossier.history[0].at, number: dossier.receipt?.number ?? "", files: pages.map((/** @type {any} */ file) => file.sha256) }];
}

/** What the paper's line says when the old scan is used; written down in Vietnamese. @param {Scan} scan */
export const reused = ({ on, number, files }) => ({
  state: "reused",
  note: [`Dùng bản quét ngày ${showDate(on)}`, number && `giấy hẹn ${number}`].filter(Boolean).join(", "),
  files,
});

/** Pages of an earlier dossier, where that scan is used again. @param {any} found @returns {string[]} */
export const reusedFiles = ({ state, files = [] }) => (state === "reused" ? files : []);
