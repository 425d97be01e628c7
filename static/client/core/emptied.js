/**
 * Notices that the store under this tab is gone: cleared by the browser or its owner, or erased by another tab. Then
 * nothing of the person stays on the screen, and the sign-in says what is left and what is not.
 */
import { journalOwners } from "./journal.js";
import { resume } from "./lock.js";
import { setPerson, somebody } from "./session.js";
import { listen, tell } from "./signals.js";
import { closeAll, countUnsent, eraseVault, isVaultOpen, people, readNote, readPhoneNote } from "./vault.js";

/**
 * How many commands waited, null when nobody saw it happen; and whether their second copies are still here.
 * @typedef {{unsent: number | null, hasJournal: boolean}} Emptied
 */

const TRIES = 20;
const BETWEEN_MS = 250;

/** @type {Emptied | null} */
let emptied = null;
let waited = 0;
/** @type {Promise<void> | null} */
let looking = null;

export const whatWasEmptied = () => emptied;

export function watchStore() {
  listen("cut", () => void (looking ??= look().finally(() => (looking = null))));
  for (const name of /** @type {const} */ (["saved", "sync"])) listen(name, () => void count().catch(() => undefined));
  listen("session", () => somebody() && (emptied = null));
  void lookAround();
}

/** Nobody is at home, and somebody's journal lies here: the store was cleared while the app was shut. */
async function lookAround() {
  const isUnknown = !somebody() && (await people()).length === 0;
  if (isUnknown && (await journalOwners()).length > 0) report({ unsent: null, hasJournal: true });
}

/** A store that is being shut is not counted. */
async function count() {
  if (isVaultOpen() && somebody() && (await readNote("enrolment"))) waited = await countUnsent();
}

/** A store that was merely cut opens again, as it was. */
async function look() {
  const who = somebody();
  if (!who || (await isHere(TRIES))) return;
  const isErased = (await readPhoneNote("current")) !== undefined;
  await eraseVault(who.id);
  setPerson(null);
  const hasJournal = (await journalOwners()).length > 0;
  report(isErased ? null : { unsent: waited, hasJournal });
}

/**
 * A connection that is cut while it opens again stays shut: then the store is taken up as at the start, locked.
 * @param {number} tries
 * @returns {Promise<boolean>}
 */
async function isHere(tries) {
  try {
    if (!(await readPhoneNote("current"))) return false;
    if (!isVaultOpen()) await resume();
    return Boolean(await readNote("enrolment"));
  } catch (fault) {
    if (tries === 0) throw fault;
    closeAll();
    await new Promise((go) => setTimeout(go, BETWEEN_MS));
    return isHere(tries - 1);
  }
}

/** @param {Emptied | null} found */
function report(found) {
  emptied = found;
  tell("session");
}
