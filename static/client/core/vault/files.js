/** Which files wait, and the end of one that was not wanted. Their bytes: file-bytes.js. */
import { store } from "./open.js";

/** @typedef {import("../types.js").StoredFile} StoredFile */

/** @returns {Promise<StoredFile[]>} files promised by a command and not yet at the server; also while locked */
export const filesToSend = () => store().files.where("state").equals("waiting").toArray();

export const countFilesToSend = () => store().files.where("state").equals("waiting").count();

/** @param {string} sha256 */
export async function dropDraftFile(sha256) {
  const db = store();
  await db.transaction("rw", db.files, db.chunks, async () => {
    if ((await db.files.get(sha256))?.state !== "draft") return;
    await db.files.delete(sha256);
    await db.chunks.where("sha256").equals(sha256).delete();
  });
}
