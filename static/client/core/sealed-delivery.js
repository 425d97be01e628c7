/**
 * Delivers what this phone cannot read, or not just now: sealed commands, then sealed files, with the token of the
 * person they belong to. A suspended or revoked phone goes on with this; one to be wiped forgets what is readable
 * first, delivers, and forgets the rest (docs/sealing.md).
 */
import { ask, NetworkTrouble, Refused } from "./api.js";
import { APP_VERSION } from "./device.js";
import { eraseJournal } from "./journal.js";
import { deliverForgotten, deliverJournal } from "./journal-delivery.js";
import { BATCH, isTrouble, post } from "./sealed-post.js";
import { setPerson, somebody } from "./session.js";
import { tell } from "./signals.js";
import { NewWork, uploadFrom } from "./uploads.js";
import { eraseVault, people, writePhoneNote } from "./vault.js";
import { destroyReadable, offerAgain, owed, plainEnrolment, takeKept, takeSealingKey, waitingSealed, withStoreOf } from "./vault/delivery.js";

/** @typedef {import("./vault/delivery.js").Store} Store */
/** @typedef {"active" | "suspended" | "revoked" | "wipe" | "unknown"} Standing */

const API = "/api/sync/v1";

/**
 * @param {string} userId of anybody whose vault lies on this phone
 * @param {string} [spare] a token to deliver with when theirs is not known any more
 * @returns {Promise<Standing>} how the server sees their phone
 */
export function deliverFor(userId, spare = "") {
  return withStoreOf(userId, async (db) => {
    const mine = (await plainEnrolment(db))?.send_token ?? "";
    const { standing, memory } = await standingOf(db, mine);
    if (standing === "wipe") await destroyReadable(db);
    await deliverAll(db, userId, standing === "unknown" ? spare : mine, memory);
    if (standing === "wipe" && (await owed(db)) === 0) await erase(userId, mine);
    return standing;
  });
}

/**
 * @param {Store} db
 * @param {string} userId
 * @param {string} token
 * @param {import("./vault/delivery.js").Memory} [memory]
 */
async function deliverAll(db, userId, token, memory) {
  if (!token) return;
  await offerAgain(db, memory ?? (await memoryBehind(token)));
  await deliverCommands(db, token);
  await deliverJournal(db, userId, token);
  if (await plainEnrolment(db)) await uploadFrom(db, token);
}

/** Which life of the server answered last. */
let life = "";

/** A server that tells this phone nothing else still says which life it is in. @param {string} token */
async function memoryBehind(token) {
  const { generation } = await post([], token);
  life = generation;
  return { generation, lastSeq: 0 };
}

/**
 * @param {Store} db
 * @param {string} token
 * @returns {Promise<{standing: Standing, memory?: import("./vault/delivery.js").Memory}>}
 */
async function standingOf(db, token) {
  if (!token) return { standing: "unknown" };
  try {
    const hello = await ask("GET", `${API}/hello`, { token, headers: { "X-App": APP_VERSION } });
    if (!hello.generation || !hello.device) throw new NetworkTrouble("not a hello");
    await learnKey(db, hello.sealing_kid);
    life = hello.generation;
    return { standing: hello.device.status, memory: { generation: life, lastSeq: hello.device.last_seq } };
  } catch (reason) {
    return { standing: refusedStanding(reason) };
  }
}

/** @param {unknown} reason @returns {Standing} */
function refusedStanding(reason) {
  if (reason instanceof Refused && reason.status === 401) return "unknown";
  if (reason instanceof Refused && reason.device) return /** @type {Standing} */ (reason.device);
  throw reason;
}

/**
 * The server seals to another key than this phone knows: what is saved from now on goes to the new one.
 * @param {Store} db
 * @param {string | undefined} kid
 */
export async function learnKey(db, kid) {
  const known = (await plainEnrolment(db))?.sealing_key;
  if (!kid || known?.kid === kid) return;
  const { kty, crv, x, y, kid: name } = await ask("GET", `${API}/sealing-key`);
  if (name) await takeSealingKey(db, { kty, crv, x, y, kid: name });
}

/**
 * @param {Store} db
 * @param {string} token
 * @returns {Promise<number>} how many the server has kept
 */
export async function deliverCommands(db, token) {
  let [size, kept] = [BATCH, 0];
  for (let rows = await waitingSealed(db); rows.length > 0; rows = await waitingSealed(db)) {
    const batch = rows.slice(0, size);
    try {
      const { results, server_time } = await post(batch.map((row) => row.sealed), token);
      await takeKept(db, named(batch, results), Date.parse(server_time));
      kept += batch.length;
    } catch (reason) {
      if (!isTrouble(reason) || batch.length === 1) throw reason;
      size = Math.floor(batch.length / 2);
    }
  }
  return kept;
}

/**
 * For a phone without room to note an answer: the server keeps everything, and tells again when it is asked again.
 * @param {Store} db
 * @param {string} token
 */
export async function deliverUnnoted(db, token) {
  const rows = await waitingSealed(db);
  for (let start = 0; start < rows.length; start += BATCH) {
    await post(rows.slice(start, start + BATCH).map((row) => row.sealed), token);
  }
}

/** What a push cannot carry: work of a forgotten PIN or of the journal. @param {string} userId @param {string} token */
export const deliverRest = (userId, token) =>
  withStoreOf(userId, async (db) => {
    await deliverCommands(db, token);
    await deliverJournal(db, userId, token);
  });

/** Whose standing was asked since the start, and in which life of the server. @type {Map<string, string>} */
const greeted = new Map();

/**
 * Work of other people of this phone; what goes wrong with theirs never stops mine.
 * @param {string} me
 * @param {string} token
 * @param {string} [generation] as the server told it in this round
 */
export async function deliverOthers(me, token, generation = life) {
  for (const { id } of (await people()).filter((one) => one.id !== me)) {
    if (greeted.get(id) === generation && (await withStoreOf(id, owed)) === 0) continue;
    await deliverFor(id, token).then(() => greeted.set(id, generation), waitsOn);
  }
  await deliverForgotten(me, token);
}

/** @param {unknown} reason */
function waitsOn(reason) {
  if (reason instanceof NewWork) throw reason;
  console.warn("work of another person waits on", reason);
}

/**
 * What nobody could open has no id in the answer.
 * @param {{id: string}[]} rows
 * @param {{status: import("./types.js").Settled}[]} results
 */
const named = (rows, results) => rows.map(({ id }, index) => ({ id, status: results[index].status }));

/**
 * Only after the server has everything. The token is the last thing to go.
 * @param {string} userId
 * @param {string} token
 */
export async function erase(userId, token) {
  await eraseJournal(userId);
  await eraseVault(userId);
  const isMine = somebody()?.id === userId;
  if (isMine) {
    await writePhoneNote("current", null);
    setPerson(null);
  }
  if ((await people()).length === 0) await forgetSite(token);
  if (isMine) tell("session");
}

/** Without the answer's help the stores are empty all the same. @param {string} token */
async function forgetSite(token) {
  // Browsers obey only an answer to a call that may carry cookies.
  await ask("POST", "/api/sync/v1/erased", { token, cookie: true, json: {} }).catch(() => undefined);
}
