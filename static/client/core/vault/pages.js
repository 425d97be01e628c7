/** What a pull brings is stored page by page, whole or not at all; what a manifest no longer names is forgotten. */
import { store, writing } from "./open.js";
import { boxedPlans, planned, storePacks } from "./packing.js";
import { rowsOf } from "./packs.js";

/** @typedef {import("../types.js").Snapshot} Snapshot */
/** @typedef {import("../types.js").EntityRef} EntityRef */
/** @typedef {import("./packs.js").StoredPack} StoredPack */

/**
 * Rows, removals and cursor of one page, together; and the end of every overlay whose rows have now arrived.
 * @param {{ward: string, cursor: number, put: Snapshot[], del: EntityRef[]}} page
 * @returns {Promise<void>}
 */
export async function storePage({ ward, cursor, put, del }) {
  const ready = await boxedPlans(await planned(put, del));
  const isStored = await writing(["packs", "boxes", "cursors", "commands"], async (db) => {
    if (!(await storePacks(ready))) return false;
    await db.cursors.put({ ward, cursor });
    await landOverlays(ward, cursor);
    return true;
  });
  if (!isStored) await storePage({ ward, cursor, put, del });
}

/**
 * @param {string} ward
 * @param {number} cursor
 */
async function landOverlays(ward, cursor) {
  const db = store();
  const flying = await db.commands.where("live").equals(1).toArray();
  const landed = flying.filter((row) => row.state === "applied" && row.ward === ward && lastSeq(row) <= cursor);
  await db.commands.bulkPut(landed.map((row) => ({ ...row, live: 0 })));
}

/** @param {{acked?: {seq: number}[]}} row */
const lastSeq = (row) => Math.max(0, ...(row.acked ?? []).map((entity) => entity.seq));

/**
 * What the manifest no longer names is forgotten; the answer is what it names and the phone lacks.
 * @param {string} ward
 * @param {[string, string, number][]} items
 * @returns {Promise<string[]>} ids to fetch
 */
export async function reconcile(ward, items) {
  const named = new Map(items.map(([kind, id, version]) => [`${kind}:${id}`, version]));
  const packs = /** @type {StoredPack[]} */ (await store().packs.where("ward").equals(ward).toArray());
  const held = (await rowsOf(packs)).flatMap((rows) => [...rows.values()]);
  const lost = packs.flatMap(({ kind, ids }) => ids.map((id) => ({ kind, id }))).filter((one) => !held.some((row) => isSame(row, one)));
  const gone = held.filter((row) => !named.has(`${row.kind}:${row.id}`));
  await forget([...gone, ...lost]);
  for (const row of held) {
    if (row.version === named.get(`${row.kind}:${row.id}`)) named.delete(`${row.kind}:${row.id}`);
  }
  return [...named.keys()].map((key) => key.slice(key.indexOf(":") + 1));
}

/** @param {EntityRef} one @param {EntityRef} other */
const isSame = (one, other) => one.id === other.id && one.kind === other.kind;

/** @param {EntityRef[]} rows @returns {Promise<void>} */
async function forget(rows) {
  if (rows.length === 0) return;
  const ready = await boxedPlans(await planned([], rows));
  if (!(await writing(["packs", "boxes"], () => storePacks(ready)))) await forget(rows);
}

