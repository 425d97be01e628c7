/**
 * Input that would be lost by a reload right now (strokes of a signature, a photo being shrunk): updates wait for it.
 * And what the phone could not write down just now: the person is told on every screen until the next save.
 */
import { tell } from "./signals.js";

/** @type {Set<object>} */
const holders = new Set();
/** @typedef {"command" | "draft" | "file"} Kept */
/** Why it could not be written, until the next of its sort can. @type {Map<Kept, unknown>} */
const faults = new Map();

/**
 * @param {object} who
 * @param {boolean} isHolding
 */
export function holdUpdates(who, isHolding) {
  if (isHolding) holders.add(who);
  else holders.delete(who);
}

export const hasUnsavedInput = () => holders.size > 0;

/** @returns {unknown} why something could not be written; undefined when everything was */
export const saveFault = () => [...faults.values()].at(-1);

/** @param {Kept} what @returns {(fault: unknown) => void} */
export const tellUnsaved = (what) => (fault) => {
  faults.delete(what);
  faults.set(what, fault);
  tell("unsaved");
};

/** There is room again for such a thing. @param {Kept} what */
export const tellWritten = (what) => void (faults.delete(what) && tell("unsaved"));
