/** The papers of a dossier and their pages: counted, put in their place. Pure. */
import { t } from "../core/texts.js";
import { wholeIn } from "../core/whole.js";

/** @typedef {import("./draft.js").Photo} Photo */

/**
 * A new page at the end, or in the place of the one that is taken anew; the same picture twice is one page.
 * @param {Photo[]} pages
 * @param {Photo} page
 * @param {string} [instead] the hash of the page that goes
 * @returns {Photo[]} the same list when nothing has changed
 */
export function withPage(pages, page, instead = "") {
  if (pages.some(({ sha256 }) => sha256 === page.sha256)) return pages;
  const isReplaced = pages.some(({ sha256 }) => sha256 === instead);
  return isReplaced ? pages.map((one) => (one.sha256 === instead ? page : one)) : [...pages, page];
}

/**
 * How many of the papers that were handed in have at least one page.
 * @param {{key: string, kind?: string}[]} lines
 * @param {Record<string, {state?: string}>} papers what was ticked
 * @param {Photo[]} photos
 */
export function photographed(lines, papers, photos) {
  const withPages = new Set(photos.map(({ component_key }) => component_key));
  const state = (/** @type {string} */ key) => papers[key]?.state;
  const wanted = lines.filter(({ key, kind }) => withPages.has(key) || state(key) === "received" || (kind === "hand_in" && !state(key)));
  return { done: wanted.filter(({ key }) => withPages.has(key)).length, all: wanted.length };
}

/**
 * How many of each paper were received: said by the field when it is no count.
 * @param {Record<string, {state?: string, count?: string}>} papers
 * @returns {Record<string, string>}
 */
export function countFaults(papers) {
  const wrong = Object.entries(papers).filter(([, { state, count }]) => state === "received" && wholeIn(count ?? "1") === null);
  return Object.fromEntries(wrong.map(([key]) => [`count:${key}`, t("Số bản là số từ 1 đến 999.")]));
}
