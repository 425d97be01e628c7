/**
 * Making, opening and changing the vault's key. A change makes a new data key (a disk may keep the old wraps):
 * first both keys are noted, each opening the other, then every box is made anew, then the old key goes. Killed
 * anywhere in between, either PIN opens, and the next unlocking finishes the work.
 */
import { readNote } from "./notes.js";
import { holdKeys, setFresh } from "./keyring.js";
import { store } from "./open.js";
import { carryPlain } from "./plain.js";
import { reboxAll } from "./rebox.js";
import { takeEnrolment } from "./sequence.js";
import { markOld } from "./touched.js";
import { fixed, follow, link, newDataKey, unwrapped, wrapped } from "./wrap.js";

/** @typedef {import("../types.js").VaultHeader} VaultHeader */
/** @typedef {import("../types.js").VaultMode} VaultMode */
/** @typedef {import("./factors.js").Speaker} Speaker */
/** @typedef {{pin: string, modes: VaultMode[], cost?: import("./stretch.js").Cost}} Choice */

/** @returns {Promise<VaultHeader | undefined>} */
const readHeader = () => readNote("vault");

/**
 * The first PIN of a vault, or a new one in the place of a forgotten PIN. Then what only the old key could read is
 * gone, except that nothing unsent goes which has no sealed copy.
 * @param {Choice} choice
 * @param {Speaker} speaker
 * @param {{enrolment: any, generation: string} | null} newcomer none for a store that was plain until now
 */
export async function beginVault(choice, speaker, newcomer) {
  const before = await readHeader();
  const number = (before?.current ?? 0) + 1;
  const key = await newDataKey();
  const wrap = await wrapped(key, { ...choice, key: number }, speaker);
  /** @type {VaultHeader} */
  const header = { current: number, first: number, wraps: [wrap], links: [], isCarried: before?.isCarried ?? false };
  holdKeys(new Map([[number, await fixed(key)]]), number);
  setFresh(true);
  if (newcomer) await takeEnrolment(newcomer.enrolment, newcomer.generation, (db) => startHeader(db, header, before));
  else await store().notes.put({ key: "vault", value: header });
  setFresh(false);
  if (!header.isCarried) await carryPlain();
}

/**
 * @param {ReturnType<typeof store>} db
 * @param {VaultHeader} header
 * @param {VaultHeader | undefined} before
 */
async function startHeader(db, header, before) {
  if (before) for (const table of [db.packs, db.boxes, db.cursors, db.drafts]) await table.clear();
  await db.commands.filter((row) => Boolean(row.box && row.box.k < header.first && row.sealed)).modify((row) => {
    delete row.box;
    delete row.touched;
    delete row.told;
    delete row.why;
  });
  const kept = await db.commands.filter((row) => Boolean(row.box && row.box.k < header.first)).count();
  const lost = [...(before?.lost ?? []), ...(before?.wraps ?? [])];
  await db.notes.filter((row) => Boolean(row.box && row.box.k < header.first)).delete();
  await db.notes.put({ key: "vault", value: kept > 0 ? { ...header, lost } : header });
}

/**
 * @param {string} pin
 * @param {Speaker} speaker
 * @returns {Promise<boolean>} false for a wrong PIN; throws FactorMissing
 */
export async function openKeys(pin, speaker) {
  const opened = await tryWraps(pin, speaker);
  if (!opened) return false;
  const held = await Promise.all([...opened].map(async ([number, key]) => /** @type {const} */ ([number, await fixed(key)])));
  holdKeys(new Map(held), (await header()).current);
  await finish();
  return true;
}

/** @returns {Promise<VaultHeader>} */
async function header() {
  const found = await readHeader();
  if (!found) throw new Error("this vault has no PIN");
  return found;
}

/**
 * @param {string} pin
 * @param {Speaker} speaker
 * @returns {Promise<Map<number, CryptoKey> | null>} every key that is still in use
 */
async function tryWraps(pin, speaker) {
  const { wraps, links } = await header();
  for (const wrap of wraps) {
    const key = await unwrapped(wrap, pin, speaker);
    if (!key) continue;
    const found = new Map([[wrap.key, key]]);
    for (const one of links.filter(({ from }) => from === wrap.key)) found.set(one.to, await follow(one, key));
    return found;
  }
  return null;
}

/** What a killed phone had begun. */
async function finish() {
  const { links, isCarried } = await header();
  if (links.length > 0) await finishChange();
  if (!isCarried) await carryPlain();
  // An index can wait for the next unlocking: a phone without room must open all the same.
  await markOld().catch((fault) => console.error("what waits could not be marked", fault));
}

/**
 * @param {string} pin the one that opens now
 * @param {Choice} choice
 * @param {Speaker} speaker
 * @returns {Promise<boolean>} false for a wrong PIN; throws FactorMissing
 */
export async function changeKeys(pin, choice, speaker) {
  if ((await header()).links.length > 0) await finishChange();
  const before = await header();
  const old = (await tryWraps(pin, speaker))?.get(before.current);
  if (!old) return false;
  const [from, to] = [{ number: before.current, key: old }, { number: before.current + 1, key: await newDataKey() }];
  const wrap = await wrapped(to.key, { ...choice, key: to.number }, speaker);
  const links = [await link(from, to), await link(to, from)];
  const next = { ...before, current: to.number, wraps: [wrap, ...before.wraps], links };
  const found = new Map([[from.number, await fixed(old)], [to.number, await fixed(to.key)]]);
  await store().notes.put({ key: "vault", value: next });
  holdKeys(found, to.number);
  await finishChange();
  return true;
}

/** Every box anew, then the end of the old key. */
async function finishChange() {
  await reboxAll();
  const { wraps, current, lost, isCarried } = await header();
  const mine = wraps.filter((wrap) => wrap.key === current);
  /** @type {VaultHeader} */
  const done = { current, first: current, wraps: mine, links: [], isCarried, ...(lost && { lost }) };
  await store().notes.put({ key: "vault", value: done });
}
