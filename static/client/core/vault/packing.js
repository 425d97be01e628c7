/** Writing packs: planned outside a transaction, since encrypting cannot wait inside one, and checked within it. */
import { box } from "./box.js";
import { store } from "./open.js";
import { packsNear, ROWS, rowsOf } from "./packs.js";

/** @typedef {import("../types.js").Snapshot} Snapshot */
/** @typedef {import("../types.js").Box} Box */
/** @typedef {import("./packs.js").StoredPack} StoredPack */

/** A pack as it shall be: `n` and `iv` of what it replaces, none for a new one. @typedef {{n?: number, iv?: string, kind: string, ward: string, rows: Snapshot[]}} Plan */

/**
 * How the packs look after these rows are put and these are gone: those touched, then the ones with room, then new.
 * @param {Snapshot[]} put
 * @param {{kind: string, id: string}[]} gone
 * @returns {Promise<Plan[]>}
 */
export async function planned(put, gone) {
  const names = new Set([...put, ...gone].map(({ kind, id }) => `${kind}:${id}`));
  const touched = await touchedBy([...put, ...gone], names);
  const contents = await rowsOf(touched);
  const plans = touched.map(({ n, iv, kind, ward }, index) => {
    const rows = [...contents[index].values()].filter((row) => !names.has(`${kind}:${row.id}`));
    return { n, iv, kind, ward, rows };
  });
  for (const [place, rows] of groups(put)) await fill(plans, place, rows);
  return plans;
}

/**
 * @param {{kind: string, id: string}[]} rows
 * @param {Set<string>} names
 * @returns {Promise<StoredPack[]>}
 */
async function touchedBy(rows, names) {
  const packs = await packsNear(new Set(rows.map((row) => row.id)));
  return packs.filter(({ kind, ids }) => ids.some((id) => names.has(`${kind}:${id}`)));
}

/** @param {Snapshot[]} rows @returns {Map<string, Snapshot[]>} by kind and ward; of one id the last */
function groups(rows) {
  const latest = new Map(rows.map((row) => [`${row.kind}:${row.id}`, row]));
  /** @type {Map<string, Snapshot[]>} */
  const found = new Map();
  for (const row of latest.values()) {
    const place = placeOf(row);
    if (!found.has(place)) found.set(place, []);
    found.get(place)?.push(row);
  }
  return found;
}

/** @param {{kind: string, ward: string}} row */
const placeOf = ({ kind, ward }) => `${kind}:${ward}`;

/**
 * @param {Plan[]} plans grows by the packs that are filled
 * @param {string} place
 * @param {Snapshot[]} rows
 */
async function fill(plans, place, rows) {
  const [{ kind, ward }] = rows;
  const left = [...rows];
  for (const plan of plans.filter((one) => placeOf(one) === place)) plan.rows.push(...left.splice(0, ROWS - plan.rows.length));
  if (left.length > 0) await topUp(plans, { kind, ward }, left);
  while (left.length > 0) plans.push({ kind, ward, rows: left.splice(0, ROWS) });
}

/**
 * One pack with room takes what it can before a new one is begun.
 * @param {Plan[]} plans
 * @param {{kind: string, ward: string}} place
 * @param {Snapshot[]} left
 */
async function topUp(plans, { kind, ward }, left) {
  const taken = new Set(plans.map(({ n }) => n));
  const packs = /** @type {StoredPack[]} */ (await store().packs.where("kind").equals(kind).toArray());
  const roomy = packs.find((pack) => pack.ward === ward && pack.ids.length < ROWS && !taken.has(pack.n));
  if (!roomy) return;
  const [rows] = await rowsOf([roomy]);
  if (rows.size === 0) return;
  plans.push({ n: roomy.n, iv: roomy.iv, kind, ward, rows: [...rows.values(), ...left.splice(0, ROWS - rows.size)] });
}

/**
 * Encrypts what is planned. New packs get their numbers first, since the number is bound into the box.
 * @param {Plan[]} plans
 * @returns {Promise<{plan: Plan, n: number, made: Box | null}[]>} an empty pack has no box
 */
export async function boxedPlans(plans) {
  let next = ((await store().packs.orderBy("n").last())?.n ?? 0) + 1;
  return Promise.all(
    plans.map(async (plan) => {
      const n = plan.n ?? next++;
      return { plan, n, made: plan.rows.length > 0 ? await box("packs", String(n), plan.rows) : null };
    }),
  );
}

/**
 * Inside a transaction over packs and boxes.
 * @param {{plan: Plan, n: number, made: Box | null}[]} ready
 * @returns {Promise<boolean>} false when another tab has changed one of them since: plan again
 */
export async function storePacks(ready) {
  const db = store();
  const now = await db.packs.bulkGet(ready.map(({ n }) => n));
  if (ready.some(({ plan }, index) => now[index]?.iv !== plan.iv)) return false;
  const full = ready.flatMap(({ plan: { kind, ward, rows }, n, made }) => (made ? [{ n, kind, ward, rows, made }] : []));
  await db.packs.bulkPut(full.map(({ n, kind, ward, rows, made }) => ({ n, kind, ward, ids: rows.map((row) => row.id), iv: made.iv })));
  await db.boxes.bulkPut(full.map(({ n, made }) => ({ n, box: made })));
  const empty = ready.filter(({ made }) => !made).map(({ n }) => n);
  await Promise.all([db.packs.bulkDelete(empty), db.boxes.bulkDelete(empty)]);
  return true;
}
