/** What an officer or leader can say about a citizen; mirrors app/citizens/commands.py. */
import { send } from "../core/outbox.js";
import { preview } from "../core/preview.js";

/** @typedef {import("../core/types.js").Position} Position */

/** @param {string} id */
const citizenRef = (id) => ({ kind: "citizen", id });

/**
 * @typedef {object} Seen
 * @property {string | null} identity_number null when only the old number is known
 * @property {string | null} [full_name_on_card]
 * @property {string | null} [birth_date]
 * @property {"male" | "female" | null} [sex]
 * @property {string | null} [old_identity_number]
 * @property {"qr" | "typed"} source
 */

/**
 * @param {string} citizenId
 * @param {Seen} seen
 * @param {string} [draft]
 */
export const recordIdentity = (citizenId, seen, draft) =>
  send("citizens.record_identity", { citizen_id: citizenId, ...seen }, { entity: citizenRef(citizenId), draft });

/**
 * @param {string} citizenId
 * @param {Position} position
 */
export const placePin = (citizenId, position) =>
  send("citizens.place_pin", { citizen_id: citizenId, ...position }, { entity: citizenRef(citizenId), position });

/**
 * @param {string} citizenId
 * @param {Record<string, {from: unknown, to: unknown}>} fields
 * @param {string} reason
 * @param {string} [draft]
 */
export const correctCitizen = (citizenId, fields, reason, draft) =>
  send("citizens.correct", { citizen_id: citizenId, fields, reason }, { entity: citizenRef(citizenId), wish: true, draft });

/**
 * What was recorded before was wrong: a following command says so, and both stay readable.
 * @param {string} citizenId
 * @param {string} commandId of the fact
 * @param {{identity_number: string} | {position: Position}} right
 * @param {string} reason
 */
export const correctCitizenFact = (citizenId, commandId, right, reason) =>
  send("citizens.correct_fact", { command_id: commandId, reason, ...right }, { entity: citizenRef(citizenId) });

/** @param {any} citizen @param {Position} position */
const pinned = (citizen, { lat, lon, accuracy_m }) => ({
  ...citizen,
  lat,
  lon,
  position_source: "pin",
  position_accuracy_m: accuracy_m,
});

/** @param {any} citizen @param {string | null} number */
const identified = (citizen, number) => (number ? { ...citizen, identity_last4: number.slice(-4) } : citizen);

preview("citizens.record_identity", "citizen", (citizen, args) => identified(citizen, args.identity_number));
preview("citizens.place_pin", "citizen", (citizen, args) => pinned(citizen, args));

preview("citizens.correct", "citizen", (citizen, { fields }) => {
  const right = Object.entries(fields).map(([name, { to }]) => [name, to]);
  return { ...citizen, ...Object.fromEntries(right) };
});

preview("citizens.correct_fact", "citizen", (citizen, { identity_number, position }) => {
  const known = identity_number ? identified(citizen, identity_number) : citizen;
  return position ? pinned(known, position) : known;
});
