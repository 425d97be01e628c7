/**
 * One loop, under one lock: hello → push → sealed of others → receipts → pull → files; locked: sealed, receipts, files. Any step may die; each starts again from
 * what is on the disk. Trouble only ever postpones: with jitter, from 2 seconds to 15 minutes.
 */
import { ask, NetworkTrouble, Refused } from "./api.js";
import { mono } from "./clock.js";
import { APP_VERSION, isFull, isStorageLow } from "./device.js";
import { OtherHistory, pullAll } from "./feed.js";
import { isLocked, lockOthers } from "./lock.js";
import { leaseAhead } from "./numbers.js";
import { oneAtATime } from "./one-at-a-time.js";
import { pushAll, takeAnswers } from "./push.js";
import { refreshReasons } from "./reasons.js";
import { deliverFor, deliverOthers, deliverRest, deliverUnnoted, learnKey } from "./sealed-delivery.js";
import { somebody, token } from "./session.js";
import { setStatus } from "./status.js";
import { tells } from "./tells.js";
import { beginRound, FilesWait, NewWork, uploadAll } from "./uploads.js";
import { beginGeneration, cursors, dropKeys, forgetOldSent, freeBackedUp, isUnlocked, isVaultOpen, Locked, readNote, resealWaiting, writeNote } from "./vault.js";
import { store } from "./vault/open.js";

/** @typedef {import("./types.js").Hello} Hello */
/** @typedef {import("./status.js").Trouble} Trouble */

const API = "/api/sync/v1";
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 900_000;
const ANSWERS_EVERY_MS = 600_000;

let failures = 0;
let answersAt = -Infinity;

/**
 * Goes once through all steps. Never throws for what the outer world does.
 * @returns {Promise<Trouble>}
 */
export async function syncOnce() {
  const who = somebody();
  if (!isVaultOpen() || !who) return null;
  return oneAtATime(`tan-nha-sync-${who.id}`, async () => {
    const trouble = await attempt(who.id);
    failures = trouble === "offline" || trouble === "busy" ? failures : 0;
    return trouble;
  });
}

/**
 * What is saved while files are on their way begins a new round; the files go on in it.
 * @param {string} userId
 * @returns {Promise<Trouble>}
 */
async function attempt(userId) {
  try {
    await beginRound();
    const trouble = await (isLocked() || !isUnlocked() ? lockedRound(userId) : round());
    if (trouble) return quiet(trouble);
    setStatus({ phase: "idle", trouble: null, nextTry: 0, lastSync: Date.now(), storageLow: await isStorageLow() });
    await writeNote("last_sync", Date.now());
    return null;
  } catch (reason) {
    if (reason instanceof NewWork) return somebody()?.id === userId ? attempt(userId) : null;
    return settleTrouble(reason);
  }
}

/** Nothing more to be done by waiting. @param {Trouble} trouble */
function quiet(trouble) {
  setStatus({ phase: "idle", trouble, nextTry: 0 });
  return trouble;
}

/**
 * Without the PIN: whatever is saved goes sealed, answers come as states, nothing is read.
 * @param {string} userId
 * @returns {Promise<Trouble>}
 */
async function lockedRound(userId) {
  setStatus({ phase: "push" });
  const standing = await deliverFor(userId);
  if (standing === "active") {
    await takeAnswers();
    await deliverOthers(userId, await token("send"));
  }
  return TROUBLES[standing];
}

/** @type {Record<import("./sealed-delivery.js").Standing, Trouble>} */
const TROUBLES = { active: null, suspended: "suspended", revoked: "revoked", wipe: "wiped", unknown: "sign-in" };

/**
 * @param {number} [restarts] a server that changes its history again and again is trouble
 * @returns {Promise<Trouble>}
 */
async function round(restarts = 0) {
  const hello = await greet();
  try {
    const answered = await pushAll(hello);
    await deliverSealed(hello);
    await answers(hello, answered);
    await pullUnlessTooOld(hello);
  } catch (reason) {
    if (!isOtherHistory(reason) || restarts > 1) throw reason;
    await beginGeneration({ generation: hello.generation, lastSeq: hello.device.last_seq });
    return round(restarts + 1);
  }
  await leaseAhead(Date.parse(hello.server_time));
  await refreshReasons();
  await freeBackedUp(hello.backed_up_at);
  await forgetOldSent(Date.parse(hello.server_time));
  await uploadAll();
  return null;
}

/** @param {Hello} hello */
async function deliverSealed({ generation }) {
  const [me, bearer] = [somebody()?.id ?? "", await token("send")];
  await deliverRest(me, bearer);
  await deliverOthers(me, bearer, generation);
}

/** @param {unknown} reason */
const isOtherHistory = (reason) =>
  reason instanceof OtherHistory || (reason instanceof Refused && reason.code === "generation");

