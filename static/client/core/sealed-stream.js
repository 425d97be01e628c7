/**
 * How a kept file lies on the disk and travels (docs/sealing.md): chunks under the file's own AES-256-GCM key, each
 * bound to its place and to whether it is the last, so that a cut, swapped or doubled chunk is noticed.
 */

export const CHUNK_BYTES = 262_144;
const IV_BYTES = 12;

/** @returns {Uint8Array<ArrayBuffer>} 32 random bytes, one key for one file */
export const newFileKey = () => crypto.getRandomValues(new Uint8Array(32));

/** @param {Uint8Array<ArrayBuffer>} bytes of the file key */
export const importFileKey = (bytes) => crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);

/** @param {number} size of the file; how many chunks it takes, an empty file one */
export const chunksOf = (size) => Math.max(1, Math.ceil(size / CHUNK_BYTES));

/**
 * @param {CryptoKey} key
 * @param {number} n the chunk's place, from 0
 * @param {boolean} isLast
 * @param {Uint8Array<ArrayBuffer> | ArrayBuffer} bytes
 * @returns {Promise<ArrayBuffer>} iv ‖ ciphertext ‖ tag
 */
export async function sealChunk(key, n, isLast, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: place(n, isLast) }, key, bytes);
  const chunk = new Uint8Array(IV_BYTES + sealed.byteLength);
  chunk.set(iv);
  chunk.set(new Uint8Array(sealed), IV_BYTES);
  return chunk.buffer;
}

/**
 * @param {CryptoKey} key
 * @param {number} n
 * @param {boolean} isLast
 * @param {ArrayBuffer} chunk
 * @returns {Promise<ArrayBuffer>} rejects when it is not this chunk of this file
 */
export function openChunk(key, n, isLast, chunk) {
  const iv = chunk.slice(0, IV_BYTES);
  return crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: place(n, isLast) }, key, chunk.slice(IV_BYTES));
}

/**
 * @param {number} n
 * @param {boolean} isLast
 */
function place(n, isLast) {
  const said = new Uint8Array(13);
  said.set(new TextEncoder().encode("tn-file\0"));
  const view = new DataView(said.buffer);
  view.setUint32(8, n);
  view.setUint8(12, isLast ? 1 : 0);
  return said;
}
