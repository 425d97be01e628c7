/**
 * A command is written once, then only its state changes. Its content lies in a box, beside it a copy sealed to the
 * server, so that a locked phone can deliver what it cannot read.
 */
import { writeDown } from "../journal.js";
import { box } from "./box.js";
import { fileKey } from "./file-bytes.js";
import { readNote } from "./notes.js";
import { store, writing } from "./open.js";
import { sealedBytes } from "./sealed-bytes.js";
import { marksOf } from "./touched.js";

/** @typedef {import("../types.js").CommandRow} CommandRow */
/** @typedef {import("../types.js").StoredCommand} StoredCommand */
/** @typedef {import("../types.js").Sealed} Sealed */

/**
 * Writes a command, its files and the end of its drafts in one transaction; resolves when all of it is on the disk.
 * @param {Omit<CommandRow, "device" | "seq" | "order">} row
 * @param {{drafts?: string[]}} [with_]
 * @returns {Promise<CommandRow>}
 */
export async function saveCommand(row, { drafts = [] } = {}) {
  const boxed = await boxedRow(row);
  const keys = await keysToSeal(row.files);
  const place = await nextPlace();
  const sealed = await sealedCommand({ seq: place.seq, body: row.body, sig: row.sig });
  const isSaved = await writing(["commands", "files", "drafts"], async (db) => {
    if (!(await takePlace(place))) return false;
    await db.commands.add({ ...boxed, ...place, sealed });
    await promiseFiles(row, keys);
    await db.drafts.bulkDelete(drafts);
    return true;
  });
  if (!isSaved) return saveCommand(row, { drafts });
  if (sealed) await writeDown(store().userId, { id: row.id, device: place.device, seq: place.seq, at: row.saved_at, sealed });
  return { ...row, ...place };
}

/**
 * What a person may read goes into the box; ids, numbers, codes and times stay outside.
 * @param {Omit<CommandRow, "device" | "seq" | "order">} row
 * @returns {Promise<Omit<StoredCommand, "device" | "seq" | "order">>}
 */
export async function boxedRow({ body, sig, wish, changes, files, message, ...plain }) {
  const secret = { body, sig, wish, changes, files };
  const told = message && (await box("told", plain.id, message));
  return { ...plain, ...(told && { told }), touched: await marksOf(changes), box: await box("commands", plain.id, secret) };
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
 * @param {{seq: number, body: string, sig: string}} wire
 * @returns {Promise<Sealed | undefined>} undefined while the server has given no key
 */
export const sealedCommand = (wire) => sealedBytes(new TextEncoder().encode(JSON.stringify(wire)));

/**
 * Keys of files that were kept before the server had given its own: sealed when a command names them.
 * @param {string[]} hashes
 * @returns {Promise<Map<string, Sealed>>}
 */
export async function keysToSeal(hashes) {
  /** @type {Map<string, Sealed>} */
  const keys = new Map();
  for (const row of await store().files.bulkGet(hashes)) {
    const sealed = row && !row.sealed_key && (await sealedBytes(await fileKey(row)));
    if (row && sealed) keys.set(row.sha256, sealed);
  }
  return keys;
}
