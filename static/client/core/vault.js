/**
 * The vault: the one door to what this phone keeps. Nothing outside `vault/` touches IndexedDB, so that
 * encryption can slip in behind these functions without a view noticing. Today everything in it is plain.
 */
export { closeAll, closeVault, eraseVault, isVaultOpen, openVault, watch } from "./vault/open.js";
export {
  changeNote,
  currentPerson,
  deleteDraft,
  drafts,
  people,
  readDraft,
  readEnrolment,
  readNote,
  readPhoneNote,
  rememberPerson,
  writeDraft,
  writeNote,
  writePhoneNote,
} from "./vault/notes.js";
export {
  allCommands,
  countUnsent,
  findCommand,
  forgetOldSent,
  laidOver,
  markRead,
  markSending,
  markWaiting,
  saveCommand,
  takeReceipts,
  takeResults,
  unsent,
  unsentIds,
} from "./vault/commands.js";
export { beginGeneration, offerFrom, saveDeclaration, takeEnrolment } from "./vault/sequence.js";
export {
  countRows,
  cursorOf,
  cursors,
  findSnapshot,
  forgetReadable,
  reconcile,
  snapshotsOf,
  storePage,
} from "./vault/snapshots.js";
export { countFilesToSend, dropDraftFile, fileBytes, filesToSend, findFile, freeBackedUp, noteFile, putFile } from "./vault/files.js";
