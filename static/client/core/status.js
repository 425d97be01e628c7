/** Where the sync loop stands, for the chip and the screens about it. Nothing here is needed to continue after a crash. */
import { tell } from "./signals.js";

/**
 * Why the loop cannot go on by itself; "offline" is no fault and is never shown in red.
 * @typedef {null | "offline" | "busy" | "sign-in" | "fork" | "suspended" | "revoked" | "wiped" | "update"} Trouble
 */

/**
 * @typedef {object} Status
 * @property {"idle" | "hello" | "push" | "receipts" | "pull" | "files"} phase
 * @property {Trouble} trouble
 * @property {number} done of the step at work
 * @property {number} total
 * @property {number} nextTry time of the next try after trouble, 0 when none is planned
 * @property {boolean} isOnlyFiles trouble with files alone: what is saved now need not wait for the next try
 * @property {number} lastSync when everything had last gone through
 * @property {boolean} storageLow
 * @property {number} broughtBack commands that only the journal still had, delivered since the start
 */

/** @type {Readonly<Status>} */
let status = { phase: "idle", trouble: null, done: 0, total: 0, nextTry: 0, isOnlyFiles: false, lastSync: 0, storageLow: false, broughtBack: 0 };

export const currentStatus = () => status;

/** @param {Partial<Status>} change */
export function setStatus(change) {
  status = { ...status, ...change };
  tell("sync");
}
