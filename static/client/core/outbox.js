/**
 * `send` is the only way to change anything. The body is built once as exact text, signed once, and written with
 * its files in one strict transaction: when `send` resolves, a killed phone still has it.
 */
import { BOOT, mono, vnNow } from "./clock.js";
import { sign } from "./crypto.js";
import { endingDraft } from "./drafts.js";
import { newId } from "./ids.js";
import { changesOf } from "./preview.js";
import { tell } from "./signals.js";
import { tellUnsaved, tellWritten } from "./unsaved.js";
import { findSnapshot, Locked, readEnrolment, readNote, saveCommand, waitingOn } from "./vault.js";

/** @typedef {import("./types.js").Command} Command */
/** @typedef {import("./types.js").CommandRow} CommandRow */
/** @typedef {import("./types.js").EntityRef} EntityRef */

/**
 * @typedef {object} Options
 * @property {EntityRef} [entity] the row this is mainly about
 * @property {number} [v] the command's version, where it is not the first
 * @property {{generation: string, version: number}} [base] what the person was looking at; follows from `entity`
 * @property {string[]} [after] unsent commands this one is stacked on; follows from the rows it names
 * @property {Record<string, unknown>} [expect]
 * @property {import("./types.js").FileRef[]} [files]
 * @property {import("./types.js").Position | null} [position]
 * @property {string} [draft] key of the draft that ends with this command
 * @property {string} [idle] key of another that has lost its ground with it
 * @property {boolean} [wish] the server may refuse it, so facts are not stacked on it
 */

/** Resolves when everything that was asked to be saved is, or has failed. */
export const savesDone = () => last;

/** Saves follow one another, so that each sees those before it. @type {Promise<unknown>} */
let last = Promise.resolve();

/**
 * @template {keyof import("./commands.js").CommandArgs} T
 * @param {T} type
 * @param {import("./types.js").Args<T>} args by the server's own schema: `make types`
 * @param {Options} [options]
 * @returns {Promise<Command>}
 */
export function send(type, args, options = {}) {
  const saving = last.then(() => save(type, /** @type {any} */ (args), options));
  last = saving.catch(tellUnsaved("command"));
  return saving;
}

/**
 * @param {string} type
 * @param {Record<string, any>} args
 * @param {Options} options
 */
async function save(type, args, options) {
  const { row, command } = await compose(type, args, options);
  await endingDraft(options.draft, () => saveCommand(row, { drafts: [options.draft, options.idle].filter((key) => key !== undefined) }));
  tellWritten("command");
  tell("saved");
  return command;
}

/**
 * @param {string} type
 * @param {Record<string, any>} args
 * @param {Options} [options]
 */
export async function compose(type, args, options = {}) {
  const enrolment = await readEnrolment();
  if (!enrolment?.key) throw new Locked("nobody is enrolled on this phone, or it is locked");
  const command = await build(type, args, options, enrolment);
  const body = JSON.stringify(command);
  return { command, row: rowOf(command, body, await sign(enrolment.key, body), options) };
}

/**
 * @param {string} type
 * @param {Record<string, any>} args
 * @param {Options} options
 * @param {import("./types.js").Enrolment} enrolment
 * @returns {Promise<Command>}
 */
async function build(type, args, options, enrolment) {
  const now = Date.now();
  /** @type {Command} */
  const command = {
    id: newId(now),
    type,
    v: options.v ?? 1,
    device_id: enrolment.device_id,
    actor: enrolment.person.id,
    ward: enrolment.person.ward,
    entity: options.entity,
    base: options.base ?? (await baseOf(options.entity)),
    expect: options.expect,
    at: vnNow(now),
    mono: mono(),
    boot: BOOT,
    args: composed(args),
    files: options.files?.map(({ sha256, size, type: kind, role }) => ({ sha256, size, type: kind, role })),
    position: options.position ?? undefined,
  };
  command.after = options.after ?? (await stackedOn(command, options.wish ?? false));
  // Through JSON once, so that what is returned and folded is exactly what is sent.
  return JSON.parse(JSON.stringify(command));
}

/** @param {EntityRef | undefined} entity */
async function baseOf(entity) {
  const snapshot = entity && (await findSnapshot(entity.kind, entity.id));
  return snapshot ? { generation: await readNote("generation"), version: snapshot.version } : undefined;
}

/**
 * The unsent commands that change a row this one names. A fact is never stacked on a mere wish.
 * @param {Command} command
 * @param {boolean} isWish
 */
async function stackedOn(command, isWish) {
  const named = new Set([...changesOf(command), ...namedRows(command.args)]);
  const parents = (await waitingOn([...named])).filter((row) => isWish || !row.wish);
  return parents.length > 0 ? parents.map((row) => row.id) : undefined;
}

/** @param {Record<string, any>} args */
function namedRows(args) {
  const fields = Object.entries(args).filter(([name, value]) => name.endsWith("_id") && typeof value === "string");
  return fields.map(([name, value]) => `${name.slice(0, -3)}:${value}`);
}

/**
 * Texts leave in composed form (NFC), as the server keeps them.
 * @param {any} value
 * @returns {any}
 */
function composed(value) {
  if (typeof value === "string") return value.normalize("NFC");
  if (Array.isArray(value)) return value.map(composed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, composed(inner)]));
}

/**
 * @param {Command} command
 * @param {string} body
 * @param {string} sig
 * @param {Options} options
 * @returns {Omit<CommandRow, "device" | "seq" | "order">}
 */
function rowOf(command, body, sig, options) {
  return {
    id: command.id,
    ward: command.ward,
    state: "waiting",
    live: 1,
    body,
    sig,
    wish: options.wish ?? false,
    changes: changesOf(command),
    files: (command.files ?? []).map((file) => file.sha256),
    saved_at: Date.now(),
    tries: 0,
  };
}
