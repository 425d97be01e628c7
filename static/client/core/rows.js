/** Every question of a feature's `queries.js` starts here: rows as the person sees them, overlay included. */
import { withOutbox } from "./preview.js";
import { findSnapshot, snapshotsOf } from "./vault.js";

/** @typedef {import("./types.js").Row} Row */

/**
 * @param {string} kind
 * @returns {Promise<Row[]>}
 */
export function all(kind) {
  return withOutbox(kind, snapshotsOf(kind));
}

/**
 * @param {string} kind
 * @param {string} id
 * @returns {Promise<Row | undefined>}
 */
export async function one(kind, id) {
  const rows = await withOutbox(kind, findSnapshot(kind, id).then((stored) => (stored ? [stored] : [])));
  return rows.find((row) => row.id === id);
}

/**
 * @param {string} kind
 * @param {string} field
 * @param {unknown} value
 * @returns {Promise<Row[]>}
 */
export async function related(kind, field, value) {
  return (await all(kind)).filter((row) => row[field] === value);
}
