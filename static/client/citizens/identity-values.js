/** An identity card between form and command: the fields of a draft, what is wrong with them, what is reported. Pure. */
import { t } from "../core/texts.js";
import { readDate, tidyNumber } from "./card.js";

/** @typedef {import("./card.js").Card} Card */
/** @typedef {Record<string, string>} Faults */

/** How the fields of the form are called in a draft. */
export const EMPTY_IDENTITY = { identity_number: "", card_name: "", card_birth: "", card_sex: "", card_old_number: "", card_source: "typed" };

/** @param {Card} card */
export const fromCard = (card) => ({
  identity_number: card.identity_number,
  card_name: card.full_name,
  card_birth: card.birth_date.split("-").reverse().join("/"),
  card_sex: card.sex ?? "",
  card_old_number: card.old_identity_number ?? "",
  card_source: "qr",
});

/**
 * @param {Record<string, any>} values
 * @returns {Faults}
 */
export function identityFaults(values) {
  const isDate = !values.card_birth || readDate(values.card_birth) !== null;
  return {
    identity_number: /^\d{12}$/.test(tidyNumber(values.identity_number)) ? "" : t("Số căn cước gồm đúng 12 chữ số."),
    card_birth: isDate ? "" : t("Ngày sinh viết như 02/03/1948."),
  };
}

/**
 * What the command takes out of the fields.
 * @param {Record<string, any>} values
 * @returns {import("./commands.js").Seen}
 */
export const seenCard = (values) => ({
  identity_number: tidyNumber(values.identity_number),
  full_name_on_card: values.card_name.trim() || null,
  birth_date: readDate(values.card_birth),
  sex: values.card_sex || null,
  old_identity_number: values.card_old_number || null,
  source: values.card_source === "qr" ? "qr" : "typed",
});
