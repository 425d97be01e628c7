/** The server's rows as last pulled. They are replaced whole and never edited; previews are laid over when reading. */
import { gathered } from "./gathered.js";
import { store } from "./open.js";
import { packsNear, rowsOf } from "./packs.js";

/** @typedef {import("../types.js").Snapshot} Snapshot */
/** @typedef {import("./packs.js").StoredPack} StoredPack */

/**
 * @param {string} kind
 * @returns {Promise<Snapshot[]>}
 */
export async function snapshotsOf(kind) {
  const packs = /** @type {StoredPack[]} */ (await store().packs.where("kind").equals(kind).toArray());
  const rows = await rowsOf(packs);
  return rows.flatMap((found) => [...found.values()]);
}

/**
 * @param {string} kind
 * @param {string} id
 * @returns {Promise<Snapshot | undefined>}
 */
export async function findSnapshot(kind, id) {
  asked.add(id);
  const packs = (await packsAsked()).filter((pack) => pack.kind === kind && pack.ids.includes(id));
  const rows = await rowsOf(packs);
  return rows.map((found) => found.get(id)).find(Boolean);
}

/** @type {Set<string>} */
let asked = new Set();
const packsAsked = gathered(() => {
  const ids = asked;
  asked = new Set();
  return packsNear(ids);
});

/** @param {string} ward */
export async function cursorOf(ward) {
  return (await store().cursors.get(ward))?.cursor ?? 0;
}

export const cursors = gathered(async () => store().cursors.toArray());

/** How many rows of each kind the phone holds; also while locked. */
export async function countRows() {
  /** @type {Record<string, number>} */
  const counts = {};
  await store().packs.each(({ kind, ids }) => {
    counts[kind] = (counts[kind] ?? 0) + ids.length;
  });
  return counts;
}
