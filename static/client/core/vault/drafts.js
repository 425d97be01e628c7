/** Half-filled screens, encrypted like all else. One that does not open any more counts as not there. */
import { box, unboxOrNull } from "./box.js";
import { store, writing } from "./open.js";

/** @typedef {import("../types.js").Draft} Draft */
/** @typedef {import("../types.js").Box} Box */

/**
 * @param {string} key
 * @returns {Promise<Draft | undefined>}
 */
export async function readDraft(key) {
  const row = await store().drafts.get(key);
  return row && opened(row);
}

/** @param {Draft} draft */
export async function writeDraft(draft) {
  const made = await box("drafts", draft.key, draft);
  await writing(["drafts"], (db) => db.drafts.put({ key: draft.key, box: made }));
}

/** @param {string} key */
export const deleteDraft = (key) => store().drafts.delete(key);

/** @returns {Promise<Draft[]>} */
export async function drafts() {
  const rows = await store().drafts.toArray();
  const found = await Promise.all(rows.map(opened));
  return found.filter((draft) => draft !== undefined);
}

/**
 * @param {{key: string, box: Box}} row
 * @returns {Promise<Draft | undefined>}
 */
const opened = async (row) => (await unboxOrNull("drafts", row.key, row.box)) ?? undefined;
