/** Every question about citizens on this phone. */
import { commandOf } from "../core/preview.js";
import { all, one } from "../core/rows.js";
import { fold } from "../core/search.js";
import { allCommands } from "../core/vault.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").Command} Command */

/** @param {string} id @returns {Promise<Row | undefined>} */
export const findCitizen = (id) => one("citizen", id);

/** @returns {Promise<Row[]>} */
export async function neighbourhoods() {
  return (await all("neighbourhood")).sort((a, b) => a.name.localeCompare(b.name, "vi", { numeric: true }));
}

const MOST_ALIKE = 5;
const FACTS = ["citizens.record_identity", "citizens.place_pin"];

/**
 * The newest fact of this kind that this phone reported about the citizen: what a correction must name.
 * @param {string} citizenId
 * @param {"citizens.record_identity" | "citizens.place_pin"} type
 * @returns {Promise<Command | undefined>}
 */
export async function lastFact(citizenId, type) {
  const facts = (await reported(citizenId)).filter((command) => command.type === type);
  return facts.at(-1);
}

/**
 * What this phone has said about the citizen, oldest first, corrections included.
 * @param {string} citizenId
 * @returns {Promise<Command[]>}
 */
export async function reported(citizenId) {
  const commands = (await allCommands()).filter((row) => row.state !== "rejected").map(commandOf);
  const about = commands.filter((command) => command.entity?.id === citizenId || command.args.citizen_id === citizenId);
  return about.filter(({ type }) => FACTS.includes(type) || type.startsWith("citizens.correct"));
}

/**
 * People on this phone who may be this one: the same name without marks or the same last digits, and no other year
 * of birth. Those whose marks agree come first.
 * @param {{name: string, birth_year: number | null, last4: string, except?: string}} said
 * @returns {Promise<Row[]>}
 */
export async function alikePeople({ name, birth_year, last4, except = "" }) {
  const key = fold(name);
  const isAlike = (/** @type {Row} */ row) =>
    ((key !== "" && fold(row.full_name) === key) || (last4 !== "" && row.identity_last4 === last4)) && (!birth_year || row.birth_year === birth_year);
  const found = (await all("citizen")).filter((row) => row.id !== except && isAlike(row));
  const exact = (/** @type {Row} */ row) => Number(row.full_name.normalize("NFC") !== name.trim().normalize("NFC"));
  return found.sort((a, b) => exact(a) - exact(b)).slice(0, MOST_ALIKE);
}

/** House number and neighbourhood as one line, each named once. @param {Row} citizen @param {Row} [neighbourhood] */
export function addressOf({ address }, neighbourhood) {
  const name = neighbourhood?.name ?? "";
  return [address, address.endsWith(name) ? "" : name].filter(Boolean).join(", ");
}
