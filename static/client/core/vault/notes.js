/** Small things kept by name: the enrolment, cursors, settings; who uses this phone; and half-filled screens. */
import { phoneStore, store } from "./open.js";

/** @typedef {import("../types.js").Person} Person */
/** @typedef {import("../types.js").Enrolment} Enrolment */
/** @typedef {import("../types.js").Draft} Draft */

/**
 * @param {string} key
 * @returns {Promise<any>}
 */
export async function readNote(key) {
  return (await store().notes.get(key))?.value;
}

/**
 * @param {string} key
 * @param {unknown} value
 */
export async function writeNote(key, value) {
  await store().notes.put({ key, value });
}

/**
 * Reads and rewrites one note in one transaction; what `change` returns is stored.
 * @template T
 * @param {string} key
 * @param {(value: any) => {value: any, answer: T}} change
 * @returns {Promise<T>}
 */
export function changeNote(key, change) {
  const db = store();
  return db.transaction("rw", db.notes, async () => {
    const { value, answer } = change((await db.notes.get(key))?.value);
    await db.notes.put({ key, value });
    return answer;
  });
}

/** @returns {Promise<Enrolment | undefined>} */
export const readEnrolment = () => readNote("enrolment");

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

export const people = () => phoneStore().people.toArray();

/** @param {Person} person */
export async function rememberPerson(person) {
  const db = phoneStore();
  await db.transaction("rw", db.people, db.notes, async () => {
    await db.people.put({ ...person, last_used: Date.now() });
    await db.notes.put({ key: "current", value: person.id });
  });
}

/** Who used this phone last. */
export async function currentPerson() {
  const id = await readPhoneNote("current");
  return id ? phoneStore().people.get(id) : undefined;
}

/**
 * @param {string} key
 * @returns {Promise<Draft | undefined>}
 */
export const readDraft = (key) => store().drafts.get(key);

/** @param {Draft} draft */
export async function writeDraft(draft) {
  await store().drafts.put(draft);
}

/** @param {string} key */
export const deleteDraft = (key) => store().drafts.delete(key);

export const drafts = () => store().drafts.toArray();
