/**
 * How a waiting command looks: pure folds laid over the server's rows when they are read. Stored rows are never
 * edited. An answered command stays laid over until the server's own row (base.version) has caught up with it;
 * a refused one is laid over no more.
 */
import { cursors, laidOver, onLock } from "./vault.js";

/** @typedef {import("./types.js").Command} Command */
/** @typedef {import("./types.js").CommandRow} CommandRow */
/** @typedef {import("./types.js").Snapshot} Snapshot */
/** @typedef {import("./types.js").Row} Row */

/**
 * @callback Fold
 * @param {any} row
 * @param {any} args
 * @param {Command} command
 * @returns {any}
 */

/**
 * @callback Make
 * @param {any} args
 * @param {Command} command
 * @returns {any}
 */

/** @typedef {(command: Command) => string[]} Ids */
/** @typedef {{kind: string, ids: Ids, fold?: Fold, make?: Make}} Preview */

/** @type {Map<string, Preview[]>} */
const previews = new Map();

/** @type {Map<string, () => Promise<unknown>>} by feature: fetched with the first command of it that waits */
const later = new Map();

/** @type {Map<string, Command>} bodies never change, so each is read once */
const read = new Map();
onLock(() => read.clear());

/**
 * Most starts of the app have nothing waiting: a feature's previews come when they are needed.
 * @param {string} feature the first part of its commands' types
 * @param {() => Promise<unknown>} load
 */
export function previewsOf(feature, load) {
  later.set(feature, load);
}

/** @param {CommandRow[]} rows */
async function fetchPreviews(rows) {
  for (const [feature, load] of later) {
    if (!rows.some((row) => commandOf(row).type.startsWith(`${feature}.`))) continue;
    await load();
    later.delete(feature);
  }
}

/**
 * @param {string} type of the command
 * @param {string} kind of the rows it changes
 * @param {Fold} fold
 * @param {{ids?: Ids}} [options] which rows, when neither the command's entity nor `args.<kind>_id` says so
 */
export function preview(type, kind, fold, { ids } = {}) {
  register(type, { kind, fold, ids: ids ?? usualIds(kind) });
}

/**
 * @param {string} type
 * @param {string} kind of the row it creates
 * @param {Make} make
 * @param {{ids?: Ids}} [options]
 */
export function previewNew(type, kind, make, { ids } = {}) {
  register(type, { kind, make, ids: ids ?? usualIds(kind) });
}

/**
 * @param {string} type
 * @param {Preview} one
 */
function register(type, one) {
  previews.set(type, [...(previews.get(type) ?? []), one]);
}

/**
 * @param {string} kind
 * @returns {Ids}
 */
function usualIds(kind) {
  return (command) => {
    const id = command.entity?.kind === kind ? command.entity.id : command.args[`${kind}_id`];
    return id ? [id] : [];
  };
}

/**
 * Every row a command creates or changes, as far as this phone can tell: `kind:id`.
 * @param {Command} command
 * @returns {string[]}
 */
export function changesOf(command) {
  const named = command.entity ? [`${command.entity.kind}:${command.entity.id}`] : [];
  const folded = (previews.get(command.type) ?? []).flatMap((one) => one.ids(command).map((id) => `${one.kind}:${id}`));
  return [...new Set([...named, ...folded])];
}

/** @param {CommandRow} row */
export function commandOf(row) {
  const known = read.get(row.id);
  if (known || row.isUnreadable) return known ?? JSON.parse(row.body);
  /** @type {Command} */
  const command = JSON.parse(row.body);
  read.set(row.id, command);
  return command;
}

/**
 * The rows of one kind as a person sees them: the server's, with this phone's commands folded over.
 * @param {string} kind
 * @param {Promise<Snapshot[]>} stored
 * @returns {Promise<Row[]>}
 */
export async function withOutbox(kind, stored) {
  const [laid, reached, snapshots] = await Promise.all([laidOver(), cursors(), stored]);
  await fetchPreviews(laid);
  const cursorAt = new Map(reached.map(({ ward, cursor }) => [ward, cursor]));
  /** @type {Map<string, Row>} */
  const rows = new Map(snapshots.map((one) => [one.id, shown(one)]));
  for (const row of laid) {
    if (!hasLanded(row, cursorAt)) layOver(rows, kind, row);
  }
  return [...rows.values()];
}

/** @param {Snapshot} snapshot */
const shown = ({ id, body, version }) => ({ ...body, id, $version: version, $waiting: 0 });

/**
 * Pulled past its acknowledgement: what the server made of it is stored, or out of this person's sight.
 * @param {CommandRow} row
 * @param {Map<string, number>} cursorAt
 */
function hasLanded(row, cursorAt) {
  if (row.state !== "applied") return false;
  const last = Math.max(0, ...(row.acked ?? []).map((entity) => entity.seq));
  return last <= (cursorAt.get(commandOf(row).ward) ?? 0);
}

/**
 * @param {Map<string, Row>} rows
 * @param {string} kind
 * @param {CommandRow} row
 */
function layOver(rows, kind, row) {
  const command = commandOf(row);
  const mine = (previews.get(command.type) ?? []).filter((one) => one.kind === kind);
  for (const one of mine) {
    for (const id of one.ids(command)) layOne(rows, id, one, row);
  }
}

/**
 * @param {Map<string, Row>} rows
 * @param {string} id
 * @param {Preview} one
 * @param {CommandRow} row
 */
function layOne(rows, id, one, row) {
  const base = rows.get(id);
  if (base && isCaughtUp(row, one.kind, base)) return;
  const next = folded(one, base, commandOf(row));
  if (!next) return;
  const { $version, $waiting } = base ?? { $version: 0, $waiting: 0 };
  rows.set(id, { ...next, id, $version, $waiting: $waiting + 1 });
}

/**
 * @param {CommandRow} row
 * @param {string} kind
 * @param {Row} base
 */
function isCaughtUp(row, kind, base) {
  const acked = row.acked?.find((entity) => entity.kind === kind && entity.id === base.id);
  return row.state === "applied" && acked !== undefined && base.$version >= acked.version;
}

/**
 * A fold that fails must not take the whole list away: the row stays as it was, and the fault is told.
 * @param {Preview} one
 * @param {any} base
 * @param {Command} command
 */
function folded(one, base, command) {
  try {
    if (one.fold) return base && one.fold(base, command.args, command);
    return base ?? one.make?.(command.args, command);
  } catch (fault) {
    console.error(`preview of ${command.type} failed`, fault);
    return base;
  }
}

/**
 * What the server's row should be after these commands of ours: the guess behind an elided echo.
 * @param {string} kind
 * @param {string} id
 * @param {Snapshot | undefined} snapshot
 * @param {CommandRow[]} applied in the order of saving
 * @returns {Promise<Record<string, any> | null>}
 */
export async function predict(kind, id, snapshot, applied) {
  await fetchPreviews(applied);
  /** @type {Map<string, Row>} */
  const rows = new Map(snapshot ? [[id, shown(snapshot)]] : []);
  for (const row of applied) layOver(rows, kind, row);
  const row = rows.get(id);
  if (!row) return null;
  return Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith("$")));
}
