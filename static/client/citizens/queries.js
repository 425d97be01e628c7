/** Every question about citizens on this phone. */
import { commandOf } from "../core/preview.js";
import { all, one } from "../core/rows.js";
import { allCommands } from "../core/vault.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").Command} Command */

/** @param {string} id @returns {Promise<Row | undefined>} */
export const findCitizen = (id) => one("citizen", id);

/** @returns {Promise<Row[]>} */
export async function neighbourhoods() {
  return (await all("neighbourhood")).sort((a, b) => a.name.localeCompare(b.name, "vi", { numeric: true }));
}

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

/** House number and neighbourhood as one line, each named once. @param {Row} citizen @param {Row} [neighbourhood] */
export function addressOf({ address }, neighbourhood) {
  const name = neighbourhood?.name ?? "";
  return [address, address.endsWith(name) ? "" : name].filter(Boolean).join(", ");
}
