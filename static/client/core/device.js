/** What this phone is: the app's version, its room, and whether the browser promised to keep the store. */

const LOW_BYTES = 80_000_000;
const PHOTO_BYTES = 5_000_000;

/** @param {string} name */
export const metaText = (name) =>
  globalThis.document?.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? "";

export const APP_VERSION = metaText("app-version") || "0";

export const isStandalone = () => globalThis.matchMedia?.("(display-mode: standalone)").matches ?? false;

export const isPersisted = async () => (await globalThis.navigator?.storage?.persisted?.()) ?? false;

/** Asks the browser never to throw the store away by itself. */
export const askToPersist = async () => (await globalThis.navigator?.storage?.persist?.()) ?? false;

/** @returns {Promise<{used: number, free: number} | null>} null where the browser does not say */
export async function room() {
  const estimate = await globalThis.navigator?.storage?.estimate?.();
  if (!estimate?.quota) return null;
  const used = estimate.usage ?? 0;
  return { used, free: estimate.quota - used };
}

/** A full phone refuses a photo early, so that there is always room for a command. */
export async function hasRoomForPhoto() {
  const space = await room();
  return !space || space.free > PHOTO_BYTES;
}

export async function isStorageLow() {
  const space = await room();
  return space !== null && space.free < LOW_BYTES;
}

/** Whether this failed for want of room; the store wraps what the browser says. @param {any} fault */
export const isFull = (fault) => [fault, fault?.inner].some((one) => one?.name === "QuotaExceededError");

/** @param {number} count shown on the app's icon where the phone can */
export async function setBadge(count) {
  const { navigator } = globalThis;
  if (navigator && "setAppBadge" in navigator) await navigator.setAppBadge(count).catch(() => undefined);
}
