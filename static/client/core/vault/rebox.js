/** Every box of the store made anew under the current key, in batches: each batch may be the last before a kill. */
import { boxBytes, Damaged, unboxBytes } from "./box.js";
import { currentKey, holdsKey } from "./keyring.js";
import { store, writing } from "./open.js";

/** @typedef {import("../types.js").Box} Box */
/** @typedef {"notes" | "commands" | "files" | "drafts" | "boxes"} Name */

const BATCH = 50;

/** Which columns are boxes, and what each is bound to. @type {Record<Name, [string, string][]>} */
const COLUMNS = {
  notes: [["box", "notes"]],
  commands: [["box", "commands"], ["told", "told"], ["why", "why"]],
  files: [["box", "files"], ["thumb", "thumbs"]],
  drafts: [["box", "drafts"]],
  boxes: [["box", "packs"]],
};

export async function reboxAll() {
  for (const name of /** @type {Name[]} */ (Object.keys(COLUMNS))) await reboxTable(name);
}

/** @param {Name} name */
async function reboxTable(name) {
  const keys = await store().table(name).toCollection().primaryKeys();
  for (let start = 0; start < keys.length; start += BATCH) await reboxRows(name, keys.slice(start, start + BATCH));
}

/**
 * @param {Name} name
 * @param {any[]} keys
 */
async function reboxRows(name, keys) {
  const rows = await store().table(name).bulkGet(keys);
  const changes = await Promise.all(rows.map((row, index) => reboxed(name, String(keys[index]), row)));
  await writing(["commands", "files", "drafts", "boxes", "packs"], async (db) => {
    for (const [index, change] of changes.entries()) {
      const now = await db.table(name).get(keys[index]);
      if (Object.keys(change).length === 0 || !isSame(name, now, rows[index])) continue;
      await db.table(name).update(keys[index], change);
      if (name === "boxes") await db.packs.update(keys[index], { iv: change.box.iv });
    }
  });
}

/** Nobody has written it since. @param {Name} name @param {any} now @param {any} then */
const isSame = (name, now, then) => COLUMNS[name].every(([column]) => now?.[column]?.iv === then?.[column]?.iv);

/**
 * @param {Name} name
 * @param {string} id
 * @param {any} row
 * @returns {Promise<Record<string, Box>>}
 */
async function reboxed(name, id, row) {
  /** @type {Record<string, Box>} */
  const change = {};
  for (const [column, bound] of COLUMNS[name]) {
    const made = await anew(bound, id, row?.[column]);
    if (made) change[column] = made;
  }
  return change;
}

/**
 * @param {string} bound
 * @param {string} id
 * @param {Box | undefined} old
 * @returns {Promise<Box | null>} null where nothing is to do; what is damaged stays as it lies
 */
async function anew(bound, id, old) {
  if (!old || old.k === currentKey() || !holdsKey(old.k)) return null;
  try {
    return await boxBytes(bound, id, await unboxBytes(bound, id, old));
  } catch (fault) {
    if (fault instanceof Damaged) return null;
    throw fault;
  }
}
