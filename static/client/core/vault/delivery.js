/**
 * What leaves this phone without being read: sealed copies and files of everybody whose vault lies here, locked or
 * not. Nothing in this file can decrypt.
 */
import { UNSENT } from "./commands.js";
import { isVaultOf, storeOf, store } from "./open.js";

/** @typedef {ReturnType<typeof store>} Store */
/** @typedef {import("../types.js").StoredCommand} StoredCommand */
/** @typedef {import("../types.js").StoredFile} StoredFile */
/** @typedef {import("../types.js").Settled} Settled */

/** What a wiped phone still needs to deliver; every other note goes. */
const NEEDED_TO_DELIVER = ["enrolment", "generation", "answered_seq", "receipts_after", "seq", "order", "offered_again"];

/**
 * @template T
 * @param {string} userId
 * @param {(db: Store) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withStoreOf(userId, work) {
  if (isVaultOf(userId)) return work(store());
  const db = storeOf(userId);
  try {
    await db.open();
    return await work(db);
  } finally {
    db.close();
  }
}

/** @param {Store} db @returns {Promise<import("../types.js").PlainEnrolment | undefined>} */
export const plainEnrolment = async (db) => (await db.notes.get("enrolment"))?.value;

/** @param {Store} db @param {import("../types.js").SealingKey} sealing_key */
export async function takeSealingKey(db, sealing_key) {
  await db.transaction("rw", db.notes, async () => {
    const value = (await db.notes.get("enrolment"))?.value;
    if (value) await db.notes.put({ key: "enrolment", value: { ...value, sealing_key } });
  });
}

/** @param {Store} db @returns {Promise<(StoredCommand & {sealed: import("../types.js").Sealed})[]>} in the order of saving */
export async function waitingSealed(db) {
  const rows = await db.commands.where("state").anyOf(UNSENT).toArray();
  return /** @type {any} */ (rows.filter((row) => row.sealed).sort((a, b) => a.order - b.order));
}

/** @param {Store} db @returns {Promise<StoredFile[]>} promised by a command, not yet at the server, with a sealed key */
export async function waitingFiles(db) {
  const files = await db.files.where("state").equals("waiting").toArray();
  return files.filter((file) => file.sealed_key);
}

/** @param {Store} db @param {string} sha256 @returns {Promise<ArrayBuffer[]>} the chunks as they lie on the disk */
export async function sealedChunksOf(db, sha256) {
  return (await db.chunks.where("sha256").equals(sha256).sortBy("n")).map((chunk) => chunk.bytes);
}

/** @param {Store} db @param {string} id of a command */
export const stateIn = async (db, id) => (await db.commands.get(id))?.state;

/** @param {Store} db @param {string} sha256 @param {Partial<StoredFile>} change */
export const noteFileIn = (db, sha256, change) => db.files.update(sha256, change);

/**
 * Nobody on this phone can seal it anew: a wipe, or a forgotten PIN, has taken what opens it.
 * @param {Store} db
 * @param {StoredFile} file
 */
export async function isBeyondUs(db, { box }) {
  const first = (await db.notes.get("vault"))?.value?.first ?? 0;
  return !box || box.k < first;
}

/**
 * The server has these; how they stand in words comes with the receipts.
 * @param {Store} db
 * @param {{id: string, status: Settled}[]} kept
 * @param {number} settled_at by the server's clock
 */
export async function takeKept(db, kept, settled_at) {
  await db.transaction("rw", db.commands, async () => {
    for (const { id, status } of kept) {
      const row = await db.commands.get(id);
      if (!row || !UNSENT.includes(row.state)) continue;
      const live = status === "applied" || status === "held" ? row.live : 0;
      await db.commands.update(id, { state: status, live, settled_at });
    }
  });
}

/** @typedef {{generation: string, lastSeq: number}} Memory which life of the server this is, and how far it remembers the phone */

/**
 * A restored server has lost what it had answered: the sealed copies go again, once for each life. What the phone can
 * read stays as it is until the PIN opens it; then the whole history begins anew (sequence.js).
 * @param {Store} db
 * @param {Memory} memory
 */
export async function offerAgain(db, { generation, lastSeq }) {
  await db.transaction("rw", db.notes, db.commands, db.files, async () => {
    const [enrolment, known, offered] = await notesOf(db, ["enrolment", "generation", "offered_again"]);
    if ([undefined, generation].includes(known) || offered === generation) return;
    const isLost = (/** @type {StoredCommand} */ row) => row.device !== enrolment?.device_id || row.seq > lastSeq;
    const sent = db.commands.filter((row) => Boolean(row.sealed) && !UNSENT.includes(row.state) && isLost(row));
    await sent.modify({ state: "waiting" });
    const stored = db.files.where("state").equals("stored").filter((file) => Boolean(file.sealed_key));
    await stored.modify({ state: "waiting", upload_url: undefined, stored_at: undefined });
    await db.notes.bulkPut([{ key: "offered_again", value: generation }, { key: "receipts_after", value: 0 }]);
  });
}

/** @param {Store} db @param {string[]} keys */
const notesOf = async (db, keys) => (await db.notes.bulkGet(keys)).map((note) => note?.value);

/** @param {Store} db @returns {Promise<number>} what the server still lacks */
export async function owed(db) {
  const [commands, files] = [await waitingSealed(db), await waitingFiles(db)];
  return commands.length + files.length;
}

/**
 * A lost or returned phone: whatever a PIN could open goes at once. What the server lacks stays, sealed.
 * @param {Store} db
 */
export async function destroyReadable(db) {
  const tables = [db.notes, db.commands, db.files, db.chunks, db.drafts, db.packs, db.boxes, db.snapshots, db.cursors];
  await db.transaction("rw", tables, async () => {
    for (const table of [db.drafts, db.packs, db.boxes, db.snapshots, db.cursors]) await table.clear();
    await db.notes.where("key").noneOf(NEEDED_TO_DELIVER).delete();
    await db.commands.filter((row) => !row.sealed).delete(); // a restored server may ask even for what it had
    await db.commands.toCollection().modify(onlySealed);
    await db.files.filter((file) => !["waiting", "stored"].includes(file.state) || !file.sealed_key).delete();
    await db.files.toCollection().modify(onlySealed);
    const kept = new Set(await db.files.toCollection().primaryKeys());
    await db.chunks.filter((chunk) => !kept.has(chunk.sha256)).delete();
  });
}

const SEALED_FIELDS = [
  "id", "device", "seq", "order", "state", "live", "sealed", "tries", "saved_at",
  "sha256", "size", "type", "command_id", "sealed_key", "upload_url", "sent_bytes", "kept_at", "unopened",
];

/** @param {any} row */
function onlySealed(row) {
  for (const name of Object.keys(row)) if (!SEALED_FIELDS.includes(name)) delete row[name];
}
