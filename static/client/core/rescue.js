/**
 * The rescue file (docs/sealing.md): everything unsent of everybody on this phone, sealed, as one download. It needs
 * neither network nor PIN; an admin hands it to the server, which alone can open it.
 */
import { vnNow } from "./clock.js";
import { APP_VERSION } from "./device.js";
import { journaled, journalOwners } from "./journal.js";
import { t } from "./texts.js";
import { people } from "./vault.js";
import { sealedChunksOf, stateIn, waitingFiles, waitingSealed, withStoreOf } from "./vault/delivery.js";

/** @typedef {import("./vault/delivery.js").Store} Store */

const KEEP_MS = 60_000;

/** @returns {Promise<string>} what to tell the person */
export async function exportRescue() {
  const { blob, commands, files } = await rescueFile();
  if (commands + files === 0) return t("Không có việc nào chưa gửi.");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `tan-nha-${vnNow().slice(0, 16).replace(":", "")}.tannha`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS);
  return t("Đã xuất {n} việc, {files} ảnh. Hãy đưa tệp cho quản trị viên; việc vẫn còn trên máy.", { n: commands, files });
}

/** @typedef {{blob: Blob, commands: number, files: number}} Rescue */

/** @returns {Promise<Rescue>} */
export async function rescueFile() {
  /** @type {BlobPart[]} */
  const parts = [line({ rescue: 1, made_at: vnNow(), app: APP_VERSION })];
  let [commands, files] = [0, 0];
  for (const { id } of await people()) {
    await withStoreOf(id, async (db) => {
      commands += await addCommands(parts, db, id);
      files += await addFiles(parts, db);
    });
  }
  commands += await addForgotten(parts);
  parts.push(line({ end: true }));
  return { blob: new Blob(parts, { type: "application/octet-stream" }), commands, files };
}

/** @param {object} said */
const line = (said) => `${JSON.stringify(said)}\n`;

/**
 * @param {BlobPart[]} parts
 * @param {Store} db
 * @param {string} userId
 */
async function addCommands(parts, db, userId) {
  const rows = [...(await waitingSealed(db)), ...(await lostFrom(db, userId))];
  for (const { id, sealed } of rows) parts.push(line({ id, command: sealed }));
  return rows.length;
}

/** What is left of people whose store was cleared. @param {BlobPart[]} parts */
async function addForgotten(parts) {
  const known = new Set((await people()).map(({ id }) => id));
  const owners = (await journalOwners()).filter((id) => !known.has(id));
  const lines = (await Promise.all(owners.map(journaled))).flat();
  for (const { id, sealed } of lines) parts.push(line({ id, command: sealed }));
  return lines.length;
}

/** What only the journal still has. @param {Store} db @param {string} userId */
async function lostFrom(db, userId) {
  const lines = await journaled(userId);
  const states = await Promise.all(lines.map(({ id }) => stateIn(db, id)));
  return lines.filter((_one, index) => states[index] === undefined);
}

/**
 * @param {BlobPart[]} parts
 * @param {Store} db
 */
async function addFiles(parts, db) {
  const files = await waitingFiles(db);
  for (const { sha256, type, sealed_key } of files) {
    const stream = new Blob(await sealedChunksOf(db, sha256));
    parts.push(line({ sha256, type, length: stream.size, key: sealed_key }), stream, "\n");
  }
  return files.length;
}
