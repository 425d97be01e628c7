/**
 * What an identity card's QR code and its number say. The 2021 card has seven fields between bars: number, old
 * number, name, birth date, sex, address, date of issue. What may come after these (the 2024 card) and the date of
 * issue are not read out; nothing is kept here.
 */

/** @typedef {"sex_mismatch" | "birth_year_mismatch" | "unknown_province_code"} Doubt */
/** @typedef {{identity_number: string, old_identity_number: string | null, full_name: string, birth_date: string, sex: "male" | "female" | null, address: string}} Card */

const SEXES = new Map([["nam", "male"], ["nữ", "female"], ["nu", "female"]]);

/** The 63 provinces in which a birth could be registered; the numbers outlived the merger of 2025. */
const PROVINCES = new Set(
  ("001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 " +
    "045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 " +
    "092 093 094 095 096").split(" "),
);

/**
 * @param {string} text as the scanner gave it
 * @param {string} today `YYYY-MM-DD`
 * @returns {Card | null} null when it is no identity card
 */
export function readCard(text, today) {
  const { identity_number, old_identity_number, full_name, born, sex, address } = fieldsOf(text);
  const birth_date = readDate(born);
  if (!/^\d{12}$/.test(identity_number) || !full_name || !birth_date || birth_date > today) return null;
  return { identity_number, old_identity_number, full_name, birth_date, sex: sexOf(sex), address };
}

/** Some readers leave the old number out altogether: then the name stands second. @param {string} text */
function fieldsOf(text) {
  const fields = text.replace(/[\uFEFF\r\n]/g, "").normalize("NFC").split("|").map((field) => field.trim());
  const [identity_number, second = ""] = fields;
  const hasOldNumber = second === "" || /^(\d{9}|\d{12})$/.test(second);
  const [full_name, born, sex, address] = [...fields.slice(hasOldNumber ? 2 : 1), "", "", "", ""];
  return { identity_number, old_identity_number: hasOldNumber ? second || null : null, full_name, born, sex, address };
}

/** @param {string} word @returns {"male" | "female" | null} */
const sexOf = (word) => /** @type {any} */ (SEXES.get(word.toLowerCase()) ?? null);

/**
 * A date as people and cards write it: 02031948, 02/03/1948, 2-3-1948.
 * @param {string} text
 * @returns {string | null} `1948-03-02`, or null when there is no such day
 */
export function readDate(text) {
  const parts = /^(\d{2})(\d{2})(\d{4})$/.exec(text.trim()) ?? /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text.trim());
  if (!parts) return null;
  const day = `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}`;
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day) ? day : null;
}

/**
 * Takes a number apart: three digits of the province, one of century and sex, two of the year.
 * @param {string} number
 * @returns {{province: string, sex: "male" | "female", birth_year: number} | null}
 */
export function readNumber(number) {
  if (!/^\d{12}$/.test(number)) return null;
  const century = Number(number[3]);
  return {
    province: number.slice(0, 3),
    sex: century % 2 === 1 ? "female" : "male",
    birth_year: 1900 + 100 * Math.floor(century / 2) + Number(number.slice(4, 6)),
  };
}

/**
 * A number has no check digit: what can be compared is compared, and a person looks. Never a refusal.
 * @param {{identity_number: string, birth_year?: number | null, sex?: string | null}} card
 * @returns {Doubt[]}
 */
export function doubtsOf({ identity_number, birth_year, sex }) {
  const parts = readNumber(identity_number);
  if (!parts) return [];
  /** @type {Doubt[]} */
  const doubts = [];
  if (sex && sex !== parts.sex) doubts.push("sex_mismatch");
  if (birth_year && birth_year !== parts.birth_year) doubts.push("birth_year_mismatch");
  if (!PROVINCES.has(parts.province)) doubts.push("unknown_province_code");
  return doubts;
}

/** Twelve digits out of what was typed or dictated: spaces, dots and dashes are passed over. @param {string} text */
export const tidyNumber = (text) => text.replace(/\D/g, "");

/** Groups of three are easier to read aloud. @param {string} number */
export const showNumber = (number) => number.replace(/(\d{3})(?=\d)/g, "$1 ");
