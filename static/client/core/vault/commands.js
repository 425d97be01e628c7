/**
 * The outbox and the sent box, one table, as it is read. How a command gets there: saving.js; what becomes of it:
 * answers.js. Nothing deletes a command that the server has not answered.
 */
import { timeOf } from "../ids.js";
import { unboxOrNull } from "./box.js";
import { readEnrolment } from "./enrolment.js";
import { gathered } from "./gathered.js";
import { store } from "./open.js";

/** @typedef {import("../types.js").CommandRow} CommandRow */
/** @typedef {import("../types.js").StoredCommand} StoredCommand */

export const UNSENT = ["waiting", "sending"];
export const NOT_DONE = ["held", "conflict", "rejected", "parked", "late"];

/** A command whose content this phone cannot read any more: its PIN was forgotten, or its record is damaged. */
const UNREADABLE = { body: '{"type":"","args":{}}', sig: "", wish: false, changes: [], files: [], isUnreadable: true };

/**
 * @param {StoredCommand} row
 * @returns {Promise<CommandRow>}
 */
async function whole({ box: secret, told, why, sealed: _sealed, touched: _touched, ...plain }) {
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

/**
 * @param {(StoredCommand | undefined)[]} some
 * @returns {Promise<CommandRow[]>} of these what waits for a push by this enrolment, in the order of its sequence
 */
export async function toPush(some) {
  const device = (await readEnrolment())?.device_id;
  const rows = await wholes(some.flatMap((row) => (row && UNSENT.includes(row.state) ? [row] : [])));
  return rows.filter((row) => row.device === device && !row.isUnreadable).sort((a, b) => a.seq - b.seq);
}

/**
 * What waits, by the indexes alone: no record is read, however many there are.
 * @returns {Promise<string[]>} ids of this enrolment's, in the order of its sequence
 */
export async function queue() {
  const device = (await readEnrolment())?.device_id ?? "";
  const { commands } = store();
  return store().transaction("r", commands, async () => {
    const states = await Promise.all(UNSENT.map((state) => commands.where("state").equals(state).primaryKeys()));
    const waiting = new Set(states.flat());
    if (waiting.size === 0) return [];
    const numbered = await commands.where("[device+seq]").between([device, 0], [device, Infinity]).primaryKeys();
    return numbered.filter((id) => waiting.has(id));
  });
}

/** What waits for a push by this enrolment, of these or of all, in the order of its sequence. @param {string[]} [ids] */
export const unsent = async (ids) => toPush(await store().commands.bulkGet(ids ?? (await queue())));

/** The number of a command in its enrolment's sequence. @param {string} id */
export const seqOf = async (id) => (await store().commands.get(id))?.seq;

/** Counted state by state, in one moment: of several at once Dexie would read every record. */
export async function countUnsent() {
  const { commands } = store();
  const count = (/** @type {string} */ state) => commands.where("state").equals(state).count();
  const counts = await store().transaction("r", commands, () => Promise.all(UNSENT.map(count)));
  return counts.reduce((sum, one) => sum + one);
}

/** When the oldest of what waits was made, of any enrolment; an id begins with its time. @returns {Promise<number | undefined>} */
export async function oldestUnsent() {
  const first = (/** @type {string} */ state) => store().commands.where("state").equals(state).limit(1).primaryKeys();
  const ids = (await Promise.all(UNSENT.map(first))).flat();
  return ids.length > 0 ? Math.min(...ids.map(timeOf)) : undefined;
}

/** @returns {Promise<CommandRow[]>} answered, not as it was meant, and nobody has read so */
export async function unreadTrouble() {
  const rows = await store().commands.where("state").anyOf(NOT_DONE).filter((row) => !row.read_at).toArray();
  return wholes(rows);
}

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
