/**
 * A second, sealed copy of every saved command, in the browser's private file system beside IndexedDB: when one of the
 * two is damaged or emptied, the other still has the work. It never stands in the way of saving.
 */
import { journalAddress } from "./trusted-types.js";

/** @typedef {import("./types.js").JournalLine} JournalLine */

/** A save waits this long for its second copy, no longer. */
const PATIENCE_MS = 400;
const LONGEST_MS = 10_000;

/** @type {Worker | null} */
let worker = null;
let asked = 0;
/** @type {Map<number, (answer: any) => void>} */
const waiting = new Map();

const isThere = () => typeof Worker === "function" && Boolean(globalThis.navigator?.storage?.getDirectory);

/** @param {string} userId */
const nameOf = (userId) => `journal-${userId}`;

/** @param {string} userId @param {JournalLine} line */
export const writeDown = (userId, line) => within(PATIENCE_MS, tell("add", userId, { lines: [line] }));

/** @param {string} userId @returns {Promise<JournalLine[]>} what was saved and not delivered out of the journal */
export async function journaled(userId) {
  return (await within(LONGEST_MS, tell("read", userId))) ?? [];
}

/** @returns {Promise<string[]>} everybody who has a journal here, also whom the store has forgotten */
export const journalOwners = async () =>
  /** @type {string[]} */ ((await within(LONGEST_MS, tell("names", ""))) ?? []).filter((name) => name.startsWith(nameOf(""))).map((name) => name.slice(nameOf("").length));

/** @param {string} userId @param {string[]} ids */
export const markDelivered = (userId, ids) => within(LONGEST_MS, tell("add", userId, { lines: ids.map((id) => ({ done: id })) }));

/** @param {string} userId @param {string[]} ids of what still waits @param {number} [now] */
export const pruneJournal = (userId, ids, now = Date.now()) => within(LONGEST_MS, tell("prune", userId, { waiting: ids, now }));

/** @param {string} userId */
export const eraseJournal = (userId) => within(LONGEST_MS, tell("erase", userId));

/**
 * @param {"names" | "add" | "read" | "prune" | "erase"} act
 * @param {string} userId
 * @param {object} [more]
 * @returns {Promise<any>} undefined when there is no such file system, or it did not work
 */
async function tell(act, userId, more) {
  if (!isThere()) return undefined;
  try {
    worker ??= started();
    const n = (asked += 1);
    worker.postMessage({ n, act, name: nameOf(userId), ...more });
    return await new Promise((resolve) => waiting.set(n, resolve));
  } catch (fault) {
    return void console.warn("there is no journal", fault);
  }
}

function started() {
  const fresh = new Worker(journalAddress(), { type: "module" });
  fresh.addEventListener("message", ({ data }) => {
    if (data.fault) console.warn("the journal could not be written", data.fault);
    waiting.get(data.n)?.(data.answer);
    waiting.delete(data.n);
  });
  fresh.addEventListener("error", () => {
    worker = null;
    for (const resolve of waiting.values()) resolve(undefined);
    waiting.clear();
  });
  return fresh;
}

/**
 * @param {number} ms
 * @param {Promise<any>} work
 */
function within(ms, work) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const patience = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  return Promise.race([work, patience]).finally(() => clearTimeout(timer));
}
