/**
 * The phone's databases: one small one that says who uses this phone, and one for each person.
 * Every write is `strict`: the transaction completes only when the bytes are on the disk.
 */
import { Dexie } from "../../../vendor/dexie.js";
import { tell } from "../signals.js";
import { currentKey, dropKeys, isFresh, Locked } from "./keyring.js";

/** @typedef {import("../types.js").Box} Box */
/** @typedef {import("../types.js").StoredCommand} StoredCommand */
/** @typedef {import("../types.js").StoredFile} StoredFile */
/** @typedef {import("../types.js").Pack} Pack */

/**
 * @template T
 * @typedef {import("../../../vendor/dexie.js").Table<T, any>} Table
 */

const STRICT = /** @type {const} */ ({ chromeTransactionDurability: "strict" });

class PersonStore extends Dexie {
  /** @param {string} userId */
  constructor(userId) {
    super(`tan-nha-${userId}`, STRICT);
    this.userId = userId;
    this.version(1).stores({
      notes: "key",
      commands: "id, &[device+seq], &order, state, live",
      snapshots: "[kind+id], kind, id, ward",
      cursors: "ward",
      files: "sha256, state",
      chunks: "[sha256+n], sha256",
      drafts: "key",
    });
    // Rows of version 1 are plain; the first PIN carries them over (plain.js). Their columns stay as they are.
    this.version(2).stores({ packs: "++n, kind, ward, *ids", boxes: "n" });
    this.version(3).stores({ commands: "id, &[device+seq], &order, state, live, *touched" });
    /** @type {Table<{key: string, value?: any, box?: Box}>} */
    this.notes = this.table("notes");
    /** @type {Table<StoredCommand>} */
    this.commands = this.table("commands");
    /** @type {Table<import("../types.js").Snapshot>} */
    this.snapshots = this.table("snapshots");
    /** @type {Table<Pack>} */
    this.packs = this.table("packs");
    /** @type {Table<{n: number, box: Box}>} */
    this.boxes = this.table("boxes");
    /** @type {Table<{ward: string, cursor: number}>} */
    this.cursors = this.table("cursors");
    /** @type {Table<StoredFile>} */
    this.files = this.table("files");
    /** @type {Table<{sha256: string, n: number, bytes: ArrayBuffer}>} */
    this.chunks = this.table("chunks");
    /** @type {Table<{key: string, box: Box}>} */
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

/** The database of anybody on this phone, not opened yet; only what lies outside the boxes can be read in it. @param {string} userId */
export const storeOf = (userId) => new PersonStore(userId);

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

export const storeName = () => open?.name ?? "";

export const isVaultOpen = () => open !== null;

/** @param {string} userId */
export const isVaultOf = (userId) => open?.userId === userId;

/** Opens the database of a person; what it says stays shut until the PIN. @param {string} userId */
export async function openVault(userId) {
  closeVault();
  const opened = new PersonStore(userId);
  open = opened;
  // Cut from outside: the browser cleared its memory, or another tab erased this person. Told before it has happened.
  opened.on("close", () => void setTimeout(() => open === opened && tell("cut")));
  await opened.open();
}

export function closeVault() {
  dropKeys();
  const closing = open;
  open = null;
  closing?.close();
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
 * A transaction that stores boxes: it fails when the vault has been given another key since they were made, or
 * nothing would ever open them again.
 * @template T
 * @param {("commands" | "packs" | "boxes" | "cursors" | "files" | "chunks" | "drafts" | "snapshots")[]} tables
 * @param {(db: PersonStore) => Promise<T>} work
 * @returns {Promise<T>}
 */
export function writing(tables, work) {
  const db = store();
  const key = currentKey();
  return db.transaction("rw", ["notes", ...tables], async () => {
    const header = (await db.notes.get("vault"))?.value;
    if (header && header.current !== key && !isFresh()) throw new Locked("the vault was given another key");
    return work(db);
  });
}
