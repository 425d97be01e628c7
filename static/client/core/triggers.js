/**
 * When to sync: at start, after a save, when the network or the person comes back, every minute while looked at,
 * and when the service worker was woken. `online` only says "maybe": the hello decides.
 */
import { mono } from "./clock.js";
import { listen } from "./signals.js";
import { currentStatus } from "./status.js";

const AFTER_SAVE_MS = 2_000;
const EVERY_MS = 60_000;

/** @type {Promise<unknown> | null} */
let running = null;
let again = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** When the pause after trouble ends, by the clock that nobody can set. */
let due = 0;
let dueToSave = 0;
/** When the timer runs out. */
let planned = Infinity;

/**
 * Asks for a round; one that is under way is followed by another.
 * @returns {Promise<unknown>}
 */
export function syncNow() {
  if (running) {
    again = true;
    return running;
  }
  running = rounds().finally(() => {
    running = null;
    planRetry();
  });
  return running;
}

/** The loop's own modules come after the first screen is drawn. */
async function rounds() {
  const { syncOnce } = await import("./sync.js");
  do {
    again = false;
    await syncOnce();
  } while (again && currentStatus().trouble !== "busy");
}

/** After trouble the loop comes back by itself. */
function planRetry() {
  const { nextTry, isOnlyFiles } = currentStatus();
  const wait = nextTry > 0 ? Math.max(0, nextTry - Date.now()) : 0;
  due = mono() + wait;
  dueToSave = isOnlyFiles ? 0 : due;
  const isSavePlanned = isOnlyFiles && planned < due;
  if (nextTry > 0 && !isSavePlanned) syncIn(wait);
}

/** @param {number} ms */
function syncIn(ms) {
  clearTimeout(timer);
  planned = mono() + ms;
  timer = setTimeout(go, ms);
}

function go() {
  planned = Infinity;
  void syncNow();
}

/** A save in the middle of a pause does not shorten it, unless only files are in trouble. */
function syncSoon() {
  syncIn(Math.max(AFTER_SAVE_MS, dueToSave - mono()));
}

/** The network or the person is back: no reason to wait, unless the server itself has asked for it. */
const maybe = () => (currentStatus().trouble !== "busy" || due <= mono()) && void syncNow();

const isSeen = () => document.visibilityState === "visible";

export function startTriggers() {
  listen("saved", () => {
    syncSoon();
    void registerBackgroundSync();
  });
  addEventListener("online", maybe);
  document.addEventListener("visibilitychange", () => isSeen() && maybe());
  setInterval(() => isSeen() && due <= mono() && void syncNow(), EVERY_MS);
  navigator.serviceWorker?.addEventListener("message", ({ data }) => data === "sync" && void syncNow());
  void syncNow();
}

/** Chromium wakes the worker when the network is back, even after the app was closed. */
async function registerBackgroundSync() {
  const registration = await navigator.serviceWorker?.getRegistration();
  /** @type {any} the type library does not know it */
  const waker = registration;
  await waker?.sync?.register("outbox").catch(() => undefined);
}
