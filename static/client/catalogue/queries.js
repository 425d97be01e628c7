/** Procedures and working days on the phone: what to ask for, how long it takes, what it costs. */
import { today, vnNow } from "../core/clock.js";
import { all, one } from "../core/rows.js";
import { fold } from "../core/search.js";
import { currentLanguage } from "../core/texts.js";
import { PLAIN, RULE_VERSION, countedFrom, dueAfter, dueDate } from "./rules.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {{key: string, kind: "hand_in" | "show" | "note", name: string, originals: number, copies: number}} Paper */
/** @typedef {{key: string, name: string, papers: Paper[]}} Case */
/** @typedef {{counted_from: string, due: string | null, rule_version: string}} Promised */

export const DIRECT = 1;

/** In everyday words, in the language of the screen. @param {any} procedure */
export const procedureTitle = ({ name, plain_name, plain_name_en }) => (currentLanguage() === "en" && plain_name_en) || plain_name || name;

/**
 * One version by its id, retired ones too: old dossiers point at them.
 * @param {string} id
 * @returns {Promise<Row | undefined>}
 */
export function findProcedureVersion(id) {
  return one("procedure", id);
}

/**
 * The version of this code in force on a day.
 * @param {string} code
 * @param {string} [day]
 * @returns {Promise<Row | undefined>}
 */
export async function findProcedure(code, day = today()) {
  const found = (await all("procedure")).filter((row) => row.code === code && isOffered(row, day));
  return found.sort((a, b) => b.version_no - a.version_no)[0];
}

/**
 * Offered procedures that hold every word, without marks; the everyday ones first.
 * @param {string} [wanted]
 * @param {string} [day]
 * @returns {Promise<Row[]>}
 */
export async function offeredProcedures(wanted = "", day = today()) {
  const words = fold(wanted).split(" ").filter(Boolean);
  const found = (await all("procedure")).filter((row) => isOffered(row, day) && holds(row, words));
  return found.sort((a, b) => rank(a, words) - rank(b, words) || a.plain_name.localeCompare(b.plain_name, "vi"));
}

/** @param {number} [count] @returns {Promise<Row[]>} */
export async function popularProcedures(count = 8) {
  const found = (await offeredProcedures()).filter((row) => row.popular !== null);
  return found.sort((a, b) => a.popular - b.popular).slice(0, count);
}

/**
 * The papers of the case that was picked: what everybody needs, then what only this case needs.
 * @param {Row} procedure
 * @param {string[]} [caseKeys]
 * @returns {Paper[]}
 */
export function papersFor(procedure, caseKeys = []) {
  const cases = /** @type {Case[]} */ (procedure.cases);
  return cases.filter((one) => one.name === "" || caseKeys.includes(one.key)).flatMap((one) => one.papers);
}

/** The cases to choose from; empty when there is nothing to ask. @param {Row} procedure @returns {Case[]} */
export function casesToPick(procedure) {
  return /** @type {Case[]} */ (procedure.cases).filter((one) => one.name !== "");
}

/**
 * Limit and fee of a channel; papers taken at home count as handed in directly.
 * @param {Row} procedure
 * @param {number} [channel]
 */
export function channelOf(procedure, channel = DIRECT) {
  const rows = /** @type {Array<Record<string, any>>} */ (procedure.channels);
  return rows.find((row) => row.channel === channel) ?? rows[0];
}

/** Whether the act is done and its result given while the officer is there. @param {Row} procedure */
export const isAtOnce = (procedure) => procedure.at_home === "settle" && channelOf(procedure)?.limit_unit === "same_day";

/**
 * Whether a value may be read out to a citizen as certain; a role that is not told the confidence says nothing for certain.
 * @param {Row} procedure
 * @param {string} value e.g. `fee_1`
 */
export function isConfirmed(procedure, value) {
  return ["confirmed", "assumed"].includes(procedure.confidence?.[value]);
}

/** Days that were declared off, worked, or worked by half. @returns {Promise<import("./rules.js").WorkDays>} */
export async function declaredDays() {
  const rows = await all("calendar_day");
  return new Map(rows.map((row) => [row.on, row.worked_half ?? row.is_working]));
}

/**
 * The two dates of a home receipt.
 * @param {Row} procedure
 * @param {string} [received] wall clock of Vietnam
 * @param {number} [channel]
 * @returns {Promise<Promised>}
 */
export async function promiseFor(procedure, received = vnNow(), channel = DIRECT) {
  const [declared, rules] = await Promise.all([declaredDays(), wardRules()]);
  const limit = limitOf(procedure, channel);
  return {
    counted_from: countedFrom(limit, received, declared, rules),
    due: dueDate(limit, received, declared, rules),
    rule_version: RULE_VERSION,
  };
}

/**
 * The dates after missing papers have come, by the rules that the dossier keeps.
 * @param {Row} procedure
 * @param {string} taken when the dossier was taken; wall clocks of Vietnam, all of them
 * @param {import("./rules.js").Gap[]} gaps the last one just complete
 * @param {import("./rules.js").Rules | null} kept
 * @returns {Promise<Promised>}
 */
export async function promiseAfter(procedure, taken, gaps, kept) {
  const declared = await declaredDays();
  const rules = kept ?? (await wardRules());
  const limit = limitOf(procedure, DIRECT);
  const complete = gaps.at(-1)?.complete ?? taken;
  return {
    counted_from: countedFrom(limit, complete, declared, rules),
    due: dueAfter(limit, taken, gaps, declared, rules),
    rule_version: RULE_VERSION,
  };
}

/** @param {Row} procedure @param {number} channel */
function limitOf(procedure, channel) {
  const row = channelOf(procedure, channel);
  return { limit_n: row?.limit_n ?? null, limit_unit: row?.limit_unit ?? "unknown" };
}

/** How the ward counts today; what it has not set is the plain rule. @returns {Promise<import("./rules.js").Rules>} */
async function wardRules() {
  const rows = await all("legal_value");
  return { ...PLAIN, ...Object.fromEntries(rows.map(({ key, value }) => [key, value])) };
}

/** @param {Row} row @param {string} day */
function isOffered(row, day) {
  return row.status === "offered" && row.valid_from <= day && (row.valid_to === null || row.valid_to >= day);
}

/** @param {Row} row @param {string[]} words */
function holds(row, words) {
  const text = fold([row.code, row.plain_name, row.plain_name_en, row.name, row.field].join(" "));
  return words.every((word) => text.includes(word));
}

/** @param {Row} row @param {string[]} words */
function rank(row, words) {
  const title = fold(row.plain_name);
  const inTitle = words.length > 0 && words.every((word) => title.includes(word));
  return (inTitle ? 0 : 100) + (row.popular ?? 50);
}
