/**
 * Numbers this phone may give away without a network. The server leases them in blocks; each is drawn once, and
 * drawing is written down before the number is shown.
 */
import { today } from "./clock.js";
import { newId } from "./ids.js";
import { send } from "./outbox.js";
import { all } from "./rows.js";
import { somebody } from "./session.js";
import { allCommands, changeNote, markRead, readEnrolment, readNote } from "./vault.js";
import { commandOf } from "./preview.js";

/** @typedef {"receipt" | "tracking"} NumberKind */
/** @typedef {import("./types.js").CommandRow} CommandRow */

const BLOCK = 20;
const LOW = 8;
const DECEMBER = 12;
const AGAIN_MS = 3_600_000;
const LONGEST_MS = 24 * AGAIN_MS;

/** Which numbers a role gives away. @type {Record<string, NumberKind[]>} */
const NEEDED = { officer: ["receipt", "tracking"], leader: ["tracking"] };

/** The phone has used up its block: connect once to get another. */
export class NoNumberLeft extends Error {}

/**
 * @param {NumberKind} kind
 * @returns {Promise<string>}
 */
export async function drawNumber(kind) {
  const leased = await leasedHere(kind);
  const number = await changeNote("numbers_used", (used = []) => {
    const next = leased.find((code) => !used.includes(code)) ?? null;
    return { value: next ? [...used, next] : used, answer: next };
  });
  if (number === null) throw new NoNumberLeft(kind);
  return number;
}

/** @param {NumberKind} kind @param {number} [year] of a receipt; this one's when not said */
export async function numbersLeft(kind, year) {
  const [leased, used = []] = [await leasedHere(kind, year), await readNote("numbers_used")];
  return leased.filter((code) => !used.includes(code)).length;
}

/**
 * Receipts for these days: a weekend may lie in two years, and the year that has fewer decides.
 * @param {string[]} days
 */
export async function receiptsFor(days) {
  const years = new Set(days.map((day) => Number(day.slice(0, 4))));
  return Math.min(...(await Promise.all([...years].map((year) => numbersLeft("receipt", year)))));
}

/** Whether there is a number of every kind that this person gives away. */
export async function hasNumbers() {
  const now = Date.now() + ((await readNote("clock_offset")) ?? 0);
  const left = await Promise.all(needed(now).map(({ kind, year }) => numbersLeft(kind, year)));
  return left.every((count) => count > 0);
}

/**
 * A clone's lease is void: only blocks leased to this very enrolment count, receipts only in their own year.
 * @param {NumberKind} kind
 * @param {number} [year]
 * @returns {Promise<string[]>}
 */
async function leasedHere(kind, year = Number(today().slice(0, 4))) {
  const device = (await readEnrolment())?.device_id;
  const blocks = (await all("number_lease")).filter((block) => block.number_kind === kind && block.device_id === device);
  return blocks.filter((block) => kind === "tracking" || block.year === year).flatMap((block) => block.codes).sort();
}

/** @typedef {{kind: NumberKind, year?: number}} Block tracking codes belong to no year */

/**
 * What this person must have with them: in December next year's receipts too, for the first of January may find them
 * without a network.
 * @param {number} now by the server's clock: a phone set to another year must not lease without end
 * @returns {Block[]}
 */
function needed(now) {
  const [year, month] = today(now).split("-").map(Number);
  const years = month === DECEMBER ? [year, year + 1] : [year];
  const receipts = /** @type {Block[]} */ (years.map((one) => ({ kind: "receipt", year: one })));
  return (NEEDED[somebody()?.role ?? ""] ?? []).flatMap((kind) => (kind === "receipt" ? receipts : [{ kind }]));
}

/** Asks for a new block in good time. Called when a round of sync has gone through. @param {number} now by the server's clock */
export async function leaseAhead(now) {
  for (const { kind, year } of needed(now)) {
    if ((await numbersLeft(kind, year)) >= LOW || !(await mayAsk({ kind, year }))) continue;
    await send("sync.lease_numbers", { lease_id: newId(), kind, count: BLOCK, medium: "device", year }, { wish: true, after: [] });
  }
}

/**
 * Not while a request is under way. What was refused is asked again, at first after an hour, then ever later up to a
 * day: the next answer may be another one. Only the last refusal needs the person's eyes.
 * @param {Block} block
 */
async function mayAsk(block) {
  const asked = await requestsFor(block);
  if (asked.some(isUnderWay) || rest(asked) > 0) return false;
  for (const row of asked.filter((one) => !one.read_at)) await markRead(row.id);
  return true;
}

/** @param {CommandRow[]} refused newest first */
function rest([last, ...earlier]) {
  if (!last || last.resolved_at) return 0;
  const pause = Math.min(LONGEST_MS, AGAIN_MS * 2 ** earlier.length);
  return (last.settled_at ?? 0) + pause - Date.now();
}

/**
 * Of this enrolment, since the last block that came; newest first.
 * @param {Block} block
 * @returns {Promise<CommandRow[]>}
 */
async function requestsFor({ kind, year }) {
  const device = (await readEnrolment())?.device_id;
  const all = (await allCommands()).filter((row) => row.device === device && commandOf(row).type === "sync.lease_numbers");
  const same = all.filter((row) => commandOf(row).args.kind === kind && yearOf(row, kind) === year);
  const came = same.findIndex((row) => row.state === "applied" && row.live === 0);
  return came < 0 ? same : same.slice(0, came);
}

/** @param {CommandRow} row @param {NumberKind} kind */
function yearOf(row, kind) {
  const { args, at } = commandOf(row);
  return kind === "receipt" ? (args.year ?? Number(at.slice(0, 4))) : undefined;
}

/** @param {CommandRow} row */
const isUnderWay = (row) => ["waiting", "sending", "applied"].includes(row.state);
