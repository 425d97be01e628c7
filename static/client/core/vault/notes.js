/**
 * Small things kept by name: the enrolment, cursors, settings. A note is encrypted unless it is listed as one that
 * the locked phone needs; those hold ids, counters and times, never content.
 */
import { box, unbox } from "./box.js";
import { phoneStore, store, writing } from "./open.js";

/** @typedef {import("../types.js").Person} Person */

const PLAIN = new Set([
  "vault", "enrolment", "seq", "order", "answered_seq", "receipts_after", "told_after", "scope_epoch", "generation", "leases_void",
  "pin", "pin_tries", "is_ready", "lease_until", "clock_offset", "last_sync", "reasons", "damaged",
]);

/** @param {string} key */
export const isPlain = (key) => PLAIN.has(key);

/**
 * @param {string} key
 * @returns {Promise<any>}
 */
export async function readNote(key) {
  const row = await store().notes.get(key);
  return row?.box ? unbox("notes", key, row.box) : row?.value;
}

/**
 * @param {string} key
 * @param {unknown} value
 */
export async function writeNote(key, value) {
  if (PLAIN.has(key)) await store().notes.put({ key, value });
  else await writeBoxed(key, await box("notes", key, value));
}

/**
 * @param {string} key
 * @param {import("../types.js").Box} made
 */
const writeBoxed = (key, made) => writing([], (db) => db.notes.put({ key, box: made }));

/**
 * Reads and rewrites one encrypted note; nobody else's change of it in between is lost.
 * @template T
 * @param {string} key
 * @param {(value: any) => {value: any, answer: T}} change
 * @returns {Promise<T>}
 */
export async function changeNote(key, change) {
  const before = (await store().notes.get(key))?.box;
  const { value, answer } = change(before && (await unbox("notes", key, before)));
  const made = await box("notes", key, value);
  const isDone = await writing([], async (db) => {
    if ((await db.notes.get(key))?.box?.iv !== before?.iv) return false;
    await db.notes.put({ key, box: made });
    return true;
  });
  return isDone ? answer : changeNote(key, change);
}

/**
 * Notes of the phone itself, readable before anybody has signed in.
 * @param {string} key
 * @returns {Promise<any>}
 */
export async function readPhoneNote(key) {
  return (await phoneStore().notes.get(key))?.value;
}

/**
 * @param {string} key
 * @param {unknown} value
 */
export async function writePhoneNote(key, value) {
  await phoneStore().notes.put({ key, value });
}

/** Whose vaults are on this phone; their own names are what the lock screen shows. */
export const people = () => phoneStore().people.toArray();

/** @param {Person} person */
export async function rememberPerson(person) {
  const db = phoneStore();
  await db.transaction("rw", db.people, db.notes, async () => {
    await db.people.put({ ...person, last_used: Date.now() });
    await db.notes.put({ key: "current", value: person.id });
  });
}

/** Who used this phone last. @returns {Promise<Person | undefined>} */
export async function currentPerson() {
  const id = await readPhoneNote("current");
  const row = id ? await phoneStore().people.get(id) : undefined;
  return row && /** @type {Person} */ ({ id: row.id, name: row.name, role: row.role, ward: row.ward });
}
