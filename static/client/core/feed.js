/**
 * Snapshots down. A page's rows, removals and cursor are stored in one transaction, so a torn pull resumes where
 * it was. Rows that changed last by our own hand come without a body: we guess it, and fetch it when the guess
 * does not hash to what the server says.
 */
import { ask, NetworkTrouble, Refused } from "./api.js";
import { mono } from "./clock.js";
import { canonical, sha256 } from "./crypto.js";
import { predict } from "./preview.js";
import { token } from "./session.js";
import { cursorOf, findSnapshot, laidOver, readNote, reconcile, storePage, writeNote } from "./vault.js";

/** @typedef {import("./types.js").PullPage} PullPage */
/** @typedef {import("./types.js").PulledRow} PulledRow */
/** @typedef {import("./types.js").Snapshot} Snapshot */

const API = "/api/sync/v1";
const MOST_IDS = 500;
export const PROTOCOL = 1;
/** Two pages that share a slow way would both come too late: there each is asked for when the one before has come. */
const QUICK_MS = 5_000;
const LOST_MS = 25_000;
const FEWEST_ROWS = 50;
const MOST_PARTS = 64;

/** A full page takes minutes on 64 kbit/s and never comes whole: what was lost after long is asked for in smaller parts. */
let parts = 1;

/** The server's history is not the one this phone has read. */
export class OtherHistory extends Error {}

/**
 * @param {import("./types.js").Hello} hello
 */
export async function pullAll({ heads, scope_epoch, limits }) {
  const [known, damaged] = [await readNote("scope_epoch"), await readNote("damaged")];
  if (damaged || (known && known !== scope_epoch)) return pullByManifests(Object.keys(heads));
  if (!known) await writeNote("scope_epoch", scope_epoch);
  try {
    await pullWards(heads, limits.page);
  } catch (reason) {
    if (!(reason instanceof Refused) || reason.code !== "scope-changed") throw reason;
    await pullByManifests(Object.keys(heads));
  }
}

/**
 * @param {Record<string, number>} heads
 * @param {number} limit
 */
async function pullWards(heads, limit) {
  for (const [ward, head] of Object.entries(heads)) await pullWard(ward, head, limit);
}

/**
 * @param {string} ward
 * @param {number} head
 * @param {number} limit
 */
async function pullWard(ward, head, limit) {
  const cursor = await cursorOf(ward);
  if (head < cursor) throw new OtherHistory(`head ${head} is behind cursor ${cursor}`);
  if (head > cursor) await pullPages(ward, cursor, limit);
}

/**
 * While one page is being stored, the next is being read and the one after it asked for: two ahead, no more.
 * @param {string} ward
 * @param {number} cursor
 * @param {number} limit
 */
async function pullPages(ward, cursor, limit) {
  const query = { ward, scope_epoch: await readNote("scope_epoch"), protocol: PROTOCOL };
  const stop = new AbortController();
  const feed = { query, limit, token: await token("read"), isQuick: false, stop: stop.signal };
  try {
    await storePages(ward, askFor(feed, { cursor }));
  } finally {
    // A page that nobody waits for any more must not go on filling the way.
    stop.abort();
  }
}

/**
 * @param {string} ward
 * @param {Asked | null} asked
 */
async function storePages(ward, asked) {
  let next = asked && following(asked);
  while (asked && next) {
    const afterNext = next.then((one) => one && following(one));
    const page = await asked.page;
    await checkHistory(page.generation);
    await storePage({ ward, cursor: page.cursor, put: await wholeRows(ward, page.put), del: page.del });
    [asked, next] = [await next, afterNext];
  }
}

/** What the questions of one pull share; quick is a way on which the last page came soon. @typedef {{query: Record<string, any>, limit: number, token: string, isQuick: boolean, stop: AbortSignal}} Feed */
/** Where a page begins. @typedef {{cursor: number, until?: number}} Place */
/** A page on its way, and where the next one begins. @typedef {{feed: Feed, page: Promise<PullPage>, next: Promise<Place | null>}} Asked */

/**
 * @param {Feed} feed
 * @param {Place} place
 * @returns {Asked}
 */
function askFor(feed, place) {
  /** @type {(next: Place | null) => void} */
  let learn = () => undefined;
  /** @type {Promise<Place | null>} */
  const next = new Promise((resolve) => (learn = resolve));
  const page = fetchPage(feed, place, learn);
  // A way that lets no such head through; and should an earlier page fail, nobody asks what became of this one.
  page.then(nextOf, () => null).then(learn);
  return { feed, page, next };
}

/** Asked for as soon as its place is known: on a quick way that is when the head of the answer before it has come. @param {Asked} asked @returns {Promise<Asked | null>} */
const following = ({ feed, next }) => next.then((place) => place && askFor(feed, place));

/** @param {PullPage} page @returns {Place | null} */
const nextOf = ({ more, cursor, until }) => (more ? { cursor, until } : null);

