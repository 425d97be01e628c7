/**
 * The vault: the one door to what this phone keeps. Nothing outside `vault/` touches IndexedDB. Whatever a person
 * may read lies encrypted in it (docs/decisions/0040); without the key it throws `Locked`. What the first screen
 * does not need is fetched on first use: those functions look the same from outside.
 */
export { closeAll, closeVault, eraseVault, isVaultOf, isVaultOpen, openVault } from "./vault/open.js";
export { watch } from "./vault/watch.js";
export { dropKeys, isUnlocked, Locked, onLock } from "./vault/keyring.js";
export { changeNote, currentPerson, people, readNote, readPhoneNote, rememberPerson, writeNote, writePhoneNote } from "./vault/notes.js";
export { readEnrolment } from "./vault/enrolment.js";
export { deleteDraft, drafts, readDraft, writeDraft } from "./vault/drafts.js";
export { allCommands, countUnsent, findCommand, laidOver, NOT_DONE, oldestUnsent, queue, seqOf, unreadTrouble, unsent } from "./vault/commands.js";
export { countRows, cursorOf, cursors, findSnapshot, snapshotsOf } from "./vault/snapshots.js";
export { countFilesToSend, dropDraftFile, filesToSend } from "./vault/files.js";

/**
 * @template {Record<string, any>} M
 * @template {keyof M} N
 * @param {() => Promise<M>} load
 * @param {N} name
 * @returns {(...args: Parameters<M[N]>) => Promise<Awaited<ReturnType<M[N]>>>}
 */
const from = (load, name) => async (...args) => (await load())[name](...args);

const answers = () => import("./vault/answers.js");
const bytes = () => import("./vault/file-bytes.js");
const saving = () => import("./vault/saving.js");
const pages = () => import("./vault/pages.js");
const reseal = () => import("./vault/reseal.js");
const sequence = () => import("./vault/sequence.js");
const touched = () => import("./vault/touched.js");

/** What opens and changes the vault. */
export const vaultKeys = () => import("./vault/keys.js");

/** Once somebody is at work, saving must not wait for a file of ours to come over a network. */
export const warmUp = () => Promise.all([answers(), bytes(), pages(), saving(), sequence(), touched()]).catch(() => undefined);

export const forgetOldSent = from(answers, "forgetOldSent");
export const markRead = from(answers, "markRead");
export const markSending = from(answers, "markSending");
export const markWaiting = from(answers, "markWaiting");
export const takeReceipts = from(answers, "takeReceipts");
export const takeResults = from(answers, "takeResults");

export const saveCommand = from(saving, "saveCommand");

export const fileBytes = from(bytes, "fileBytes");
export const findFile = from(bytes, "findFile");
export const freeBackedUp = from(bytes, "freeBackedUp");
export const putFile = from(bytes, "putFile");

export const resealWaiting = from(reseal, "resealWaiting");

export const reconcile = from(pages, "reconcile");
export const storePage = from(pages, "storePage");

export const beginGeneration = from(sequence, "beginGeneration");
export const offerFrom = from(sequence, "offerFrom");
export const saveDeclaration = from(sequence, "saveDeclaration");
export const takeEnrolment = from(sequence, "takeEnrolment");

export const waitingOn = from(touched, "waitingOn");
