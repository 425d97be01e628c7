/**
 * Half-filled screens: every input is written to the phone at once, so a closed tab or a killed browser loses
 * nothing. A draft ends in the same transaction in which its command is saved.
 */
import { currentPath } from "./router.js";
import { somebody } from "./session.js";
import { listen } from "./signals.js";
import { tellUnsaved, tellWritten } from "./unsaved.js";
import { Locked, readDraft, writeDraft } from "./vault.js";

/** @typedef {import("lit").ReactiveControllerHost} Host */

/** @type {Map<string, Draft>} */
const open = new Map();
let whose = somebody()?.id;

/** What a full phone could not write down is nobody else's: it goes when another person comes. */
listen("session", () => {
  if (whose === somebody()?.id) return;
  whose = somebody()?.id;
  for (const draft of open.values()) draft.forget();
  open.clear();
  tellWritten("draft");
});

export class Draft {
  #host;
  #keyOf;
  #initial;
  #title;
  #dirty = false;
  #closed = false;
  #readings = 0;
  /** @type {Promise<void> | null} */
  #loading = null;
  /** What was tapped while the stored values were still on their way. @type {Record<string, any> | null} */
  #tapped = null;
  /** @type {Promise<void> | null} */
  #writing = null;
  /** @type {(() => void) | null} */
  #unlisten = null;

  /**
   * @param {Host} host
   * @param {() => string} keyOf
   * @param {Record<string, any>} initial
   * @param {() => string} [title] names it in the list of unfinished screens; without one it is not listed
   */
  constructor(host, keyOf, initial, title = () => "") {
    this.#host = host;
    this.#keyOf = keyOf;
    this.#initial = initial;
    this.#title = title;
    this.key = "";
    this.ready = false;
    /** True when the person has come back to something half filled. */
    this.isResumed = false;
    /** @type {Record<string, any>} */
    this.values = { ...initial };
    host.addController(this);
  }

  hostConnected() {
    this.#unlisten = listen("session", () => (this.ready && !this.#tapped) || this.#loadUnlocked());
    this.#loadUnlocked();
  }

  /** A screen that was opened behind the lock gets its values when the lock is gone. */
  #loadUnlocked() {
    this.load().catch((fault) => {
      if (!(fault instanceof Locked)) throw fault;
    });
  }

  hostDisconnected() {
    this.#unlisten?.();
    // What could not be written stays open, for the next screen of the same draft, or for room.
    this.flush().then(() => open.get(this.key) === this && open.delete(this.key), () => undefined);
  }

  /** Reads what is stored under the key; again when the key has changed. What is tapped meanwhile is newer than that. */
  load() {
    const mine = (this.#readings += 1);
    this.key = this.#keyOf();
    this.#closed = false;
    this.#tapped ??= {};
    const before = open.get(this.key);
    open.set(this.key, this);
    this.#loading = this.#read(before, () => mine === this.#readings);
    return this.#loading;
  }

  /**
   * @param {Draft | undefined} before the screen that is being left may still be writing to the same draft
   * @param {() => boolean} isLast
   */
  async #read(before, isLast) {
    await this.#left(before).catch(() => undefined);
    const stored = await readDraft(this.key).catch((fault) => this.#giveUp(fault));
    const unwritten = before && before.#dirty ? before.values : undefined;
    if (isLast()) this.#take(unwritten ?? stored?.values, unwritten !== undefined);
  }

  /** @param {Draft | undefined} before */
  async #left(before) {
    await (before === this ? this.#writing : before?.flush());
  }

  /** @param {Record<string, any> | undefined} known @param {boolean} isUnwritten */
  #take(known, isUnwritten) {
    const tapped = this.#tapped ?? {};
    this.#tapped = null;
    this.#dirty = isUnwritten;
    this.isResumed = known !== undefined;
    this.values = { ...this.#initial, ...known, ...tapped };
    this.ready = true;
    this.#host.requestUpdate();
    if (Object.keys(tapped).length > 0) this.set({});
  }

  /** Behind the lock it is read later; what cannot be read at all is written anew. @param {unknown} fault @returns {never} */
  #giveUp(fault) {
    if (!(fault instanceof Locked)) this.#tapped = null;
    throw fault;
  }

  /** @param {Record<string, any>} change */
  set(change) {
    this.values = { ...this.values, ...change };
    this.#host.requestUpdate();
    if (this.#tapped) return void Object.assign(this.#tapped, change);
    this.#dirty = true;
    if (!this.#closed) this.#begin();
  }

  /** For `@input` and `@change` of a form: keeps the field that changed. @param {Event} event */
  input = (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (field.name) this.set({ [field.name]: valueOf(field, this.values[field.name]) });
  };

  /** @returns {Promise<void>} when everything typed so far is on the disk; rejects when that cannot be */
  async flush() {
    if (this.#tapped) await this.#loading?.catch(() => undefined);
    if (this.#dirty && !this.#closed) this.#begin();
    await this.#writing;
  }

  /** While closed nothing is written; what was typed meanwhile is, when the draft goes on. @param {boolean} isClosed */
  async close(isClosed) {
    this.#closed = isClosed;
    await (isClosed ? this.#writing : this.flush())?.catch(() => undefined);
  }

  /** Nothing more is written of it. */
  forget() {
    this.#closed = true;
    this.#dirty = false;
    this.values = { ...this.#initial };
  }

  /** Back to an empty screen, after its command was saved. */
  reset() {
    this.values = { ...this.#initial };
    this.isResumed = false;
    this.#closed = this.#dirty = false;
    this.#host.requestUpdate();
  }

  /** What could not be written is tried again with the next input. */
  #begin() {
    this.#writing ??= this.#write().finally(() => (this.#writing = null));
    this.#writing.then(() => tellWritten("draft"), tellUnsaved("draft"));
  }

  async #write() {
    while (this.#dirty && !this.#closed) {
      this.#dirty = false;
      const { key, values } = this;
      try {
        await writeDraft({ key, values, title: this.#title(), path: currentPath(), saved_at: Date.now() });
      } catch (fault) {
        this.#dirty = true;
        throw fault;
      }
    }
  }
}

/**
 * @param {HTMLInputElement} field
 * @param {any} before
 */
function valueOf(field, before) {
  if (field.type !== "checkbox") return field.value;
  if (!("list" in field.dataset)) return field.checked;
  const others = /** @type {string[]} */ (before ?? []).filter((value) => value !== field.value);
  return field.checked ? [...others, field.value] : others;
}

/** Waits until every open screen is written down; rejects when one cannot be. */
export async function flushDrafts() {
  await Promise.all([...open.values()].map((draft) => draft.flush()));
}

/**
 * Around the saving of a command: what is typed meanwhile must not bring its draft back.
 * @template T
 * @param {string | undefined} key
 * @param {() => Promise<T>} save
 * @returns {Promise<T>}
 */
export async function endingDraft(key, save) {
  const draft = key === undefined ? undefined : open.get(key);
  await draft?.close(true);
  try {
    return await save();
  } catch (fault) {
    await draft?.close(false);
    throw fault;
  }
}
