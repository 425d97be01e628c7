/** Vietnamese telephone numbers: taken in any shape, kept as E.164, shown as 0912 345 678. */

/**
 * Mobile numbers have ten digits, those of houses eleven; the 01 numbers of eleven digits ended in 2018.
 * @param {string} text
 * @returns {string | null} `+84912345678`, or null when it is no number of ours
 */
export function e164(text) {
  const digits = text.replace(/[^\d+]/g, "").replace(/^(\+|00)?84(?=\d{9,10}$)/, "0");
  return /^(0[35789]\d{8}|02\d{9})$/.test(digits) ? `+84${digits.slice(1)}` : null;
}

/** @param {string} text */
export function showPhone(text) {
  const number = e164(text);
  if (!number) return text;
  const local = `0${number.slice(3)}`;
  const middle = local.length - 3;
  return `${local.slice(0, 4)} ${local.slice(4, middle)} ${local.slice(middle)}`;
}

/** @param {string} text */
export const telLink = (text) => `tel:${e164(text) ?? text.replace(/[^\d+]/g, "")}`;
