/** Papers that were photographed for an earlier dossier, or were its result, and may be used again. Pure. */
import { showDate } from "../core/clock.js";
import { fold } from "../core/search.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {{on: string, number: string, files: string[]}} Scan a paper photographed for an earlier dossier, or made by it */

const DONE = 9;

/**
 * The newest whole scan of each paper, by its name without marks. Only bytes that the centre has: a page that never
 * arrives proves nothing.
 * @param {Row[]} dossiers of one person
 * @returns {Map<string, Scan>}
 */
export function scansIn(dossiers) {
  const found = dossiers.flatMap((dossier) => [...dossier.components.map((/** @type {any} */ line) => scanOf(dossier, line)), resultOf(dossier)]);
  const byAge = found.filter((one) => one !== null).sort(([, a], [, b]) => a.on.localeCompare(b.on));
  return new Map(byAge);
}

/** @param {Row} dossier @param {any} line */
const scanOf = (dossier, { key, name }) =>
  scan(dossier, name, dossier.history[0].at, ({ component_key }) => component_key === key);

/** What the office gave out is a paper of that person too; of several papers nobody could say which page is whose. @param {Row} dossier */
function resultOf(dossier) {
  const { result, history } = dossier;
  if (result?.papers.length !== 1) return null;
  const made = history.findLast((/** @type {any} */ { status }) => status === DONE) ?? history[0];
  return scan(dossier, result.papers[0].name, made.at, ({ role }) => role === "result");
}

/** @param {Row} dossier @param {string} name @param {string} on @param {(file: any) => boolean} isIts @returns {[string, Scan] | null} */
function scan({ files, receipt }, name, on, isIts) {
  const pages = files.filter(isIts);
  if (pages.length === 0 || pages.some((/** @type {any} */ file) => file.state !== "stored")) return null;
  return [fold(name), { on, number: receipt?.number ?? "", files: pages.map((/** @type {any} */ file) => file.sha256) }];
}

/** What the paper's line says when the old scan is used; written down in Vietnamese. @param {Scan} scan */
export const reused = ({ on, number, files }) => ({
  state: "reused",
  note: [`Dùng bản quét ngày ${showDate(on)}`, number && `giấy hẹn ${number}`].filter(Boolean).join(", "),
  files,
});

/** Pages of an earlier dossier, where that scan is used again. @param {any} found @returns {string[]} */
export const reusedFiles = ({ state, files = [] }) => (state === "reused" ? files : []);
