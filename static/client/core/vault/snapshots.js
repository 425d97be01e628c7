/** The server's rows as last pulled. They are replaced whole and never edited; previews are laid over when reading. */
import { store } from "./open.js";

/** @typedef {import("../types.js").Snapshot} Snapshot */
/** @typedef {import("../types.js").EntityRef} EntityRef */

/** @param {string} kind */
export const snapshotsOf = (kind) => store().snapshots.where("kind").equals(kind).toArray();

/**
 * @param {string} kind
 * @param {string} id
 */
export const findSnapshot = (kind, id) => store().snapshots.get([kind, id]);

/** @param {string} ward */
export async function cursorOf(ward) {
  return (await store().cursors.get(ward))?.cursor ?? 0;
}

export const cursors = () => store().cursors.toArray();

/** How many rows of each kind the phone holds. */
export async function countRows() {
  /** @type {Record<string, number>} */
  const counts = {};
  await store().snapshots.orderBy("kind").eachKey((kind) => {
    counts[String(kind)] = (counts[String(kind)] ?? 0) + 1;
  });
  return counts;
}

/**
 * Rows, removals and cursor of one page, together; and the end of every overlay whose rows have now arrived.
 * @param {{ward: string, cursor: number, put: Snapshot[], del: EntityRef[]}} page
 */
export async function storePage({ ward, cursor, put, del }) {
  const db = store();
  await db.transaction("rw", db.snapshots, db.cursors, db.commands, async () => {
    await db.snapshots.bulkDelete(del.map((row) => [row.kind, row.id]));
    await db.snapshots.bulkPut(put);
    await db.cursors.put({ ward, cursor });
    await landOverlays(ward, cursor);
  });
}

/**
 * @param {string} ward
 * @param {number} cursor
 */
async function landOverlays(ward, cursor) {
  const db = store();
  const flying = await db.commands.where("live").equals(1).toArray();
  const landed = flying.filter((row) => row.state === "applied" && inWard(row.body, ward) && lastSeq(row) <= cursor);
  for (const row of landed) await db.commands.update(row.id, { live: 0 });
}

/**
 * @param {string} body
 * @param {string} ward
 */
const inWard = (body, ward) => JSON.parse(body).ward === ward;

/** @param {{acked?: {seq: number}[]}} row */
const lastSeq = (row) => Math.max(0, ...(row.acked ?? []).map((entity) => entity.seq));

/**
 * What the manifest no longer names is forgotten; the answer is what it names and the phone lacks.
 * @param {string} ward
 * @param {[string, string, number][]} items
 * @returns {Promise<string[]>} ids to fetch
 */
export async function reconcile(ward, items) {
  const db = store();
  const named = new Map(items.map(([kind, id, version]) => [`${kind}:${id}`, version]));
  return db.transaction("rw", db.snapshots, async () => {
    const held = await db.snapshots.where("ward").equals(ward).toArray();
    const gone = held.filter((row) => !named.has(`${row.kind}:${row.id}`));
    await db.snapshots.bulkDelete(gone.map((row) => [row.kind, row.id]));
    for (const row of held) {
      if (row.version === named.get(`${row.kind}:${row.id}`)) named.delete(`${row.kind}:${row.id}`);
    }
    return [...named.keys()].map((key) => key.slice(key.indexOf(":") + 1));
  });
}

/** A lost or returned phone forgets what it could read, at once. */
export async function forgetReadable() {
  const db = store();
  await db.transaction("rw", db.snapshots, db.cursors, db.notes, db.drafts, async () => {
    await db.snapshots.clear();
    await db.cursors.clear();
    await db.drafts.clear();
    const enrolment = (await db.notes.get("enrolment"))?.value;
    await db.notes.put({ key: "enrolment", value: { ...enrolment, read_token: "" } });
  });
}
