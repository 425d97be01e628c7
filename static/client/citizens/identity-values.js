/** An identity card between form and command: the fields of a draft, what is wrong with them, what is reported. Pure. */
import { today } from "../core/clock.js";
import { t } from "../core/texts.js";
import { readDate, tidyNumber } from "./card.js";

/** @typedef {import("./card.js").Card} Card */
/** @typedef {Record<string, string>} Faults */

/** How the fields of the form are called in a draft. */
export const EMPTY_IDENTITY = {
  identity_number: "", card_name: "", card_birth: "", card_sex: "", card_old_number: "", card_source: "typed",
  /** As printed, most often of before the merger; goes on only where the officer ticks it. */
  card_address: "", keep_address: false,
};

/** @param {Card} card */
export const fromCard = (card) => ({
  identity_number: card.identity_number,
  card_name: card.full_name,
  card_birth: card.birth_date.split("-").reverse().join("/"),
  card_sex: card.sex ?? "",
  card_old_number: card.old_identity_number ?? "",
  card_source: "qr",
  card_address: card.address,
  keep_address: false,
});

/**
 * @param {Record<string, any>} values
 * @param {string} [day] today
 * @returns {Faults}
 */
export function identityFaults(values, day = today()) {
  const old = tidyNumber(values.card_old_number);
  return {
    identity_number: numberFault(tidyNumber(values.identity_number), old),
    card_old_number: !values.card_old_number.trim() || /^(\d{9}|\d{12})$/.test(old) ? "" : t("Số CMND cũ gồm 9 chữ số."),
    card_birth: birthFault(values.card_birth, day),
  };
}

/** Somebody who never had the new card still has the old number. @param {string} number @param {string} old */
function numberFault(number, old) {
  if (number.length === 12 || (number === "" && old.length === 9)) return "";
  return number.length === 9 ? t("Đây là số CMND cũ: hãy ghi ở ô Số CMND cũ.") : t("Số căn cước gồm đúng 12 chữ số.");
}

/** @param {string} text @param {string} day */
function birthFault(text, day) {
  if (!text.trim()) return "";
  const birth = readDate(text);
  if (birth === null) return t("Ngày sinh viết như 02/03/1948.");
  return birth > day ? t("Ngày sinh ở tương lai, hãy xem lại thẻ.") : "";
}

/**
 * What the command takes out of the fields.
 * @param {Record<string, any>} values
 * @returns {import("./commands.js").Seen}
 */
export const seenCard = (values) => ({
  identity_number: tidyNumber(values.identity_number) || null,
  full_name_on_card: values.card_name.trim() || null,
  birth_date: readDate(values.card_birth),
  sex: values.card_sex || null,
  old_identity_number: tidyNumber(values.card_old_number) || null,
  source: values.card_source === "qr" ? "qr" : "typed",
});

/** The last four digits of what was shown. @param {import("./commands.js").Seen} seen */
export const last4Of = (seen) => (seen.identity_number ?? seen.old_identity_number ?? "").slice(-4);

/**
 * The card's address as the address before the merger, where the officer said so.
 * @param {Record<string, any>} values
 * @param {Record<string, any>} citizen
 * @returns {Record<string, {from: string, to: string}> | null}
 */
export function addressFix(values, { old_address = "" }) {
  const to = values.card_address.trim();
  return values.keep_address && to && to !== old_address ? { old_address: { from: old_address, to } } : null;
}
