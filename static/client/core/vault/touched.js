/**
 * Which commands change a row, found without opening all that wait: an index over marks of the rows' ids. A mark is
 * an HMAC under a key that lies in the vault, so a shut store tells of no row that anybody worked on it.
 */
import { base64url } from "../crypto.js";
import { fromBase64url, unboxOrNull } from "./box.js";
import { toPush } from "./commands.js";
import { holdsKey, onLock } from "./keyring.js";
import { changeNote, readNote } from "./notes.js";
import { store, writing } from "./open.js";

/** @typedef {import("../types.js").CommandRow} CommandRow */
/** @typedef {import("../types.js").StoredCommand} StoredCommand */

const KEY = "mark_key";
const KEY_BYTES = 32;
const MARK_BYTES = 12;
const BATCH = 50;
const HMAC = { name: "HMAC", hash: "SHA-256" };

/** @type {Promise<CryptoKey> | null} */
let imported = null;
onLock(() => (imported = null));

/**
 * @param {string[]} [changes] `kind:id`; what was carried over from before encryption may have none
 * @returns {Promise<string[]>}
 */
export const marksOf = (changes = []) => Promise.all([...new Set(changes.map(idOf))].map(mark));

/** @param {string} key */
const idOf = (key) => key.slice(key.indexOf(":") + 1);

/** @param {string} id */
async function mark(id) {
  const key = await (imported ??= readKey());
  const whole = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(id));
  return base64url(new Uint8Array(whole, 0, MARK_BYTES));
}

/** The first save of a vault makes the key; of two tabs one does. */
async function readKey() {
  const fresh = () => base64url(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
  const kept = (await readNote(KEY)) ?? (await changeNote(KEY, (value = fresh()) => ({ value, answer: value })));
  return crypto.subtle.importKey("raw", fromBase64url(kept), HMAC, false, ["sign"]);
}

/**
 * @param {string[]} changes
 * @returns {Promise<CommandRow[]>} unsent commands that change one of these rows, in the order of their sequence
 */
export async function waitingOn(changes) {
  return toPush(store().commands.where("touched").anyOf(await marksOf(changes)).distinct());
}

/** Commands that an app without the index has written get their marks. Ids and marks alone are read to find them. */
export async function markOld() {
  const { commands } = store();
  const marked = new Set(await commands.where("touched").above("").primaryKeys());
  const others = (await commands.toCollection().primaryKeys()).filter((id) => !marked.has(id));
  for (let start = 0; start < others.length; start += BATCH) await markRows(others.slice(start, start + BATCH));
}

/** @param {string[]} ids */
async function markRows(ids) {
  const rows = (await store().commands.bulkGet(ids)).filter((row) => row?.box && !row.touched && holdsKey(row.box.k));
  const marks = await Promise.all(rows.map(marksOfStored));
  const changes = rows.map((row, index) => ({ key: row?.id, changes: { touched: marks[index] } }));
  if (rows.length > 0) await writing(["commands"], (db) => db.commands.bulkUpdate(changes));
}

/** @param {StoredCommand | undefined} row */
const marksOfStored = async (row) => (row?.box ? marksOf((await unboxOrNull("commands", row.id, row.box))?.changes ?? []) : []);
