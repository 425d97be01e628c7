/**
 * The outbox and the sent box, one table: a command is written once, then only its state changes.
 * Nothing here deletes a command that the server has not answered.
 */
import { dropForgotten } from "./files.js";
import { store } from "./open.js";

/** @typedef {import("../types.js").CommandRow} CommandRow */
/** @typedef {import("../types.js").PushResult} PushResult */
/** @typedef {import("../types.js").Receipt} Receipt */

const UNSENT = ["waiting", "sending"];
export const SENT_BOX_DAYS = 35;

/**
 * Writes a command, its files and the end of its draft in one transaction; resolves when all of it is on the disk.
 * @param {Omit<CommandRow, "device" | "seq" | "order">} row
 * @param {{draft?: string}} [with_]
 * @returns {Promise<CommandRow>}
 */
export async function saveCommand(row, { draft } = {}) {
  const db = store();
  return db.transaction("rw", db.notes, db.commands, db.files, db.drafts, async () => {
    const device = (await db.notes.get("enrolment"))?.value.device_id;
    const seq = ((await db.notes.get("seq"))?.value ?? 0) + 1;
    const order = ((await db.notes.get("order"))?.value ?? 0) + 1;
    const saved = { ...row, device, seq, order };
    await db.commands.add(saved);
    await db.notes.bulkPut([{ key: "seq", value: seq }, { key: "order", value: order }]);
    await promiseFiles(row);
    if (draft) await db.drafts.delete(draft);
    return saved;
  });
}

/**
 * A file named by a command waits for its upload, unless it is already at the server.
 * @param {{id: string, files: string[]}} row
 */
async function promiseFiles(row) {
  const db = store();
  for (const sha256 of row.files) {
    const file = await db.files.get(sha256);
    if (!file) throw new Error(`file ${sha256} was not kept before its command`);
    if (file.state === "draft") await db.files.update(sha256, { state: "waiting", command_id: row.id });
  }
}

/** @returns {Promise<CommandRow[]>} what waits, in the order of its sequence */
export async function unsent() {
  const rows = await store().commands.where("state").anyOf(UNSENT).toArray();
  return rows.sort((a, b) => a.seq - b.seq);
}

/** What waits, by id alone: nothing has to be opened for it. @returns {Promise<string[]>} */
export const unsentIds = async () => (await store().commands.where("state").anyOf(UNSENT).primaryKeys()).map(String);

export const countUnsent = () => store().commands.where("state").anyOf(UNSENT).count();

/** @returns {Promise<CommandRow[]>} what may be laid over stored rows, in the order of saving */
export async function laidOver() {
  const rows = await store().commands.where("live").equals(1).toArray();
  return rows.sort((a, b) => a.order - b.order);
}

/** @returns {Promise<CommandRow[]>} outbox and sent box, newest first */
export const allCommands = () => store().commands.orderBy("order").reverse().toArray();

/** @param {string} id */
export const findCommand = (id) => store().commands.get(id);

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
  const db = store();
  await db.transaction("rw", db.commands, db.notes, async () => {
    for (const result of results) await settle(result.id, answerOf(result), answeredAt);
    await db.notes.put({ key: "answered_seq", value: lastSeq });
  });
}

/**
 * @param {Receipt[]} receipts
 */
export async function takeReceipts(receipts) {
  const db = store();
  await db.transaction("rw", db.commands, db.notes, async () => {
    for (const receipt of receipts) await settle(receipt.id, answerOf(receipt), receipt.decided_at ?? new Date().toISOString());
    const last = receipts.at(-1);
    if (last) await db.notes.put({ key: "receipts_after", value: last.r });
  });
}

/**
 * @param {PushResult | Receipt} answer
 * @returns {Partial<CommandRow>}
 */
function answerOf(answer) {
  const { code, message, flags, review, entities } = answer;
  const decided_at = "r" in answer ? answer.decided_at : undefined;
  const fields = Object.entries({ code, message, flags, review, acked: entities, decided_at });
  return { state: answer.status, ...Object.fromEntries(fields.filter(([, value]) => value !== undefined && value !== null)) };
}

/**
 * @param {string} id
 * @param {Partial<CommandRow>} answer
 * @param {string} answeredAt
 */
async function settle(id, answer, answeredAt) {
  const row = await store().commands.get(id);
  if (!row) return;
  const settled_at = row.settled_at ?? Date.parse(answeredAt);
  await store().commands.update(id, { ...answer, settled_at, live: liveAfter(row, answer), resolved_at: resolvedAt(row, answer) });
}

/**
 * An answered command stays laid over while the server means to apply it, until its rows arrive.
 * @param {CommandRow} row
 * @param {Partial<CommandRow>} answer
 */
function liveAfter(row, answer) {
  if (answer.state === "held") return 1;
  return answer.state === "applied" && (row.state !== "applied" || row.live === 1) ? 1 : 0;
}

/**
 * The first receipt repeats the answer; another time of decision means that a person has decided since.
 * @param {CommandRow} row
 * @param {Partial<CommandRow>} answer
 */
function resolvedAt(row, answer) {
  const isLater = row.decided_at && answer.decided_at && answer.decided_at !== row.decided_at;
  return isLater ? answer.decided_at : row.resolved_at;
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
