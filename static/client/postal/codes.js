/**
 * Numbers that the post prints on its slips; the same check as app/postal/codes.py. Any number is taken: thirteen
 * characters shaped like the postal union's S10 can be checked, and a doubtful one is a warning, never a refusal.
 */

const S10 = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/;
const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];
const RESERVED = "JKSTW";

/** @typedef {"postal-code-check-digit" | "postal-code-reserved"} Warning */

/** As scanned: capitals, without the spaces and dots that print adds. @param {string} code */
export const tidyCode = (code) => code.replace(/[\s.]+/g, "").toUpperCase();

/** @param {string} code */
export const isPrintable = (code) => /^[A-Z0-9-]{1,30}$/.test(tidyCode(code));

/** @param {string} serial eight digits */
export function checkDigit(serial) {
  const sum = [...serial].reduce((total, digit, n) => total + Number(digit) * WEIGHTS[n], 0);
  const rest = 11 - (sum % 11);
  return rest === 10 ? "0" : rest === 11 ? "5" : String(rest);
}

/** @param {string | null} code @returns {Warning[]} */
export function warningsOf(code) {
  const tidied = tidyCode(code ?? "");
  const parts = S10.exec(tidied);
  if (!parts) return [];
  /** @type {Warning[]} */
  const warnings = checkDigit(parts[1]) === parts[2] ? [] : ["postal-code-check-digit"];
  return RESERVED.includes(tidied[0]) ? [...warnings, "postal-code-reserved"] : warnings;
}
