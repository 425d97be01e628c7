/**
 * The outbox and the sent box, one table: a command is written once, then only its state changes. Its content lies
 * in a box, beside it a copy sealed to the server, so that a locked phone can deliver what it cannot read.
 * Nothing here deletes a command that the server has not answered.
 */
import { box, unboxOrNull, watched } from "./box.js";
import { readEnrolment } from "./enrolment.js";
import { readNote } from "./notes.js";
import { store, writing } from "./open.js";

/** @typedef {import("../types.js").CommandRow} CommandRow */
/** @typedef {import("../types.js").StoredCommand} StoredCommand */
/** @typedef {import("../types.js").Sealed} Sealed */

export const UNSENT = ["waiting", "sending"];

/** A command whose content this phone cannot read any more: its PIN was forgotten, or its record is damaged. */
const UNREADABLE = { body: '{"type":"","args":{}}', sig: "", wish: false, changes: [], files: [], isUnreadable: true };

/**
 * Writes a command, its files and the end of its draft in one transaction; resolves when all of it is on the disk.
 * @param {Omit<CommandRow, "device" | "seq" | "order">} row
 * @param {{draft?: string}} [with_]
 * @returns {Promise<CommandRow>}
 */
export async function saveCommand(row, { draft } = {}) {
  const { keysToSeal, sealedCommand } = await import("./sealed.js");
  const boxed = await boxedRow(row);
  const keys = await keysToSeal(row.files);
  const place = await nextPlace();
  const sealed = await sealedCommand({ seq: place.seq, body: row.body, sig: row.sig });
  const isSaved = await writing(["commands", "files", "drafts"], async (db) => {
    if (!(await takePlace(place))) return false;
    await db.commands.add({ ...boxed, ...place, sealed });
    await promiseFiles(row, keys);
    if (draft) await db.drafts.delete(draft);
    return true;
  });
  return isSaved ? { ...row, ...place } : saveCommand(row, { draft });
}

/**
 * What a person may read goes into the box; ids, numbers, codes and times stay outside.
 * @param {Omit<CommandRow, "device" | "seq" | "order">} row
 * @returns {Promise<Omit<StoredCommand, "device" | "seq" | "order">>}
 */
export async function boxedRow({ body, sig, wish, changes, files, message, ...plain }) {
  const secret = { body, sig, wish, changes, files };
  const told = message && (await box("told", plain.id, message));
  return { ...plain, ...(told && { told }), box: await box("commands", plain.id, secret) };
}

/** @typedef {{device: string, seq: number, order: number}} Place */

/** @returns {Promise<Place>} the next numbers, as they are now */
async function nextPlace() {
  const [enrolment, seq, order] = await Promise.all(["enrolment", "seq", "order"].map(readNote));
  return { device: enrolment.device_id, seq: (seq ?? 0) + 1, order: (order ?? 0) + 1 };
}

/**
 * Inside a transaction: takes the numbers, unless another tab was faster.
 * @param {Place} place
 */
async function takePlace(place) {
  const db = store();
  const notes = await db.notes.bulkGet(["enrolment", "seq", "order"]);
  const [enrolment, seq = 0, order = 0] = notes.map((note) => note?.value);
  const isFree = enrolment.device_id === place.device && seq < place.seq && order < place.order;
  if (isFree) await db.notes.bulkPut([{ key: "seq", value: place.seq }, { key: "order", value: place.order }]);
  return isFree;
}

/**
 * A file named by a command waits for its upload, unless it is already at the server.
 * @param {{id: string, files: string[]}} row
 * @param {Map<string, Sealed>} keys
 */
async function promiseFiles(row, keys) {
  const db = store();
  for (const sha256 of row.files) {
    const file = await db.files.get(sha256);
    if (!file) throw new Error(`file ${sha256} was not kept before its command`);
    if (keys.has(sha256)) await db.files.update(sha256, { sealed_key: keys.get(sha256) });
    if (file.state === "draft") await db.files.update(sha256, { state: "waiting", command_id: row.id });
  }
}

/**
 * @param {StoredCommand} row
 * @returns {Promise<CommandRow>}
 */
async function whole({ box: secret, told, sealed: _sealed, ...plain }) {
  const [content, message] = await Promise.all([opened("commands", plain.id, secret), opened("told", plain.id, told)]);
  return { ...plain, ...(content ?? UNREADABLE), ...(message && { message }) };
}

/**
 * @param {string} table
 * @param {string} id
 * @param {import("../types.js").Box} [made]
 */
const opened = async (table, id, made) => made && unboxOrNull(table, id, made);

/** @param {StoredCommand[]} rows @returns {Promise<CommandRow[]>} */
const wholes = (rows) => watched(Promise.all(rows.map(whole)));

/** @returns {Promise<CommandRow[]>} what waits for a push by this enrolment, in the order of its sequence */
export async function unsent() {
  const device = (await readEnrolment())?.device_id;
  const rows = await wholes(await store().commands.where("state").anyOf(UNSENT).toArray());
  return rows.filter((row) => row.device === device && !row.isUnreadable).sort((a, b) => a.seq - b.seq);
}

/** What waits, by id alone: nothing has to be opened for it. @returns {Promise<string[]>} */
export const unsentIds = async () => (await store().commands.where("state").anyOf(UNSENT).primaryKeys()).map(String);

export const countUnsent = () => store().commands.where("state").anyOf(UNSENT).count();

/** @returns {Promise<CommandRow[]>} what may be laid over stored rows, in the order of saving */
export async function laidOver() {
  const rows = await wholes(await store().commands.where("live").equals(1).toArray());
  return rows.sort((a, b) => a.order - b.order);
}

/** @returns {Promise<CommandRow[]>} outbox and sent box, newest first */
export const allCommands = async () => wholes(await store().commands.orderBy("order").reverse().toArray());

/** @param {string} id @returns {Promise<CommandRow | undefined>} */
export async function findCommand(id) {
  const row = await store().commands.get(id);
  return row && watched(whole(row));
}
