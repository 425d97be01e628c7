/**
 * Asks a question again whenever the open store has changed, in this tab or another. Dexie's own live queries mark
 * what runs inside them by a zone, and decryption lets that zone out: a save made meanwhile was taken for a part of
 * the question and refused (decision 0044). Here a question runs like any other code.
 */
import { Dexie } from "../../../vendor/dexie.js";
import { storeName } from "./open.js";

/** Writes come in bursts; a screen needs the last state only, and asking must leave time for the work itself. */
const REST_MS = 20;
const LONGEST_REST_MS = 1_000;
const RESTS_FOR_EACH = 2;

/**
 * @template T
 * @param {() => T | Promise<T>} question
 * @param {{next: (value: T) => void, error: (reason: unknown) => void}} observer
 * @returns {() => void} stop watching
 */
export function watch(question, observer) {
  let isOver = false;
  let isAsking = false;
  let isStale = false;

  const ask = async () => {
    isAsking = true;
    do {
      isStale = false;
      const began = performance.now();
      try {
        const value = await question();
        if (!isOver) observer.next(value);
      } catch (reason) {
        if (!isOver) observer.error(reason);
      }
      if (isStale) await rest(performance.now() - began);
    } while (isStale && !isOver);
    isAsking = false;
  };

  /** @param {Record<string, unknown>} parts `idb://<database>/<table>/<index>` of everything written */
  const changed = (parts) => {
    const mine = `idb://${storeName()}/`;
    if (!Object.keys(parts).some((part) => part.startsWith(mine) || part === "all")) return;
    isStale = true;
    if (!isAsking && !isOver) void ask();
  };

  Dexie.on.storagemutated.subscribe(changed);
  void ask();
  return () => {
    isOver = true;
    Dexie.on.storagemutated.unsubscribe(changed);
  };
}

/** @param {number} took how long the last answer took */
const rest = (took) => new Promise((go) => setTimeout(go, Math.min(LONGEST_REST_MS, Math.max(REST_MS, took * RESTS_FOR_EACH))));
