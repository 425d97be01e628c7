/**
 * The phone's databases: one small one that says who uses this phone, and one for each person.
 * Every write is `strict`: the transaction completes only when the bytes are on the disk.
 */
import { Dexie, liveQuery } from "../../../vendor/dexie.js";

/** @typedef {import("../types.js").CommandRow} CommandRow */
/** @typedef {import("../types.js").Snapshot} Snapshot */
/** @typedef {import("../types.js").FileRow} FileRow */
/** @typedef {import("../types.js").Draft} Draft */

/**
 * @template T
 * @typedef {import("../../../vendor/dexie.js").Table<T, any>} Table
 */

const STRICT = /** @type {const} */ ({ chromeTransactionDurability: "strict" });

class PersonStore extends Dexie {
  /** @param {string} userId */
  constructor(userId) {
    super(`tan-nha-${userId}`, STRICT);
    this.version(1).stores({
      notes: "key",
      commands: "id, &[device+seq], &order, state, live",
      snapshots: "[kind+id], kind, id, ward",
      cursors: "ward",
      files: "sha256, state",
      chunks: "[sha256+n], sha256",
      drafts: "key",
    });
    /** @type {Table<{key: string, value: any}>} */
    this.notes = this.table("notes");
    /** @type {Table<CommandRow>} */
    this.commands = this.table("commands");
    /** @type {Table<Snapshot>} */
    this.snapshots = this.table("snapshots");
    /** @type {Table<{ward: string, cursor: number}>} */
    this.cursors = this.table("cursors");
    /** @type {Table<FileRow>} */
    this.files = this.table("files");
    /** @type {Table<{sha256: string, n: number, bytes: ArrayBuffer}>} */
    this.chunks = this.table("chunks");
    /** @type {Table<Draft>} */
    this.drafts = this.table("drafts");
  }
}

class PhoneStore extends Dexie {
  constructor() {
    super("tan-nha", STRICT);
    this.version(1).stores({ people: "id", notes: "key" });
    /** @type {Table<{id: string, name: string, role: string, ward: string, last_used: number}>} */
    this.people = this.table("people");
    /** @type {Table<{key: string, value: any}>} */
    this.notes = this.table("notes");
  }
}

/** @type {PersonStore | null} */
let open = null;
/** @type {PhoneStore | null} */
let phone = null;

/** The small database about the phone itself. */
export function phoneStore() {
  phone ??= new PhoneStore();
  return phone;
}

/** The open database of the person using the phone. Throws when none is open. */
export function store() {
  if (!open) throw new Error("no vault is open");
  return open;
}

export const isVaultOpen = () => open !== null;

/** @param {string} userId */
export async function openVault(userId) {
  closeVault();
  open = new PersonStore(userId);
  await open.open();
}

export function closeVault() {
  open?.close();
  open = null;
}

/** Forgets every byte of a person on this phone. Only after everything of theirs was delivered. */
export async function eraseVault(/** @type {string} */ userId) {
  closeVault();
  await Dexie.delete(`tan-nha-${userId}`);
  await phoneStore().people.delete(userId);
}

/** Closes the databases, so that tests can start again. */
export function closeAll() {
  closeVault();
  phone?.close();
  phone = null;
}

/**
 * Runs a question again whenever what it read has changed.
 * @template T
 * @param {() => T | Promise<T>} question
 * @param {{next: (value: T) => void, error: (reason: unknown) => void}} observer
 * @returns {() => void} stop watching
 */
export function watch(question, observer) {
  const subscription = liveQuery(question).subscribe(observer);
  return () => subscription.unsubscribe();
}
