/**
 * The data keys, in memory only. Without one nothing that a person may read can be read or written; dropping them
 * drops every decrypted copy as well.
 */

/** The vault is shut, or was given another key meanwhile: the PIN is needed. */
export class Locked extends Error {}

/** A record's key went with a forgotten PIN. */
export class KeyGone extends Error {}

/** @type {Map<number, CryptoKey>} */
const keys = new Map();
/** @type {(() => void)[]} */
const forgetters = [];
let current = 0;
let fresh = false;

/** @param {() => void} forget drops decrypted copies that a module holds */
export const onLock = (forget) => void forgetters.push(forget);

export const isUnlocked = () => current > 0;

/**
 * @param {Map<number, CryptoKey>} found every data key that something is still encrypted under
 * @param {number} now the one that new records get
 */
export function holdKeys(found, now) {
  for (const [number, key] of found) keys.set(number, key);
  current = now;
}

/** Whether the key was just made, and nothing on the disk says yet that it counts. */
export const isFresh = () => fresh;

/** @param {boolean} is */
export function setFresh(is) {
  fresh = is;
}

export function dropKeys() {
  keys.clear();
  current = 0;
  fresh = false;
  for (const forget of forgetters) forget();
}

/** The number of the key for new records. Throws Locked. */
export function currentKey() {
  if (current === 0) throw new Locked("the vault is locked");
  return current;
}

/** @param {number} number */
export function keyNumbered(number) {
  const key = keys.get(number);
  if (key) return key;
  // All keys in use were taken at unlocking; a later one was made by another tab.
  throw number < current ? new KeyGone(`key ${number} is gone`) : new Locked("the vault is locked");
}

/** @param {number} number */
export const holdsKey = (number) => keys.has(number);
