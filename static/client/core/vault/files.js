/**
 * Photos and signatures, kept as ArrayBuffer chunks (a Blob in IndexedDB fails on WebKit).
 * A file's bytes leave the phone only when the server has stored it and made a backup since.
 */
import { store } from "./open.js";

/** @typedef {import("../types.js").FileRow} FileRow */

const CHUNK_BYTES = 256 * 1024;

/**
 * @param {Omit<FileRow, "state" | "kept_at">} row
 * @param {ArrayBuffer} bytes
 */
export async function putFile(row, bytes) {
  const db = store();
  await db.transaction("rw", db.files, db.chunks, async () => {
    const known = await db.files.get(row.sha256);
    if (known && known.state !== "thumb") return;
    for (let n = 0; n * CHUNK_BYTES < bytes.byteLength; n += 1) {
      const chunk = bytes.slice(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES);
      await db.chunks.put({ sha256: row.sha256, n, bytes: chunk });
    }
    await db.files.put({ ...row, state: "draft", kept_at: Date.now() });
  });
}

/** @param {string} sha256 */
export const findFile = (sha256) => store().files.get(sha256);

/**
 * @param {string} sha256
 * @returns {Promise<ArrayBuffer | null>} null when the phone no longer holds the bytes
 */
export async function fileBytes(sha256) {
  const chunks = await store().chunks.where("sha256").equals(sha256).sortBy("n");
  if (chunks.length === 0) return null;
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.bytes.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(new Uint8Array(chunk.bytes), at);
    at += chunk.bytes.byteLength;
  }
  return whole.buffer;
}

/** @returns {Promise<FileRow[]>} files promised by a command and not yet at the server */
export const filesToSend = () => store().files.where("state").equals("waiting").toArray();

export const countFilesToSend = () => store().files.where("state").equals("waiting").count();

/**
 * @param {string} sha256
 * @param {Partial<FileRow>} change
 */
export const noteFile = (sha256, change) => store().files.update(sha256, change);

/** @param {string} sha256 */
export async function dropDraftFile(sha256) {
  const db = store();
  await db.transaction("rw", db.files, db.chunks, async () => {
    if ((await db.files.get(sha256))?.state !== "draft") return;
    await db.files.delete(sha256);
    await db.chunks.where("sha256").equals(sha256).delete();
  });
}

/**
 * Photos taken for a screen that was given up long ago. Whatever a draft still names stays.
 * @param {number} before
 */
export async function dropForgotten(before) {
  const db = store();
  await db.transaction("rw", db.files, db.chunks, db.drafts, async () => {
    const named = JSON.stringify(await db.drafts.toArray());
    const old = await db.files.where("state").equals("draft").and((file) => file.kept_at < before).toArray();
    for (const { sha256 } of old.filter((file) => !named.includes(file.sha256))) {
      await db.files.delete(sha256);
      await db.chunks.where("sha256").equals(sha256).delete();
    }
  });
}

/**
 * Frees the bytes of files that the server stored before its last backup; the thumbnail stays.
 * @param {string | null} backedUpAt
 */
export async function freeBackedUp(backedUpAt) {
  if (!backedUpAt) return;
  const db = store();
  const limit = Date.parse(backedUpAt);
  await db.transaction("rw", db.files, db.chunks, async () => {
    const safe = await db.files.where("state").equals("stored").and((file) => (file.stored_at ?? Infinity) < limit).toArray();
    for (const file of safe) {
      await db.chunks.where("sha256").equals(file.sha256).delete();
      await db.files.update(file.sha256, { state: "thumb" });
    }
  });
}
