/**
 * Packs: rows of one kind and ward, a hundred to a box, so that reading a list opens few boxes. The plain side
 * names ids only. Opened packs stay in memory until the vault is locked.
 */
import { Damaged, unbox } from "./box.js";
import { KeyGone, onLock } from "./keyring.js";
import { store } from "./open.js";

/** @typedef {import("../types.js").Snapshot} Snapshot */
/** @typedef {import("../types.js").Pack} Pack */
/** @typedef {import("../types.js").Box} Box */
/** @typedef {Pack & {n: number}} StoredPack */

/** @type {Map<number, {iv: string, rows: Map<string, Snapshot>}>} */
const known = new Map();
onLock(() => known.clear());

export const ROWS = 100;

/**
 * Packs that may hold rows of these ids. The index is asked for each id by itself: of many ids, reading every pack's
 * plain side is quicker.
 * @param {Set<string>} ids
 */
export async function packsNear(ids) {
  const { packs } = store();
  const found = ids.size > ROWS ? packs.toArray() : packs.where("ids").anyOf([...ids]).distinct().toArray();
  return /** @type {StoredPack[]} */ (await found);
}

/**
 * The rows of these packs. A damaged one has none, and is noted so that the next round fetches them again.
 * @param {StoredPack[]} packs
 * @returns {Promise<Map<string, Snapshot>[]>}
 */
export async function rowsOf(packs) {
  const strange = packs.filter(({ n, iv }) => known.get(n)?.iv !== iv);
  const shut = strange.filter(({ iv }) => !opening.has(iv));
  if (shut.length > 0) begin(shut, store().boxes.bulkGet(shut.map(({ n }) => n)));
  await Promise.all(strange.map(({ iv }) => opening.get(iv)));
  return packs.map(({ n, iv }) => (known.get(n)?.iv === iv ? known.get(n)?.rows : undefined) ?? new Map());
}

/** What is being opened now, by its IV: a hundred questions wait for one opening. @type {Map<string, Promise<void>>} */
const opening = new Map();

/**
 * @param {StoredPack[]} packs
 * @param {PromiseLike<({box: Box} | undefined)[]>} reading
 */
function begin(packs, reading) {
  for (const [index, { n, iv }] of packs.entries()) {
    const opened = Promise.resolve(reading).then((found) => open(n, iv, found[index]?.box));
    opening.set(iv, opened.finally(() => opening.delete(iv)));
  }
}

/**
 * @param {number} n
 * @param {string} iv
 * @param {Box | undefined} stored
 */
async function open(n, iv, stored) {
  // Another tab may have written it again between the two reads; the live question then asks once more.
  if (stored?.iv !== iv) return;
  try {
    /** @type {Snapshot[]} */
    const rows = await unbox("packs", String(n), stored);
    known.set(n, { iv, rows: new Map(rows.map((row) => [row.id, row])) });
  } catch (fault) {
    if (!(fault instanceof Damaged || fault instanceof KeyGone)) throw fault;
    console.error("a pack of rows is damaged and will be fetched again", n);
    known.set(n, { iv, rows: new Map() });
    // Not from inside a live question, which may only read.
    setTimeout(() => void store().notes.put({ key: "damaged", value: Date.now() }));
  }
}
