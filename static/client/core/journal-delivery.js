/** What the journal still has and the store has lost goes to the server sealed, as it was written down. */
import { eraseJournal, journaled, journalOwners, markDelivered, pruneJournal } from "./journal.js";
import { BATCH, post } from "./sealed-post.js";
import { currentStatus, setStatus } from "./status.js";
import { people } from "./vault.js";
import { plainEnrolment, stateIn, waitingSealed } from "./vault/delivery.js";

/** @typedef {import("./vault/delivery.js").Store} Store */

/** Enrolments whose journal was compared since the start: a store that was cleared meanwhile has another. @type {Set<string>} */
const compared = new Set();

/** What the journal has and the store has lost. @param {Store} db @param {string} userId @param {string} token */
export async function deliverJournal(db, userId, token) {
  const enrolment = (await plainEnrolment(db))?.device_id ?? userId;
  if (compared.has(enrolment)) return;
  await pruneJournal(userId, (await waitingSealed(db)).map((row) => row.id));
  const lines = await journaled(userId);
  const states = await Promise.all(lines.map((line) => stateIn(db, line.id)));
  await deliverLines(userId, lines.filter((_line, index) => states[index] === undefined), token);
  compared.add(enrolment);
}

/**
 * @param {string} userId
 * @param {import("./types.js").JournalLine[]} lines
 * @param {string} token
 */
async function deliverLines(userId, lines, token) {
  for (let start = 0; start < lines.length; start += BATCH) {
    const batch = lines.slice(start, start + BATCH);
    const { results } = await post(batch.map((line) => line.sealed), token);
    const fresh = results.filter(({ dup }) => !dup).length;
    setStatus({ broughtBack: currentStatus().broughtBack + fresh });
    await markDelivered(userId, batch.map((line) => line.id));
  }
}

/**
 * The server misses numbers that neither outbox nor sent box has: perhaps the journal does.
 * @param {string} userId
 * @param {string} token
 * @param {{device: string, from: number, to: number}} hole
 * @returns {Promise<number>} the first number that is lost for good; behind the hole when none is
 */
export async function fillFromJournal(userId, token, { device, from, to }) {
  const lines = (await journaled(userId)).filter((line) => line.device === device && line.seq >= from && line.seq <= to);
  await deliverLines(userId, lines, token);
  const found = new Set(lines.map((line) => line.seq));
  let first = from;
  while (found.has(first)) first += 1;
  return first;
}

/** A cleared store knows none of its people any more, while their journals may still lie beside it. @param {string} me @param {string} token */
export async function deliverForgotten(me, token) {
  const known = new Set([me, ...(await people()).map(({ id }) => id)]);
  for (const id of (await journalOwners()).filter((one) => !known.has(one))) {
    await deliverLines(id, await journaled(id), token);
    await eraseJournal(id);
  }
}
