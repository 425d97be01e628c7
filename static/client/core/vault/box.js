/**
 * A box: one record encrypted with AES-256-GCM under a data key, fresh IV each time. Table and id are
 * authenticated, so that a box moved to another row does not open. Opened boxes are remembered by their IV.
 */
import { base64url } from "../crypto.js";
import { currentKey, holdsKey, KeyGone, keyNumbered, onLock } from "./keyring.js";

/** @typedef {import("../types.js").Box} Box */

const IV_BYTES = 12;

/** What is stored does not open: damaged on the disk, or moved from another row. */
export class Damaged extends Error {}

/** @type {Map<string, {iv: string, value: any}>} */
const opened = new Map();
onLock(() => opened.clear());

/**
 * @param {string} table
 * @param {string} id
 * @param {unknown} value anything JSON can say
 * @returns {Promise<Box>}
 */
export async function box(table, id, value) {
  const made = await boxBytes(table, id, new TextEncoder().encode(JSON.stringify(value)));
  opened.set(`${table}\0${id}`, { iv: made.iv, value });
  return made;
}

/**
 * @param {string} table
 * @param {string} id
 * @param {Uint8Array<ArrayBuffer> | ArrayBuffer} bytes
 * @returns {Promise<Box>}
 */
export async function boxBytes(table, id, bytes) {
  const k = currentKey();
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const way = { name: "AES-GCM", iv, additionalData: bound(table, id, k) };
  return { k, iv: base64url(iv), ct: await crypto.subtle.encrypt(way, keyNumbered(k), bytes) };
}

/**
 * @param {string} table
 * @param {string} id
 * @param {number} k
 */
const bound = (table, id, k) => new TextEncoder().encode(`tn-vault\0${table}\0${id}\0${k}`);

/**
 * @param {string} table
 * @param {string} id
 * @param {Box} stored
 * @returns {Promise<any>} throws Damaged, KeyGone, or Locked
 */
export async function unbox(table, id, stored) {
  const known = remembered(table, id, stored);
  if (known !== undefined) return known;
  const value = JSON.parse(new TextDecoder().decode(await unboxBytes(table, id, stored)));
  opened.set(`${table}\0${id}`, { iv: stored.iv, value });
  return value;
}

/**
 * @param {string} table
 * @param {string} id
 * @param {Box} stored
 */
function remembered(table, id, { k, iv }) {
  const known = opened.get(`${table}\0${id}`);
  return known?.iv === iv && holdsKey(k) ? known.value : undefined;
}

/**
 * @param {string} table
 * @param {string} id
 * @param {Box} stored
 * @returns {Promise<ArrayBuffer>}
 */
export async function unboxBytes(table, id, { k, iv, ct }) {
  const key = keyNumbered(k);
  try {
    return await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromBase64url(iv), additionalData: bound(table, id, k) }, key, ct);
  } catch {
    throw new Damaged(`${table} ${id} does not open`);
  }
}

/** @param {string} text */
export function fromBase64url(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/**
 * Opens what opens; null for what is damaged, which is told, or was made under a key that is gone.
 * @param {string} table
 * @param {string} id
 * @param {Box} stored
 */
export async function unboxOrNull(table, id, stored) {
  try {
    return await unbox(table, id, stored);
  } catch (fault) {
    if (fault instanceof KeyGone) return null;
    if (!(fault instanceof Damaged)) throw fault;
    console.error("a record of the vault is damaged", table, id);
    return null;
  }
}
