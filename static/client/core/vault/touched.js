/**
 * Which commands change a row, found without opening all that wait: an index over marks of the rows' ids. A mark is
 * an HMAC under a key that lies in the vault, so a shut store tells of no row that anybody worked on it.
 */
import { base64url } from "../crypto.js";
import { Damaged, fromBase64url, unboxOrNull } from "./box.js";
import { UNSENT, toPush } from "./commands.js";
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
/** Commands that need no look for their marks any more. @type {Set<string>} */
const looked = new Set();
onLock(forget);

function forget() {
  imported = null;
  looked.clear();
}

/**
 * @param {string[]} [changes] `kind:id`; what was carried over from before encryption may have none
 * @returns {Promise<string[]>}
 */
export const marksOf = (changes = []) => Promise.all([...new Set(changes.map(idOf))].map(mark));

/** @param {string} key */
const idOf = (key) => key.slice(key.indexOf(":") + 1);

/** @param {string} id */
async function mark(id) {
  const whole = await crypto.subtle.sign("HMAC", await markKey(), new TextEncoder().encode(id));
  return base64url(new Uint8Array(whole, 0, MARK_BYTES));
}

/** What failed once, such as on a full phone, is tried again. */
function markKey() {
  imported ??= readKey().catch((fault) => {
    imported = null;
    throw fault;
  });
  return imported;
}

/** The first save of a vault makes the key; of two tabs one does. */
async function readKey() {
  const fresh = () => base64url(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
  const kept = (await keptKey()) ?? (await changeNote(KEY, (value = fresh()) => ({ value, answer: value })));
  return crypto.subtle.importKey("raw", fromBase64url(kept), HMAC, false, ["sign"]);
}

/** @returns {Promise<string | undefined>} */
async function keptKey() {
  try {
    return await readNote(KEY);
  } catch (fault) {
    if (!(fault instanceof Damaged)) throw fault;
    console.error("the key of the marks is damaged: all are made anew");
    return dropMarks();
  }
}

/** Marks under a key that nobody can read say nothing. @returns {Promise<undefined>} */
async function dropMarks() {
  await writing(["commands"], async (db) => {
    await db.commands.where("touched").above("").modify((row) => void delete row.touched);
    await db.notes.delete(KEY);
  });
  looked.clear();
}

/**
 * @param {string[]} changes
 * @returns {Promise<CommandRow[]>} unsent commands that change one of these rows, in the order of their sequence
 */
export async function waitingOn(changes) {
  const marks = await marksOf(changes);
  await markMissing((await Promise.all(UNSENT.map(idsIn))).flat());
  return toPush(await store().commands.where("touched").anyOf(marks).distinct().toArray());
}

/** @param {string} state */
const idsIn = (state) => store().commands.where("state").equals(state).primaryKeys();

/** Commands that an app without the index has written get their marks. */
export const markOld = async () => markMissing(await store().commands.toCollection().primaryKeys());

/** A tab of such an app may still save beside this one. Ids and marks alone are read to find them. @param {string[]} ids */
async function markMissing(ids) {
  const unknown = ids.filter((id) => !looked.has(id));
  if (unknown.length === 0) return;
  await markKey();
  const marked = new Set(await store().commands.where("touched").above("").primaryKeys());
  const others = unknown.filter((id) => !marked.has(id));
  for (let start = 0; start < others.length; start += BATCH) await markRows(others.slice(start, start + BATCH));
  for (const id of unknown) looked.add(id);
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
