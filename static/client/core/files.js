/** Bytes kept for a command: named by their SHA-256, stored before anything refers to them. */
import { sha256 } from "./crypto.js";
import { tellUnsaved, tellWritten } from "./unsaved.js";
import { putFile } from "./vault.js";

/** @typedef {import("./types.js").FileRef} FileRef */

/**
 * @param {ArrayBuffer} bytes
 * @param {string} type such as image/jpeg
 * @param {string} role what it is in its dossier: photo, signature …
 * @param {ArrayBuffer} [thumb]
 * @returns {Promise<FileRef>}
 */
export async function keepFile(bytes, type, role, thumb) {
  const ref = { sha256: await sha256(bytes), size: bytes.byteLength, type, role };
  const keeping = putFile({ ...ref, thumb }, bytes);
  keeping.then(() => tellWritten("file"), tellUnsaved("file"));
  await keeping;
  return ref;
}
