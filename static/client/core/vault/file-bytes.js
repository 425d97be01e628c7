/**
 * Photos and signatures, each under its own key as a sealed stream of ArrayBuffer chunks (a Blob in IndexedDB fails
 * on WebKit). A file's bytes leave the phone only when the server has stored it and made a backup since.
 */
import { base64url } from "../crypto.js";
import { CHUNK_BYTES, chunksOf, importFileKey, newFileKey, openChunk, sealChunk } from "../sealed-stream.js";
import { box, boxBytes, Damaged, fromBase64url, unbox, unboxBytes, unboxOrNull } from "./box.js";
import { drafts } from "./drafts.js";
import { dropDraftFile } from "./files.js";
import { store, writing } from "./open.js";
import { sealedBytes } from "./sealed-bytes.js";

/** @typedef {import("../types.js").FileRow} FileRow */
/** @typedef {import("../types.js").StoredFile} StoredFile */

/**
 * @param {Omit<FileRow, "state" | "kept_at">} row
 * @param {ArrayBuffer} bytes
 */
export async function putFile(row, bytes) {
  if (isHere(await store().files.get(row.sha256))) return;
  const key = newFileKey();
  const [file, chunks] = await Promise.all([boxedFile(row, key), sealedChunks(bytes, key)]);
  await writing(["files", "chunks"], async (db) => {
    if (isHere(await db.files.get(row.sha256))) return;
    await db.chunks.bulkPut(chunks.map((chunk, n) => ({ sha256: row.sha256, n, bytes: chunk })));
    await db.files.put({ ...file, state: "draft", kept_at: Date.now() });
  });
}

/** @param {StoredFile | undefined} file */
const isHere = (file) => file !== undefined && file.state !== "thumb";

/**
 * @param {Omit<FileRow, "state" | "kept_at">} row
 * @param {Uint8Array<ArrayBuffer>} key
 * @returns {Promise<Omit<StoredFile, "state" | "kept_at">>}
 */
export async function boxedFile({ role, thumb, ...plain }, key) {
  const made = await box("files", plain.sha256, { role, key: base64url(key) });
  const small = thumb && (await boxBytes("thumbs", plain.sha256, thumb));
  return { ...plain, box: made, thumb: small, sealed_key: await sealedBytes(key) };
}

/**
 * @param {ArrayBuffer} bytes
 * @param {Uint8Array<ArrayBuffer>} raw
 */
export async function sealedChunks(bytes, raw) {
  const key = await importFileKey(raw);
  const count = chunksOf(bytes.byteLength);
  const parts = Array.from({ length: count }, (_, n) => bytes.slice(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES));
  return Promise.all(parts.map((part, n) => sealChunk(key, n, n === count - 1, part)));
}

/**
 * @param {string} sha256
 * @returns {Promise<FileRow | undefined>}
 */
export async function findFile(sha256) {
  const row = await store().files.get(sha256);
  return row && opened(row);
}

/** @param {StoredFile} row @returns {Promise<FileRow>} */
async function opened({ box: made, thumb, sealed_key: _sealed, ...plain }) {
  const { role = "" } = (await unboxOrNull("files", plain.sha256, made)) ?? {};
  const small = thumb && (await unboxBytes("thumbs", plain.sha256, thumb).catch(() => undefined));
  return { ...plain, role, thumb: small };
}

/**
 * @param {string} sha256
 * @returns {Promise<ArrayBuffer | null>} null when the phone no longer holds the bytes
 */
export async function fileBytes(sha256) {
  const [row, chunks] = await Promise.all([store().files.get(sha256), storedChunks(sha256)]);
  if (!row || chunks.length === 0) return null;
  const key = await importFileKey(await fileKey(row));
  const open = chunks.map((chunk, n) => openChunk(key, n, n === chunks.length - 1, chunk));
  return joined(await Promise.all(open).catch(() => Promise.reject(new Damaged(`the bytes of ${sha256} do not open`))));
}

/** @param {StoredFile} row */
export const fileKey = async (row) => fromBase64url((await unbox("files", row.sha256, row.box)).key);

/** @param {string} sha256 @returns {Promise<ArrayBuffer[]>} */
async function storedChunks(sha256) {
  const chunks = await store().chunks.where("sha256").equals(sha256).sortBy("n");
  return chunks.map((chunk) => chunk.bytes);
}

/** @param {ArrayBuffer[]} parts */
function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(new Uint8Array(part), at);
    at += part.byteLength;
  }
  return whole.buffer;
}

/**
 * Photos taken for a screen that was given up long ago. Whatever a draft still names stays.
 * @param {number} before
 */
export async function dropForgotten(before) {
  const old = await store().files.where("state").equals("draft").and((file) => file.kept_at < before).toArray();
  if (old.length === 0) return;
  const named = JSON.stringify(await drafts());
  for (const { sha256 } of old.filter((file) => !named.includes(file.sha256))) await dropDraftFile(sha256);
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
