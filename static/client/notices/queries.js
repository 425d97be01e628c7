/** Whom to ring about the visits to come, and what came of earlier calls. */
import { showTime, today } from "../core/clock.js";
import { all, one } from "../core/rows.js";
import { keepsPromise } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */
/**
 * @typedef {object} Task one household to ring
 * @property {Row} visit
 * @property {Row | undefined} citizen
 * @property {Row[]} calls about what is true now, oldest first
 * @property {boolean} isTold
 * @property {boolean} isDelayed officers on their way reckon with another hour than was promised
 * @property {Date | null} again when to try again, after nobody answered; at once where officers are on their way
 */

/** @param {string} id @returns {Promise<Row | undefined>} one of the calls made by whoever holds this phone */
export const findCall = (id) => one("call", id);

const REACHED = ["told", "asked-relative"];
/** @param {Row} call */
export const isReached = ({ outcome }) => REACHED.includes(outcome);
const STANDING = ["planned", "confirmed"];
const HALVES = ["morning", "afternoon"];

/** The same as the centre's: three hours later, and nobody's telephone rings at night. */
const AGAIN_MS = 3 * 3_600_000;
const [EARLIEST, LATEST] = ["07:00", "20:30"];

/** Households to ring: who waits at a wrong hour first, then those not told yet, those to try again behind them. @param {string} [from] @returns {Promise<Task[]>} */
export async function callTasks(from = today()) {
  const visits = (await all("visit")).filter((visit) => visit.planned_on >= from && STANDING.includes(visit.status));
  const calls = await all("call");
  const tasks = await Promise.all(visits.sort(byTime).map((visit) => taskOf(visit, calls)));
  return tasks.sort((a, b) => rank(a) - rank(b));
}

/** @param {Row} a @param {Row} b */
const byTime = (a, b) =>
  a.planned_on.localeCompare(b.planned_on) || HALVES.indexOf(a.half) - HALVES.indexOf(b.half) || a.order - b.order;

/** @param {Task} task */
function rank({ isTold, isDelayed, again }) {
  if (isTold) return 3;
  if (isDelayed) return 0;
  return again && again.getTime() > Date.now() ? 2 : 1;
}

/** @param {Row} visit @param {Row[]} made @returns {Promise<Task>} */
async function taskOf(visit, made) {
  const isDelayed = Boolean(visit.expected_at) && !keepsPromise(visit, visit.expected_at);
  const since = isDelayed ? Date.parse(visit.expected_since) : 0;
  const calls = made.filter((call) => call.visit_id === visit.id && Date.parse(call.at) >= since).sort((a, b) => a.at.localeCompare(b.at));
  const isTold = (visit.status === "confirmed" && !isDelayed) || calls.some(isReached);
  return { visit, citizen: await one("citizen", visit.citizen_id), calls, isTold, isDelayed, again: isTold || isDelayed ? null : callAgainAt(calls) };
}

/** @param {Row[]} calls none of which reached anybody @returns {Date | null} */
export function callAgainAt(calls) {
  const last = calls.filter(({ outcome }) => outcome !== "not-called").at(-1);
  if (last?.outcome !== "no-answer") return null;
  const moment = new Date(Date.parse(last.at) + AGAIN_MS);
  const clock = showTime(moment);
  if (clock >= EARLIEST && clock <= LATEST) return moment;
  const day = today(clock > LATEST ? moment.getTime() + 86_400_000 : moment);
  return new Date(`${day}T${EARLIEST}:00+07:00`);
}
