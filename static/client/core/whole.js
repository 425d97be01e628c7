/** Counts as people type them. */

const MOST = 999;

/**
 * @param {unknown} typed
 * @param {number} [least]
 * @returns {number | null} null when it is no whole number between these: a field says so, a report falls back
 */
export function wholeIn(typed, least = 1) {
  const text = String(typed ?? "").trim();
  const number = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  return number >= least && number <= MOST ? number : null;
}
