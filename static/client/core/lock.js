/**
 * The PIN opens the vault; locking drops the keys and everything decrypted. Five wrong PINs wait 30 seconds,
 * doubling; ten ask for sign-in. Locking never drops what is half typed: it is written down first, and the screen
 * behind stays as it is, unseen.
 */
import { isFull } from "./device.js";
import { isSigningIn, newcomer, setPerson, setSigningIn, somebody, token } from "./session.js";
import { tell } from "./signals.js";
import {
  closeVault,
  currentPerson,
  dropKeys,
  isVaultOpen,
  openVault,
  readNote,
  rememberPerson,
  vaultKeys,
  warmUp,
  writeNote,
} from "./vault.js";

const FREE_TRIES = 5;
const MOST_TRIES = 10;
const WAIT_MS = 30_000;
const IDLE_MS = 5 * 60_000;
const HIDDEN_MS = 2 * 60_000;

/** @typedef {import("./types.js").Person} Person */
/** @typedef {"open" | "wrong" | "wait" | "sign-in" | "offline" | "cancelled" | "refused" | "no-way"} Answer */

let locked = false;

/** Whether the lock is what the screen shows. */
export const isLocked = () => locked && somebody() !== null && !newcomer() && !isSigningIn();

/** @param {boolean} shall */
function setLocked(shall) {
  if (locked === shall) return;
  locked = shall;
  tell("session");
}

export const hasPin = async () => isVaultOpen() && Boolean(await readNote("vault"));

export const speaker = () => ({ token, name: (newcomer()?.person ?? somebody())?.name ?? "" });

/** Opens the store of who used this phone last; what it says waits for the PIN. @returns {Promise<Person | null>} */
export async function resume() {
  const last = await currentPerson();
  if (!last) return null;
  await openVault(last.id);
  setPerson(last);
  setLocked(await hasPin());
  return last;
}

/** Somebody whose vault was just made. @param {Person} who */
export async function beginOpen(who) {
  await rememberPerson(who);
  setPerson(who);
  locked = false;
  tell("session");
}

/** The app's other tabs in this browser. @type {BroadcastChannel | null} */
let tabs = null;

/**
 * Whoever locks the phone means the phone: a second tab behind this one holds the same keys.
 * @returns {() => void} hears and says no more
 */
export function shareLock() {
  const channel = new BroadcastChannel("tan-nha-lock");
  channel.onmessage = () => void lockToo();
  tabs = channel;
  return () => channel.close();
}

/** Also where the PIN itself is gone with a wipe. */
async function lockToo() {
  await lockHere();
  if (locked || newcomer()) return;
  dropKeys();
  tell("session");
}

export const lockOthers = () => tabs?.postMessage("lock");

/** Every tab of the phone. */
export async function lockNow() {
  lockOthers();
  await lockHere();
}

/**
 * Locks when there is a PIN to open it with; what is being saved or typed is written down before. What a full phone
 * cannot write down stays in memory, behind the lock: it keeps nobody from locking.
 */
async function lockHere() {
  if (locked || !(await hasPin())) return;
  const [{ flushDrafts }, { savesDone }] = await Promise.all([import("./drafts.js"), import("./outbox.js")]);
  await Promise.allSettled([flushDrafts(), savesDone()]);
  dropKeys();
  setLocked(true);
}

/** The other way in: a fresh sign-in, of the same person or of another. @param {boolean} is */
export function signInInstead(is) {
  setSigningIn(is);
  tell("session");
}

/** Another person of this phone; theirs opens with their own PIN. @param {Person} who */
export async function changeTo(who) {
  closeVault();
  await openVault(who.id);
  await rememberPerson(who);
  setPerson(who);
  locked = true;
  tell("session");
}

/**
 * @param {string} pin
 * @param {number} [now]
 * @returns {Promise<Answer>}
 */
export async function unlock(pin, now = Date.now()) {
  const answer = await attempt(now, async () => (await vaultKeys()).openKeys(pin, speaker()));
  if (answer === "open") {
    setLocked(false);
    void warmUp();
  }
  return answer;
}

/**
 * A try counts before it is looked at, so that killing the app gives none away.
 * @param {number} now
 * @param {() => Promise<boolean>} attempted
 * @returns {Promise<Answer>}
 */
export async function attempt(now, attempted) {
  const tries = await readTries();
  if (tries.count >= MOST_TRIES) return "sign-in";
  if (now < tries.until) return "wait";
  await writeTries(after(tries.count + 1, now));
  const answer = await tried(attempted);
  if (answer === "wrong") return tries.count + 1 >= MOST_TRIES ? "sign-in" : "wrong";
  await writeTries(answer === "open" ? NO_TRIES : tries);
  return answer;
}

/** @typedef {{count: number, until: number}} Tries */
const NO_TRIES = { count: 0, until: 0 };
/** On a phone too full to note a try; it counts until the app is started anew. @type {Tries | null} */
let unnoted = null;

/** @returns {Promise<Tries>} */
const readTries = async () => unnoted ?? (await readNote("pin_tries")) ?? NO_TRIES;

/** @param {Tries} tries */
async function writeTries(tries) {
  try {
    await writeNote("pin_tries", tries);
    unnoted = null;
  } catch (fault) {
    if (!isFull(fault)) throw fault;
    unnoted = tries;
  }
}

/**
 * @param {number} count of wrong PINs
 * @param {number} now
 */
function after(count, now) {
  const extra = count - FREE_TRIES;
  return { count, until: extra >= 0 ? now + WAIT_MS * 2 ** extra : 0 };
}

/**
 * @param {() => Promise<boolean>} attempted
 * @returns {Promise<Answer>}
 */
export async function tried(attempted) {
  try {
    return (await attempted()) ? "open" : "wrong";
  } catch (fault) {
    const { FactorMissing } = await import("./vault/factors.js");
    if (fault instanceof FactorMissing) return fault.why;
    throw fault;
  }
}

/** @returns {Promise<number>} milliseconds before the next try is looked at */
export async function waitLeft(now = Date.now()) {
  return Math.max(0, (await readTries()).until - now);
}

/** Locks this tab after five idle minutes, or two hidden ones: another may be the one that is worked in. */
export function startAutoLock() {
  let touched = Date.now();
  const touch = () => (touched = Date.now());
  for (const name of ["pointerdown", "keydown", "input"]) addEventListener(name, touch, { passive: true, capture: true });
  setInterval(() => Date.now() - touched > IDLE_MS && void lockHere(), 15_000);
  let hiddenAt = 0;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") hiddenAt = Date.now();
    else if (hiddenAt && Date.now() - hiddenAt > HIDDEN_MS) void lockHere();
  });
}