/** @returns {Promise<Hello>} */
async function greet() {
  setStatus({ phase: "hello" });
  const asked = Date.now();
  /** @type {Hello} */
  const hello = await ask("GET", `${API}/hello`, { token: await token("send"), query: await tells(), headers: { "X-App": APP_VERSION } });
  if (!hello.generation || !hello.device) throw new NetworkTrouble("not a hello");
  if (hello.device.status !== "active") throw new Refused(403, { error: "device", device: hello.device.status }, 0);
  await writeNote("clock_offset", Date.parse(hello.server_time) - (asked + Date.now()) / 2);
  await writeNote("lease_until", hello.lease_until);
  await checkHistory(hello);
  await learnKey(store(), hello.sealing_kid);
  await resealWaiting();
  return hello;
}

/**
 * A restored server knows less than this phone: void what it gave, offer again what it lost. A server that knows
 * more than this phone met its clone.
 * @param {Hello} hello
 */
async function checkHistory({ generation, device: { last_seq } }) {
  const [known, answered, used] = await Promise.all(["generation", "answered_seq", "seq"].map(readNote));
  if (known !== generation || last_seq < (answered ?? 0)) await beginGeneration({ generation, lastSeq: last_seq });
  if (last_seq > (used ?? 0)) throw new Refused(409, { error: "seq-fork" }, 0);
}

/**
 * Decisions of people come as receipts; asked for when something moved, and now and then.
 * @param {Hello} hello
 * @param {number} answered
 */
async function answers({ heads }, answered) {
  const reached = new Map((await cursors()).map(({ ward, cursor }) => [ward, cursor]));
  const moved = Object.entries(heads).some(([ward, head]) => (reached.get(ward) ?? 0) !== head);
  if (!moved && answered === 0 && mono() - answersAt < ANSWERS_EVERY_MS) return;
  setStatus({ phase: "receipts" });
  await takeAnswers();
  answersAt = mono();
}

/** @param {Hello} hello */
async function pullUnlessTooOld(hello) {
  setStatus({ phase: "pull", done: 0, total: 0 });
  try {
    await pullAll(hello);
  } catch (reason) {
    if (!(reason instanceof Refused) || reason.status !== 426) throw reason;
    await uploadAll();
    throw reason;
  }
}

/**
 * @param {unknown} reason
 * @returns {Promise<Trouble>}
 */
async function settleTrouble(reason) {
  if (isFull(reason)) return settleFull(reason);
  if (!isFromOutside(reason)) console.error("sync stopped", reason);
  const trouble = reason instanceof Refused ? await troubleOf(reason) : reason instanceof FilesWait && reason.isBusy ? "busy" : "offline";
  const waits = trouble === "offline" || trouble === "busy";
  setStatus({ phase: "idle", trouble, nextTry: waits ? Date.now() + pause(reason) : 0, isOnlyFiles: reason instanceof FilesWait });
  return trouble;
}

/** A phone that cannot note one answer still delivers what it holds, again and again until there is room. @param {unknown} reason */
async function settleFull(reason) {
  await deliverUnnoted(store(), await token("send")).catch((fault) => isFromOutside(fault) || console.error("a full phone cannot deliver", fault));
  setStatus({ phase: "idle", trouble: "busy", storageLow: true, nextTry: Date.now() + pause(reason) });
  return /** @type {const} */ ("busy");
}

const OUTSIDE = [Refused, NetworkTrouble, FilesWait, Locked];

/** @param {unknown} reason */
const isFromOutside = (reason) => OUTSIDE.some((kind) => reason instanceof kind);

/**
 * @param {Refused} refused
 * @returns {Promise<Trouble>}
 */
async function troubleOf(refused) {
  if (refused.status === 401) return "sign-in";
  if (refused.status === 403) return shutOut(refused.device);
  if (refused.code === "seq-fork") return "fork";
  if (refused.status === 426) return "update";
  return refused.status === 429 || refused.status === 503 ? "busy" : "offline";
}

/**
 * Shut out, a phone goes on delivering what it holds; one to be wiped loses its keys before anything else.
 * @param {string | undefined} device
 * @returns {Promise<Trouble>}
 */
async function shutOut(device) {
  const who = somebody();
  if (!who || !device || !(device in TROUBLES)) return "sign-in";
  if (device === "wipe" && isUnlocked()) {
    dropKeys();
    lockOthers();
  }
  const told = /** @type {import("./sealed-delivery.js").Standing} */ (device);
  return TROUBLES[await deliverFor(who.id).catch(() => told)];
}

/** Half of each wait is chance, so that phones do not come back together. @param {unknown} reason */
function pause(reason) {
  const asked = reason instanceof Refused ? reason.retryAfter * 1_000 : 0;
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  failures += 1;
  return asked + wait / 2 + (Math.random() * wait) / 2;
}
