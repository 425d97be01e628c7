/**
 * Stores written before there was encryption: every row is carried into its box, the plain one replaced in the same
 * transaction, one batch after another. A phone killed in between goes on at the next unlocking; unsent work is
 * never out of the store. The old signing key cannot be exported: it stays beside the vault until the next enrolment.
 */
import { box } from "./box.js";
import { secretNote } from "./enrolment.js";
import { boxedFile, sealedChunks } from "./file-bytes.js";
import { isPlain } from "./notes.js";
import { store, writing } from "./open.js";
import { boxedPlans, planned, storePacks } from "./packing.js";
import { boxedRow } from "./saving.js";
import { newFileKey } from "../sealed-stream.js";

const BATCH = 50;

/** Carries over what is plain, and notes that nothing is. */
export async function carryPlain() {
  await carryEnrolment();
  await carryNotes();
  await carryCommands();
  await carryDrafts();
  for (const sha256 of await store().files.toCollection().primaryKeys()) await carryFile(String(sha256));
  await carrySnapshots();
  const header = (await store().notes.get("vault"))?.value;
  await store().notes.put({ key: "vault", value: { ...header, isCarried: true } });
}

async function carryEnrolment() {
  const { read_token, person, ...plain } = (await store().notes.get("enrolment"))?.value ?? {};
  if (!person) return;
  const secret = await secretNote({ jwk: null, read_token, person });
  await writing([], (db) => db.notes.bulkPut([{ key: "enrolment", value: plain }, secret]));
}

/** The old lock's hash of the PIN goes: it would tell the PIN's digits to who guesses fast. */
async function carryNotes() {
  await store().notes.delete("pin");
  for (const { key, value, box: made } of await store().notes.toArray()) {
    if (isPlain(key) || made) continue;
    const note = { key, box: await box("notes", key, value) };
    await writing([], (db) => db.notes.put(note));
  }
}

async function carryCommands() {
  const plain = /** @type {any[]} */ (await store().commands.filter((row) => "body" in row).toArray());
  for (let start = 0; start < plain.length; start += BATCH) {
    const rows = await Promise.all(plain.slice(start, start + BATCH).map(carried));
    await writing(["commands"], (db) => db.commands.bulkPut(rows));
  }
}

/** @param {any} row */
const carried = async (row) => ({ ...(await boxedRow(row)), ward: JSON.parse(row.body).ward, device: row.device, seq: row.seq, order: row.order });

async function carryDrafts() {
  const plain = /** @type {any[]} */ (await store().drafts.filter((row) => !row.box).toArray());
  for (const draft of plain) {
    const row = { key: draft.key, box: await box("drafts", draft.key, draft) };
    await writing(["drafts"], (db) => db.drafts.put(row));
  }
}

/** @param {string} sha256 */
async function carryFile(sha256) {
  const row = /** @type {any} */ (await store().files.get(sha256));
  if (!row || row.box) return;
  const { state, kept_at, ...rest } = row;
  const parts = await store().chunks.where("sha256").equals(sha256).sortBy("n");
  const key = newFileKey();
  const bytes = await new Blob(parts.map((part) => part.bytes)).arrayBuffer();
  const chunks = parts.length > 0 ? await sealedChunks(bytes, key) : [];
  const file = { ...(await boxedFile(rest, key)), state, kept_at, upload_url: undefined, sent_bytes: undefined };
  await writing(["files", "chunks"], async (db) => {
    await db.chunks.where("sha256").equals(sha256).delete();
    await db.chunks.bulkPut(chunks.map((chunk, n) => ({ sha256, n, bytes: chunk })));
    await db.files.put(file);
  });
}

async function carrySnapshots() {
  for (;;) {
    const rows = await store().snapshots.limit(500).toArray();
    if (rows.length === 0) return;
    const ready = await boxedPlans(await planned(rows, []));
    await writing(["packs", "boxes", "snapshots"], async (db) => {
      if (await storePacks(ready)) await db.snapshots.bulkDelete(rows.map((row) => [row.kind, row.id]));
    });
  }
}
