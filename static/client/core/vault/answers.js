/** What becomes of sent commands: only states, codes and numbers move here; the server's words go into a box. */
import { box } from "./box.js";
import { dropForgotten } from "./file-bytes.js";
import { isUnlocked } from "./keyring.js";
import { store } from "./open.js";

/** @typedef {import("../types.js").StoredCommand} StoredCommand */
/** @typedef {import("../types.js").PushResult} PushResult */
/** @typedef {import("../types.js").Receipt} Receipt */

export const SENT_BOX_DAYS = 35;

/** @param {string[]} ids */
export async function markSending(ids) {
  await store().commands.where("id").anyOf(ids).modify((row) => {
    row.state = "sending";
    row.tries += 1;
  });
}

/** The person has read why it was refused. @param {string} id */
export const markRead = (id) => store().commands.update(id, { read_at: Date.now() });

/** A request died: what was on its way waits again. */
export async function markWaiting() {
  await store().commands.where("state").equals("sending").modify({ state: "waiting" });
}

/**
 * @param {PushResult[]} results
 * @param {number} lastSeq
 * @param {string} answeredAt by the server's clock: the phone's may jump, and the sent box counts its days from here
 */
export async function takeResults(results, lastSeq, answeredAt) {
  await take(results, () => answeredAt, { key: "answered_seq", value: lastSeq });
}

/**
 * A locked phone hears how its work stands and not why anybody decided so: an open one reads on from its own place.
 * @param {Receipt[]} receipts
 * @param {"receipts_after" | "told_after"} cursor
 */
export async function takeReceipts(receipts, cursor) {
  const last = receipts.at(-1);
  const decidedAt = (/** @type {any} */ receipt) => receipt.decided_at ?? new Date().toISOString();
  await take(receipts, decidedAt, last && { key: cursor, value: last.r });
}

/**
 * @param {(PushResult | Receipt)[]} answers
 * @param {(answer: PushResult | Receipt) => string} whenOf
 * @param {{key: string, value: number} | undefined} note how far the answers reach
 */
async function take(answers, whenOf, note) {
  const db = store();
  const changes = await Promise.all(answers.map(answerOf));
  await db.transaction("rw", db.commands, db.notes, async () => {
    const found = await db.commands.bulkGet(answers.map(({ id }) => id));
    /** @type {Map<string, StoredCommand>} */
    const rows = new Map(found.flatMap((row) => (row ? [[row.id, row]] : [])));
    for (const [index, answer] of answers.entries()) settle(rows, answer.id, changes[index], whenOf(answer));
    await db.commands.bulkPut([...rows.values()]);
    if (note) await db.notes.put(note);
  });
}

/**
 * @param {PushResult | Receipt} answer
 * @returns {Promise<Partial<StoredCommand>>}
 */
async function answerOf(answer) {
  const { id, code, message, flags, review, entities } = answer;
  const decided_at = "r" in answer ? answer.decided_at : undefined;
  const decision = "r" in answer ? answer.decision : undefined;
  const mark = "r" in answer ? answer.mark : undefined;
  const next_free = "details" in answer ? answer.details?.next_free : undefined;
  const [told, why] = await Promise.all([boxed("told", id, message), boxed("why", id, decision)]);
  const fields = Object.entries({ code, told, why, flags, review, acked: entities, decided_at, mark, next_free });
  return { state: answer.status, ...Object.fromEntries(fields.filter(([, value]) => value !== undefined && value !== null)) };
}

/**
 * @param {"told" | "why"} name
 * @param {string} id
 * @param {object | undefined} value
 */
const boxed = async (name, id, value) => (value && isUnlocked() ? box(name, id, value) : undefined);

/**
 * @param {Map<string, StoredCommand>} rows as they are, and as they are after this
 * @param {string} id
 * @param {Partial<StoredCommand>} answer
 * @param {string} answeredAt
 */
function settle(rows, id, answer, answeredAt) {
  const row = rows.get(id);
  if (!row) return;
  const settled_at = row.settled_at ?? Date.parse(answeredAt);
  const resolved_at = resolvedAt(row, answer);
  const read_at = resolved_at === row.resolved_at ? row.read_at : undefined; // a decision is news
  rows.set(id, { ...row, ...answer, settled_at, live: liveAfter(row, answer), resolved_at, read_at });
}

/**
 * An answered command stays laid over while the server means to apply it, until its rows arrive.
 * @param {StoredCommand} row
 * @param {Partial<StoredCommand>} answer
 */
function liveAfter(row, answer) {
  if (answer.state === "held") return 1;
  return answer.state === "applied" && (row.state !== "applied" || row.live === 1) ? 1 : 0;
}

/**
 * The first receipt repeats the answer; another time of decision means that a person has decided since.
 * @param {StoredCommand} row
 * @param {Partial<StoredCommand>} answer
 */
function resolvedAt(row, answer) {
  const isLater = row.decided_at && answer.decided_at && answer.decided_at !== row.decided_at;
  return isLater || answer.why ? answer.decided_at : row.resolved_at;
}

/**
 * What was sent long ago is forgotten, except what a person still has to look at.
 * @param {number} now by the server's clock; a phone set to next year must not forget what a restored server may ask for
 */
export async function forgetOldSent(now) {
  const before = now - SENT_BOX_DAYS * 86_400_000;
  await dropForgotten(Math.min(before, Date.now() - SENT_BOX_DAYS * 86_400_000));
  await store()
    .commands.where("state")
    .equals("applied")
    .and((row) => (row.settled_at ?? now) < before && row.live === 0)
    .delete();
}
