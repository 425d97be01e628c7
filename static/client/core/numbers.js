/**
 * Numbers this phone may give away without a network. The server leases them in blocks; each is drawn once, and
 * drawing is written down before the number is shown.
 */
import { today } from "./clock.js";
import { newId } from "./ids.js";
import { send } from "./outbox.js";
import { all } from "./rows.js";
import { somebody } from "./session.js";
import { allCommands, changeNote, readEnrolment, readNote } from "./vault.js";
import { commandOf } from "./preview.js";

/** @typedef {"receipt" | "tracking"} NumberKind */

const BLOCK = 20;
const LOW = 8;

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

/** @param {NumberKind} kind */
export async function numbersLeft(kind) {
  const [leased, used = []] = [await leasedHere(kind), await readNote("numbers_used")];
  return leased.filter((code) => !used.includes(code)).length;
}

/** Whether there is a number of every kind that this person gives away. */
export async function hasNumbers() {
  const left = await Promise.all((NEEDED[somebody()?.role ?? ""] ?? []).map(numbersLeft));
  return left.every((count) => count > 0);
}

/**
 * A clone's lease is void: only blocks leased to this very enrolment count, receipts only in their own year.
 * @param {NumberKind} kind
 * @returns {Promise<string[]>}
 */
async function leasedHere(kind) {
  const device = (await readEnrolment())?.device_id;
  const year = Number(today().slice(0, 4));
  const blocks = (await all("number_lease")).filter((block) => block.number_kind === kind && block.device_id === device);
  return blocks.filter((block) => kind === "tracking" || block.year === year).flatMap((block) => block.codes).sort();
}

/** Asks for a new block in good time. Called when a round of sync has gone through. */
export async function leaseAhead() {
  for (const kind of NEEDED[somebody()?.role ?? ""] ?? []) {
    if ((await numbersLeft(kind)) >= LOW || (await isAsked(kind))) continue;
    await send("sync.lease_numbers", { lease_id: newId(), kind, count: BLOCK, medium: "device" }, { wish: true, after: [] });
  }
}

/** Asked and not yet answered, or refused: asking again would not help. @param {NumberKind} kind */
async function isAsked(kind) {
  const leases = (await allCommands()).filter((row) => commandOf(row).type === "sync.lease_numbers");
  return leases.some((row) => commandOf(row).args.kind === kind && (row.state !== "applied" || row.live === 1));
}
