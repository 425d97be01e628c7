/** Sealing with the key that the server gave at enrolment. */
import { seal } from "../sealing.js";
import { readNote } from "./notes.js";

/** @typedef {import("../types.js").Sealed} Sealed */

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<Sealed | undefined>}
 */
export async function sealedBytes(bytes) {
  const key = (await readNote("enrolment"))?.sealing_key;
  return key && seal(key, bytes);
}
