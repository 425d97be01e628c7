/** The PIN of the time when it only locked the screen: asked once more before its store is encrypted under a new one. */
import { toHex } from "./ids.js";
import { readNote } from "./vault.js";

const ROUNDS = 600_000;

export const hasOldPin = async () => Boolean(await readNote("pin"));

/**
 * @param {string} typed
 * @returns {Promise<boolean>} true as well where no PIN had been set
 */
export async function oldPinIs(typed) {
  const old = await readNote("pin");
  if (!old) return true;
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(typed), "PBKDF2", false, ["deriveBits"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt: old.salt, iterations: ROUNDS };
  return toHex(new Uint8Array(await crypto.subtle.deriveBits(way, key, 256))) === old.hash;
}
