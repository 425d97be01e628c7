/** Counts at the store's edge what it hands out: whole records, not keys and not how many there are. */
import "fake-indexeddb/auto";

const READS = [
  [IDBObjectStore.prototype, ["get", "getAll", "openCursor"]],
  [IDBIndex.prototype, ["get", "getAll", "openCursor"]],
];

/**
 * @param {() => Promise<unknown>} work
 * @returns {Promise<Record<string, number>>} records read meanwhile, by table
 */
export async function readsOf(work) {
  const counts = {};
  const undo = READS.flatMap(([edge, names]) => names.map((name) => counting(edge, name, counts)));
  try {
    await work();
  } finally {
    for (const back of undo) back();
  }
  return counts;
}

function counting(edge, name, counts) {
  const read = edge[name];
  edge[name] = function (...asked) {
    const request = read.apply(this, asked);
    const table = (this.objectStore ?? this).name;
    // A cursor succeeds once for each record, and once more at the end with none.
    request.addEventListener("success", () => (counts[table] = (counts[table] ?? 0) + recordsIn(request.result)));
    return request;
  };
  return () => (edge[name] = read);
}

const recordsIn = (result) => (Array.isArray(result) ? result.length : Number(Boolean(result)));
