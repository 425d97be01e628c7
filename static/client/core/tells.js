/**
 * What this phone tells about itself with each `hello`: how much waits and since when, the room left, whether the
 * browser keeps the store, how that is locked. Counts and times only: the coordinator sees a phone in trouble before its owner does.
 */
import { isPersisted, isStandalone, room } from "./device.js";
import { countUnsent, oldestUnsent, readNote } from "./vault.js";

/** @returns {Promise<Record<string, string | number | undefined>>} the query of `hello` */
export async function tells() {
  const [unsent, oldest] = [await countUnsent(), await oldestUnsent()];
  return {
    unsent,
    oldest: oldest === undefined ? undefined : new Date(oldest).toISOString(),
    free: (await room())?.free,
    persisted: Number(await isPersisted()),
    standalone: Number(isStandalone()),
    lock: (await readNote("vault"))?.wraps[0].mode,
  };
}
