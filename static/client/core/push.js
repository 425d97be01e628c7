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
import { somebody, token } from "./session.js";
import { setStatus } from "./status.js";
import {
  isUnlocked,
  markSending,
  markWaiting,
  offerFrom,
  readEnrolment,
  readNote,
  saveDeclaration,
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

/**
 * @param {Hello} hello takes over the heads that the answers bring
 * @returns {Promise<number>} how many commands were answered
 */
export async function pushAll(hello) {
  let size = hello.limits.batch;
  let repairs = 0;
  let answered = 0;
  await markWaiting();
  for (let waiting = await unsent(); waiting.length > 0; waiting = await unsent()) {
    setStatus({ phase: "push", done: answered, total: answered + waiting.length });
    const batch = fitting(waiting, size, hello.limits.bytes);
    try {
      answered += await pushBatch(batch, waiting, hello);
    } catch (reason) {
      await markWaiting();
      if (isGap(reason) && (repairs += 1) <= MOST_REPAIRS) await mendGap(reason.details.expected);
      else if (isTrouble(reason) && batch.length > 1) size = Math.floor(batch.length / 2);
      else throw reason;
    }
  }
  return answered;
}

/**
 * @param {CommandRow[]} waiting
 * @param {number} most
 * @param {number} bytes
 */
function fitting(waiting, most, bytes) {
  let sum = 0;
  const over = waiting.findIndex((row) => (sum += row.body.length + 200) > bytes);
  return waiting.slice(0, Math.max(1, Math.min(most, over < 0 ? waiting.length : over)));
}

/**
 * @param {CommandRow[]} batch
 * @param {CommandRow[]} waiting
 * @param {Hello} hello
 */
async function pushBatch(batch, waiting, hello) {
  await markSending(batch.map((row) => row.id));
  const answer = await ask("POST", `${API}/push`, { token: await token("send"), json: await request(batch, waiting) });
  if (!Array.isArray(answer.results) || !answer.generation) throw new NetworkTrouble("not a push answer");
  if (answer.generation !== (await readNote("generation"))) throw new OtherHistory(answer.generation);
  await takeResults(answer.results, answer.last_seq, answer.server_time);
  await markWaiting();
  if (answer.results.length === 0) throw new NetworkTrouble("nothing was answered");
  Object.assign(hello, { heads: answer.heads, scope_epoch: answer.scope_epoch });
  return answer.results.length;
}

/**
 * @param {CommandRow[]} batch
 * @param {CommandRow[]} waiting
 */
async function request(batch, waiting) {
  return {
    protocol: PROTOCOL,
    app: APP_VERSION,
    device_id: (await readEnrolment())?.device_id,
    generation: await readNote("generation"),
    sent_at: vnNow(),
    mono: mono(),
    boot: BOOT,
    high_seq: waiting.at(-1)?.seq,
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
 * The server lacks something: offer again what this phone still has, and declare only what it has not.
 * @param {number} expected
 */
async function mendGap(expected) {
  const hole = await offerFrom(expected);
  if (!hole) return;
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
