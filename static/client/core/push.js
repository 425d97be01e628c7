/**
 * Commands up. Whatever goes wrong on the way, the batch waits again as it was; an answer that is not ours halves
 * the batch, down to one, so that a single unlucky body cannot hide the others' fate.
 */
import { ask, NetworkTrouble, Refused } from "./api.js";
import { BOOT, mono, vnNow } from "./clock.js";
import { APP_VERSION } from "./device.js";
import { OtherHistory, PROTOCOL } from "./feed.js";
import { compose } from "./outbox.js";
import { fillFromJournal } from "./journal-delivery.js";
import { deliverRest } from "./sealed-delivery.js";
import { somebody, token } from "./session.js";
import { setStatus } from "./status.js";
import {
  isUnlocked,
  markSending,
  markWaiting,
  offerFrom,
  queue,
  readEnrolment,
  readNote,
  saveDeclaration,
  seqOf,
  takeReceipts,
  takeResults,
  unsent,
} from "./vault.js";

/** @typedef {import("./types.js").CommandRow} CommandRow */
/** @typedef {import("./types.js").Hello} Hello */

const API = "/api/sync/v1";
const MOST_REPAIRS = 5;
/** Answers that say something about this phone; any other is trouble on the way. */
const MEANT = [401, 403, 409, 426, 429, 503];

/** What one push has come to. @typedef {{size: number, repairs: number, answered: number}} Run */

/**
 * @param {Hello} hello takes over the heads that the answers bring
 * @returns {Promise<number>} how many commands were answered
 */
export async function pushAll(hello) {
  const run = { size: hello.limits.batch, repairs: 0, answered: 0 };
  await markWaiting();
  for (let isMore = true; isMore; ) isMore = await pushQueue(await queue(), run, hello);
  return run.answered;
}

/**
 * Sends what waits now, reading each command when its turn has come.
 * @param {string[]} ids
 * @param {Run} run
 * @param {Hello} hello
 * @returns {Promise<boolean>} whether the queue is to be looked at again: it was repaired, or more was saved meanwhile
 */
async function pushQueue(ids, run, hello) {
  const [before, high] = [run.answered, ids.length > 0 ? await seqOf(ids[ids.length - 1]) : 0];
  let left = ids;
  while (left.length > 0) {
    setStatus({ phase: "push", done: run.answered, total: run.answered + left.length });
    const next = left.slice(0, run.size);
    const batch = fitting(await unsent(next), hello.limits.bytes);
    const done = batch.length > 0 ? await tryBatch(batch, high, run, hello) : PASSED_OVER;
    if (!done) return true;
    left = done === PASSED_OVER ? left.slice(next.length) : left.filter((id) => !done.has(id));
    run.answered += done.size;
  }
  return run.answered > before;
}

/** Of these none can be read, or all went sealed meanwhile. @type {Set<string>} */
const PASSED_OVER = new Set();

/**
 * @param {CommandRow[]} batch
 * @param {number | undefined} high
 * @param {Run} run
 * @param {Hello} hello
 * @returns {Promise<Set<string> | null>} ids of what was answered; null when something was mended instead
 */
async function tryBatch(batch, high, run, hello) {
  try {
    return await pushBatch(batch, high, hello);
  } catch (reason) {
    await markWaiting();
    await mend(reason, batch, run);
    return null;
  }
}

/**
 * @param {unknown} reason thrown on when nothing can be done about it
 * @param {CommandRow[]} batch
 * @param {Run} run
 */
async function mend(reason, batch, run) {
  if (isGap(reason) && (run.repairs += 1) <= MOST_REPAIRS) await closeGap(reason.details.expected, run.repairs > 1);
  else if (isTrouble(reason) && batch.length > 1) run.size = Math.floor(batch.length / 2);
  else throw reason;
}

/**
 * @param {CommandRow[]} waiting
 * @param {number} bytes
 */
function fitting(waiting, bytes) {
  let sum = 0;
  const over = waiting.findIndex((row) => (sum += row.body.length + 200) > bytes);
  return waiting.slice(0, over < 0 ? waiting.length : Math.max(1, over));
}

/**
 * @param {CommandRow[]} batch
 * @param {number | undefined} high the last number that waits
 * @param {Hello} hello
 * @returns {Promise<Set<string>>} ids of what was answered
 */
async function pushBatch(batch, high, hello) {
  await markSending(batch.map((row) => row.id));
  const answer = await ask("POST", `${API}/push`, { token: await token("send"), json: await request(batch, high) });
  if (!Array.isArray(answer.results) || !answer.generation) throw new NetworkTrouble("not a push answer");
  if (answer.generation !== (await readNote("generation"))) throw new OtherHistory(answer.generation);
  await takeResults(answer.results, answer.last_seq, answer.server_time);
  await markWaiting();
  if (answer.results.length === 0) throw new NetworkTrouble("nothing was answered");
  Object.assign(hello, { heads: answer.heads, scope_epoch: answer.scope_epoch });
  return new Set(answer.results.map((/** @type {{id: string}} */ { id }) => id));
}

/**
 * @param {CommandRow[]} batch
 * @param {number | undefined} high
 */
async function request(batch, high) {
  return {
    protocol: PROTOCOL,
    app: APP_VERSION,
    device_id: (await readEnrolment())?.device_id,
    generation: await readNote("generation"),
    sent_at: vnNow(),
    mono: mono(),
    boot: BOOT,
    high_seq: high,
    commands: batch.map(({ seq, body, sig }) => ({ seq, body, sig })),
  };
}

/**
 * @param {unknown} reason
 * @returns {reason is Refused}
 */
const isGap = (reason) => reason instanceof Refused && reason.code === "seq-gap";

/** Not looked at by our server, or not understood: a smaller batch may pass. @param {unknown} reason */
const isTrouble = (reason) =>
  reason instanceof NetworkTrouble || (reason instanceof Refused && !MEANT.includes(reason.status));

/**
 * The server lacks something: offer again what this phone still has, and declare only what it has not. What is here
 * and is missed all the same cannot be read any more: it goes sealed, and what waits behind it too.
 * @param {number} expected
 * @param {boolean} isAgain
 */
async function closeGap(expected, isAgain) {
  const hole = await offerFrom(expected);
  if (hole) await fillHole(hole);
  else if (isAgain) await deliverRest(somebody()?.id ?? "", await token("send"));
}

/** @param {{from: number, to: number}} hole */
async function fillHole(hole) {
  const device = (await readEnrolment())?.device_id ?? "";
  const from = await fillFromJournal(somebody()?.id ?? "", await token("send"), { device, ...hole });
  if (from > hole.to) return;
  const { row } = await compose("sync.declare_gap", { from, to: hole.to, reason: "not on this phone any more" }, { after: [] });
  await saveDeclaration(row, hole.to + 1);
}

/** Later decisions about this person's commands, whichever phone sent them; with the reasons where they can be read. */
export async function takeAnswers() {
  const [cursor, which] = isUnlocked() ? /** @type {const} */ (["told_after", "read"]) : /** @type {const} */ (["receipts_after", "send"]);
  for (let more = true; more; ) {
    const after = (await readNote(cursor)) ?? 0;
    const answer = await ask("GET", `${API}/receipts`, { token: await token(which), query: { after } });
    if (!Array.isArray(answer.receipts)) throw new NetworkTrouble("not receipts");
    await takeReceipts(answer.receipts, cursor);
    more = answer.more && answer.receipts.length > 0;
  }
}
