/** Every question about envelopes and manifests on this phone. */
import { declaredDays } from "../catalogue/queries.js";
import { dueDate } from "../catalogue/rules.js";
import { today, vnNow } from "../core/clock.js";
import { commandOf } from "../core/preview.js";
import { all, one } from "../core/rows.js";
import { allCommands } from "../core/vault.js";
import { tidyCode } from "./codes.js";
import { CORRECTABLE } from "./corrections.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").Command} Command */

const ATTEMPTS_BEFORE_RETURN = 2;
const DAYS_BETWEEN_ATTEMPTS = 2;
/** Under this key the running list of scans is kept. */
export const SCAN_DRAFT = "scan";

const IN_HAND = ["with-post", "failed", "returning"];

/** @param {Row} a @param {Row} b */
const byAddress = (a, b) => a.to.address.localeCompare(b.to.address, "vi", { numeric: true }) || a.id.localeCompare(b.id);

/**
 * Envelopes with their place on the way. Between both signatures and the next sync the list knows more than its
 * lines: what stands on a signed manifest is in hand.
 * @returns {Promise<Row[]>}
 */
async function items() {
  const [rows, manifests] = [await all("postal_item"), await all("manifest")];
  const signed = new Set(manifests.filter(({ state }) => state === "signed").map(({ id }) => id));
  return rows.map((item) => (item.state === "listed" && signed.has(item.manifest_id) ? { ...item, state: "with-post" } : item));
}

/** @typedef {{toSign: Row[], inHand: Row[], toReturn: Row[], delivered: number, returned: number}} Shift */

/** @param {string} [day] @returns {Promise<Shift>} */
export async function shift(day = today()) {
  const [rows, manifests] = [await items(), await openManifests()];
  const held = rows.filter(({ state }) => IN_HAND.includes(state));
  const isDone = (/** @type {Row} */ item) => item.attempts.length >= ATTEMPTS_BEFORE_RETURN;
  return {
    toSign: manifests,
    inHand: held.filter((item) => !isDone(item)).sort((a, b) => Number(isEarly(a, day)) - Number(isEarly(b, day)) || byAddress(a, b)),
    toReturn: held.filter(isDone).sort(byAddress),
    delivered: rows.filter(({ delivered }) => delivered && today(delivered.at) === day).length,
    returned: rows.filter(({ returned_at }) => returned_at && today(returned_at) === day).length,
  };
}

/** The day before which the law asks not to come again. @param {Row} item @returns {string | null} */
export const notBefore = (item) => item.attempts.at(-1)?.next_not_before ?? null;

/** @param {Row} item @param {string} [day] */
export const isEarly = (item, day = today()) => (notBefore(item) ?? "") > day;

/** Lists that still want a signature, newest first. @returns {Promise<Row[]>} */
export async function openManifests() {
  const rows = (await all("manifest")).filter(({ state, item_ids }) => state === "open" && item_ids.length > 0);
  return rows.sort((a, b) => b.number.localeCompare(a.number));
}

/** @param {string} id @returns {Promise<{manifest: Row, items: Row[]} | null>} */
export async function wholeManifest(id) {
  const manifest = await one("manifest", id);
  if (!manifest) return null;
  const rows = (await items()).filter((item) => manifest.item_ids.includes(item.id));
  return { manifest, items: rows.sort(byAddress) };
}

/** @param {string} id @returns {Promise<{item: Row, manifest: Row | undefined} | null>} */
export async function wholeItem(id) {
  const item = (await items()).find((row) => row.id === id);
  return item ? { item, manifest: item.manifest_id ? await one("manifest", item.manifest_id) : undefined } : null;
}

/** @typedef {{item: Row, reports: Command[]}} Reported */

/** An envelope with what this phone reported about it. @param {string} id @returns {Promise<Reported | null>} */
export async function reportedItem(id) {
  const item = (await items()).find((row) => row.id === id);
  return item ? { item, reports: await reportsOn(id) } : null;
}

/**
 * Deliveries and tries of this phone that may be put right, oldest first: corrections name these.
 * @param {string} itemId
 * @returns {Promise<Command[]>}
 */
export async function reportsOn(itemId) {
  const rows = (await allCommands()).filter(({ state }) => !["rejected", "conflict"].includes(state));
  const mine = rows.map(commandOf).filter(({ type, args }) => type in CORRECTABLE && args.item_id === itemId);
  return mine.sort((a, b) => a.id.localeCompare(b.id));
}

/** @typedef {{code: string, item: Row | undefined, isRepeated: boolean}} Scanned */

/** What was scanned, in its order; each code finds its envelope or none. @param {string[]} codes @returns {Promise<Scanned[]>} */
export async function scanned(codes) {
  const byCode = new Map((await items()).filter(({ code }) => code).map((item) => [tidyCode(item.code), item]));
  return codes.map((code, n) => ({ code, item: byCode.get(code), isRepeated: codes.indexOf(code) < n }));
}

/** The earliest day of another attempt: two working days after this moment. @param {string} [at] @returns {Promise<string>} */
export async function nextAttemptDay(at = vnNow()) {
  const limit = { limit_n: DAYS_BETWEEN_ATTEMPTS, limit_unit: "working_days" };
  return dueDate(limit, at, await declaredDays()) ?? today(at);
}

/** @typedef {{at: string, item: Row, kind: "attempt" | "delivered" | "returned", words: string}} Entry */

/** What happened to the envelopes of this phone, newest first. @returns {Promise<Entry[]>} */
export async function journal() {
  const entries = (await items()).flatMap(entriesOf);
  return entries.sort((a, b) => b.at.localeCompare(a.at));
}

/** @param {Row} item @returns {Entry[]} */
function entriesOf(item) {
  const attempts = item.attempts.map((/** @type {any} */ { at, reason }) => ({ at, item, kind: /** @type {const} */ ("attempt"), words: reason }));
  const delivered = item.delivered ? [{ at: item.delivered.at, item, kind: /** @type {const} */ ("delivered"), words: item.delivered.to_name }] : [];
  const returned = item.returned_at ? [{ at: item.returned_at, item, kind: /** @type {const} */ ("returned"), words: "" }] : [];
  return [...attempts, ...delivered, ...returned];
}
