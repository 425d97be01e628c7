/**
 * The PIN locks the screen; it does not encrypt the store yet, and the screens say so. Only a slow hash of it is
 * kept. Five wrong PINs wait 30 seconds, doubling; ten ask for sign-in. Locking never drops what is half typed:
 * the screen behind stays as it is.
 */
import { toHex } from "./ids.js";
import { tell } from "./signals.js";
import { readNote, writeNote } from "./vault.js";

const ROUNDS = 600_000;
const FREE_TRIES = 5;
const MOST_TRIES = 10;
const WAIT_MS = 30_000;
const IDLE_MS = 5 * 60_000;
const HIDDEN_MS = 2 * 60_000;

let locked = false;

export const isLocked = () => locked;

/** @param {boolean} shall */
function setLocked(shall) {
  if (locked === shall) return;
  locked = shall;
  tell("session");
}

export const hasPin = async () => Boolean(await readNote("pin"));

/** @param {string} pin */
export async function setPin(pin) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  await writeNote("pin", { salt, hash: await slowHash(pin, salt) });
  await writeNote("pin_tries", { count: 0, until: 0 });
}

/** Locks the screen when there is a PIN to open it with. */
export async function lockNow() {
  if (await hasPin()) setLocked(true);
}

/** After a fresh sign-in of the same person, a forgotten PIN is set anew. */
export async function forgetPin() {
  await writeNote("pin", null);
  setLocked(false);
}

/**
 * @param {string} pin
 * @param {number} [now]
 * @returns {Promise<"open" | "wrong" | "wait" | "sign-in">}
 */
export async function unlock(pin, now = Date.now()) {
  const tries = (await readNote("pin_tries")) ?? { count: 0, until: 0 };
  if (tries.count >= MOST_TRIES) return "sign-in";
  if (now < tries.until) return "wait";
  const { salt, hash } = await readNote("pin");
  if ((await slowHash(pin, salt)) === hash) {
    await writeNote("pin_tries", { count: 0, until: 0 });
    setLocked(false);
    return "open";
  }
  const count = tries.count + 1;
  const extra = count - FREE_TRIES;
  await writeNote("pin_tries", { count, until: extra >= 0 ? now + WAIT_MS * 2 ** extra : 0 });
  return count >= MOST_TRIES ? "sign-in" : "wrong";
}

/** @returns {Promise<number>} milliseconds before the next try is looked at */
export async function waitLeft(now = Date.now()) {
  return Math.max(0, ((await readNote("pin_tries"))?.until ?? 0) - now);
}

/**
 * @param {string} pin
 * @param {Uint8Array<ArrayBuffer>} salt
 */
async function slowHash(pin, salt) {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return toHex(new Uint8Array(await crypto.subtle.deriveBits(way, key, 256)));
}

/** Locks after five idle minutes, or two hidden ones. */
export function startAutoLock() {
  let touched = Date.now();
  const touch = () => (touched = Date.now());
  for (const name of ["pointerdown", "keydown", "input"]) addEventListener(name, touch, { passive: true, capture: true });
  setInterval(() => Date.now() - touched > IDLE_MS && void lockNow(), 15_000);
  let hiddenAt = 0;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") hiddenAt = Date.now();
    else if (hiddenAt && Date.now() - hiddenAt > HIDDEN_MS) void lockNow();
  });
}
