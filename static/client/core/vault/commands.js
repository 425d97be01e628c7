/**
 * The outbox and the sent box, one table, as it is read. How a command gets there: saving.js; what becomes of it:
 * answers.js. Nothing deletes a command that the server has not answered.
 */
import { unboxOrNull } from "./box.js";
import { readEnrolment } from "./enrolment.js";
import { gathered } from "./gathered.js";
import { store } from "./open.js";

/** @typedef {import("../types.js").CommandRow} CommandRow */
/** @typedef {import("../types.js").StoredCommand} StoredCommand */

export const UNSENT = ["waiting", "sending"];

/** A command whose content this phone cannot read any more: its PIN was forgotten, or its record is damaged. */
const UNREADABLE = { body: '{"type":"","args":{}}', sig: "", wish: false, changes: [], files: [], isUnreadable: true };

/**
 * @param {StoredCommand} row
 * @returns {Promise<CommandRow>}
 */
async function whole({ box: secret, told, why, sealed: _sealed, ...plain }) {
  const boxes = [opened("commands", plain.id, secret), opened("told", plain.id, told), opened("why", plain.id, why)];
  const [content, message, decision] = await Promise.all(boxes);
  return { ...plain, ...(content ?? UNREADABLE), ...(message && { message }), ...(decision && { decision }) };
}

/**
 * @param {string} table
 * @param {string} id
 * @param {import("../types.js").Box} [made]
 */
const opened = async (table, id, made) => made && unboxOrNull(table, id, made);

/** @param {StoredCommand[]} rows @returns {Promise<CommandRow[]>} */
const wholes = (rows) => Promise.all(rows.map(whole));

/** @returns {Promise<CommandRow[]>} what waits for a push by this enrolment, in the order of its sequence */
export async function unsent() {
  const device = (await readEnrolment())?.device_id;
  const rows = await wholes(await store().commands.where("state").anyOf(UNSENT).toArray());
  return rows.filter((row) => row.device === device && !row.isUnreadable).sort((a, b) => a.seq - b.seq);
}

/** What waits, by id alone: nothing has to be opened for it. @returns {Promise<string[]>} */
export const unsentIds = async () => (await store().commands.where("state").anyOf(UNSENT).primaryKeys()).map(String);

export const countUnsent = () => store().commands.where("state").anyOf(UNSENT).count();

/** What may be laid over stored rows, in the order of saving. @type {() => Promise<CommandRow[]>} */
export const laidOver = gathered(async () => {
  const rows = await wholes(await store().commands.where("live").equals(1).toArray());
  return rows.sort((a, b) => a.order - b.order);
});

/** @returns {Promise<CommandRow[]>} outbox and sent box, newest first */
export const allCommands = async () => wholes(await store().commands.orderBy("order").reverse().toArray());

/** @param {string} id @returns {Promise<CommandRow | undefined>} */
export async function findCommand(id) {
  const row = await store().commands.get(id);
  return row && whole(row);
}
