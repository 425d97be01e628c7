/** The copies that only the server can open, made at save. */
import { fileKey } from "./file-bytes.js";
import { store } from "./open.js";
import { sealedBytes } from "./sealed-bytes.js";

/** @typedef {import("../types.js").Sealed} Sealed */

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