/**
 * @param {Feed} feed
 * @param {Place} place
 * @param {(next: Place) => void} learn
 * @returns {Promise<PullPage>}
 */
async function fetchPage(feed, place, learn) {
  const began = mono();
  /** @type {Place | null} */
  let told = null;
  const onHead = (/** @type {Headers} */ head) => {
    told = toldBy(head);
    if (told && feed.isQuick) learn(told);
  };
  const query = { ...feed.query, ...place, limit: Math.max(Math.ceil(feed.limit / parts), Math.min(feed.limit, FEWEST_ROWS)) };
  /** @type {PullPage} */
  const page = await ask("GET", `${API}/pull`, { token: feed.token, query, onHead, stop: feed.stop }).catch((reason) => {
    const isTooSlow = !feed.stop.aborted && reason instanceof NetworkTrouble && mono() - began >= LOST_MS;
    if (isTooSlow) parts = Math.min(parts * 4, MOST_PARTS);
    throw reason;
  });
  feed.isQuick = mono() - began < QUICK_MS;
  if (feed.isQuick) parts = Math.max(1, parts / 2);
  if (!Array.isArray(page.put) || !page.generation) throw new NetworkTrouble("not a page");
  if (told && JSON.stringify(told) !== JSON.stringify(nextOf(page))) throw new NetworkTrouble("head and body differ");
  return page;
}

/** @param {Headers} head with a `Link` to the next page (RFC 8288) @returns {Place | null} */
function toldBy(head) {
  const query = /\?([^>]*)>; rel="next"/.exec(head.get("Link") ?? "")?.[1];
  const said = new URLSearchParams(query);
  return query ? { cursor: Number(said.get("cursor")), until: Number(said.get("until")) } : null;
}

/** @param {string} generation */
async function checkHistory(generation) {
  if (generation !== (await readNote("generation"))) throw new OtherHistory(generation);
}

/**
 * @param {string} ward
 * @param {PulledRow[]} rows
 * @returns {Promise<Snapshot[]>}
 */
async function wholeRows(ward, rows) {
  const guessed = await Promise.all(rows.map((row) => (row.body ? row.body : guess(row))));
  const unknown = rows.filter((_, index) => guessed[index] === null).map((row) => row.id);
  const fetched = await fetchRows(unknown);
  return rows.flatMap((row, index) => {
    const body = guessed[index];
    if (body) return [{ kind: row.kind, id: row.id, version: row.version, seq: row.seq, ward, body }];
    return fetched.filter((one) => one.id === row.id && one.kind === row.kind).map((one) => ({ ...one, ward }));
  });
}

/**
 * Our own prediction of a row whose last change was ours, if it is what the server has.
 * @param {PulledRow} row
 */
async function guess({ kind, id, version, sha }) {
  const ours = (await laidOver()).filter((one) =>
    one.acked?.some((entity) => entity.kind === kind && entity.id === id && entity.version <= version),
  );
  const body = await predict(kind, id, await findSnapshot(kind, id), ours);
  return body && (await sha256(canonical(body))) === sha ? body : null;
}

/**
 * @param {string[]} ids
 * @returns {Promise<Omit<Snapshot, "ward">[]>}
 */
async function fetchRows(ids) {
  /** @type {Omit<Snapshot, "ward">[]} */
  const rows = [];
  for (let start = 0; start < ids.length; start += MOST_IDS) {
    const json = { ids: ids.slice(start, start + MOST_IDS) };
    const answer = await ask("POST", `${API}/entities`, { token: await token("read"), json });
    if (!Array.isArray(answer.entities)) throw new NetworkTrouble("not entities");
    rows.push(...answer.entities);
  }
  return rows.map(({ kind, id, version, seq, body }) => ({ kind, id, version, seq, body }));
}

/**
 * What this person may see has changed, or the store is doubtful: compare with the server's list, forget what is
 * absent (never our own unsent commands), fetch what is missing. The epoch is noted last: a torn run starts again.
 * @param {string[]} wards
 */
export async function pullByManifests(wards) {
  let epoch = 0;
  for (const ward of wards) epoch = await pullByManifest(ward);
  await writeNote("scope_epoch", epoch);
  await writeNote("damaged", null);
}

/** @param {string} ward */
async function pullByManifest(ward) {
  const manifest = await ask("POST", `${API}/manifest`, { token: await token("read"), json: { ward } });
  if (!Array.isArray(manifest.items)) throw new NetworkTrouble("not a manifest");
  const missing = await reconcile(ward, manifest.items);
  for (let start = 0; start < missing.length; start += MOST_IDS) {
    const rows = await fetchRows(missing.slice(start, start + MOST_IDS));
    await storePage({ ward, cursor: await cursorOf(ward), put: rows.map((row) => ({ ...row, ward })), del: [] });
  }
  await storePage({ ward, cursor: manifest.head, put: [], del: [] });
  return manifest.scope_epoch;
}
