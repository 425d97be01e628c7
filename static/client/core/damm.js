/** The Damm check digit: finds every single wrong digit and every swap of two neighbours. */

const TABLE = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

/** @param {string} digits anything but digits is passed over */
export function damm(digits) {
  return [...digits.replace(/\D/g, "")].reduce((interim, digit) => TABLE[Number(interim)][Number(digit)], "0");
}

/** @param {string} digits with their check digit at the end */
export const isDamm = (digits) => /\d/.test(digits) && damm(digits) === "0";
