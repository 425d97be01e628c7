/**
 * What this phone tells about itself with each `hello`: how much waits and since when, the room left, whether the
 * browser keeps the store, how that is locked. Counts and times only: the coordinator sees a phone in trouble before its owner does.
 */
import { isPersisted, isStandalone, room } from "./device.js";
import { timeOf } from "./ids.js";
import { readNote, unsentIds } from "./vault.js";

/** @returns {Promise<Record<string, string | number | undefined>>} the query of `hello` */
export async function tells() {
  const ids = await unsentIds();
  const oldest = Math.min(...ids.map(timeOf));
  return {
    unsent: ids.length,
    oldest: Number.isFinite(oldest) ? new Date(oldest).toISOString() : undefined,
    free: (await room())?.free,
    persisted: Number(await isPersisted()),
    standalone: Number(isStandalone()),
    lock: (await readNote("vault"))?.wraps[0].mode,
  };
}
