/**
 * When a dossier is due, counted on the phone as the server counts it (app/catalogue/deadlines.py, hours.py, waiting.py):
 * the day of receipt is not counted, no limit ends on a day off, eight working hours are a day, a day of which one half is
 * worked counts half, a same-day act received after the cut-off is due the next working day. Days are `YYYY-MM-DD` in Vietnam; the server's dates win once it has seen
 * the dossier.
 */

export const RULE_VERSION = "2027-01";
/** Dossiers of earlier rules count a half day as a day. */
const HALF_DAYS_SINCE = "2027-01";
const DAY_MS = 86_400_000;
const LONGEST_BREAK = 60;
const HALF_DAY = 240;

/** @typedef {Map<string, boolean | "morning" | "afternoon">} WorkDays declared days: true worked, false off, or the half that is worked */
/** @typedef {{limit_n: number | null, limit_unit: string}} Limit */
/** @typedef {{version?: string, cut_off: string, while_missing: string, office_hours: string}} Rules as a dossier keeps them */
/** @typedef {{asked: string, complete: string | null}} Gap */

/** What a ward counts by that has set nothing else. @type {Rules} */
export const PLAIN = { cut_off: "15:00", while_missing: "starts-again", office_hours: "07:30-11:30 13:00-17:00" };

/** @param {string} day @param {WorkDays} declared */
export function isWorking(day, declared) {
  const said = declared.get(day);
  if (said !== undefined) return said !== false;
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/**
 * @param {Limit} limit
 * @param {string} received Vietnam's wall clock, `YYYY-MM-DDTHH:MM…`
 * @param {WorkDays} known
 * @param {Rules} [rules]
 * @returns {string | null} null when the unit is not known: a person sets the date
 */
export function dueDate({ limit_n: n, limit_unit: unit }, received, known, rules = PLAIN) {
  const day = received.slice(0, 10);
  const declared = asCounted(known, rules);
  if (unit === "same_day") return sameDay(received, declared, rules);
  if (n === null) return null;
  if (unit === "working_days") return afterHalves(day, 2 * n, declared);
  if (unit === "calendar_days") return firstWorking(plus(day, n), declared);
  if (unit === "hours") return afterHours(received, n, declared, rules);
  return unit === "half_days" ? afterHours(received, n * 4, declared, rules) : null;
}

/**
 * Day one of the limit: for papers taken at home on a weekend, the next working day.
 * @param {Limit} limit
 * @param {string} received
 * @param {WorkDays} known
 * @param {Rules} [rules]
 */
export function countedFrom({ limit_unit: unit }, received, known, rules = PLAIN) {
  const declared = asCounted(known, rules);
  if (unit === "same_day") return sameDay(received, declared, rules);
  if (["hours", "half_days"].includes(unit) && !isOver(received, declared, rules)) return received.slice(0, 10);
  return firstWorking(plus(received.slice(0, 10), 1), declared);
}

/**
 * The due date of a limit in which papers were missing: anew when they are complete, or with the waiting taken off.
 * @param {Limit} limit
 * @param {string} received
 * @param {Gap[]} gaps in their order
 * @param {WorkDays} known
 * @param {Rules} [rules]
 * @returns {string | null} null also while papers are missing
 */
export function dueAfter(limit, received, gaps, known, rules = PLAIN) {
  const declared = asCounted(known, rules);
  if (gaps.some(({ complete }) => !complete)) return null;
  const spans = gaps.map(({ asked, complete }) => [asked, String(complete) > asked ? String(complete) : asked]);
  const waited = WAITED[limit.limit_unit];
  if (!waited || !limit.limit_n || rules.while_missing !== "paused") return dueDate(limit, spans.at(-1)?.[1] ?? received, declared, rules);
  const days = sum(spans.map(([from, to]) => waited(from, to, declared)));
  return dueDate({ ...limit, limit_n: limit.limit_n + days }, received, declared, rules);
}

/** How much of a gap is taken off a limit; shorter limits have nothing that could wait. @type {Record<string, (from: string, to: string, declared: WorkDays) => number>} */
const WAITED = { working_days: (from, to, declared) => sum(daysAfter(from, to).map((day) => halvesOf(day, declared))) / 2, calendar_days: daysBetween };

/** The calendar as these rules read it. @param {WorkDays} declared @param {Rules} rules @returns {WorkDays} */
const asCounted = (declared, { version = RULE_VERSION }) =>
  version < HALF_DAYS_SINCE ? new Map([...declared].map(([day, said]) => [day, said !== false])) : declared;

/** Two halves, one or none. @param {string} day @param {WorkDays} declared */
const halvesOf = (day, declared) => (isWorking(day, declared) ? (typeof declared.get(day) === "string" ? 1 : 2) : 0);

/**
 * Working days until the due date: 0 on the day itself, below it when the date has passed.
 * @param {string} due
 * @param {string} today
 * @param {WorkDays} declared
 */
export function workingDaysLeft(due, today, declared) {
  return due >= today ? workingDaysBetween(today, due, declared) : -Math.max(1, workingDaysBetween(due, today, declared));
}

/** After the first day, up to and with the last. @param {string} first @param {string} last @param {WorkDays} declared */
function workingDaysBetween(first, last, declared) {
  return daysAfter(first, last).filter((day) => isWorking(day, declared)).length;
}

/** @param {string} first @param {string} last */
function daysAfter(first, last) {
  return Array.from({ length: Math.max(daysBetween(first, last), 0) }, (_, step) => plus(first.slice(0, 10), step + 1));
}

/** @param {string} first @param {string} last */
function daysBetween(first, last) {
  return (Date.parse(last.slice(0, 10)) - Date.parse(first.slice(0, 10))) / DAY_MS;
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** @param {string} received @param {WorkDays} declared @param {Rules} rules */
function sameDay(received, declared, rules) {
  const day = received.slice(0, 10);
  const isClosed = halvesOf(day, declared) === 1 && isOver(received, declared, rules);
  const tooLate = isWorking(day, declared) && (isClosed || received.slice(11, 19).padEnd(8, ":00") > `${rules.cut_off}:00`);
  return firstWorking(tooLate ? plus(day, 1) : day, declared);
}

/** @param {string} day @param {number} halves @param {WorkDays} declared */
function afterHalves(day, halves, declared) {
  let due = halves <= 0 ? firstWorking(day, declared) : day;
  for (let left = halves; left > 0; left -= halvesOf(due, declared)) due = firstWorking(plus(due, 1), declared);
  return due;
}

/** @param {string} received @param {number} hours @param {WorkDays} declared @param {Rules} rules */
function afterHours(received, hours, declared, rules) {
  /** @type {[string, number]} */
  const start = [received.slice(0, 10), workedBy(received, declared, rules)];
  const days = forward(start, Math.floor(hours / 8) * 2 * HALF_DAY, declared, isOver(received, declared, rules));
  return firstWorking(forward(days, (hours % 8) * 60, declared, true)[0], declared);
}

/** So many minutes on; at the very end of a day it stays there, or begins the next. @param {[string, number]} place @param {number} minutes @param {WorkDays} declared @param {boolean} stays @returns {[string, number]} */
function forward([day, worked], minutes, declared, stays) {
  const left = minutesOf(day, declared) - worked;
  if (minutes < left || (minutes === left && stays)) return [day, worked + minutes];
  return forward([firstWorking(plus(day, 1), declared), 0], minutes - left, declared, stays);
}

/** @param {string} day @param {WorkDays} declared */
const minutesOf = (day, declared) => halvesOf(day, declared) * HALF_DAY;

/** Nothing is left of what is worked of this day. @param {string} moment @param {WorkDays} declared @param {Rules} rules */
const isOver = (moment, declared, rules) => workedBy(moment, declared, rules) >= minutesOf(moment.slice(0, 10), declared);

/** Minutes worked of this day until now; a day off has none. @param {string} moment @param {WorkDays} declared @param {Rules} rules */
function workedBy(moment, declared, { office_hours }) {
  if (!isWorking(moment.slice(0, 10), declared)) return 0;
  const half = declared.get(moment.slice(0, 10));
  const now = minute(moment.slice(11, 16));
  const spans = office_hours.split(" ").map((span) => span.split("-").map(minute));
  const passed = sum(spans.map(([start, end]) => Math.min(Math.max(now - start, 0), end - start)));
  if (half === "morning") return Math.min(passed, HALF_DAY);
  return half === "afternoon" ? Math.max(passed - HALF_DAY, 0) : passed;
}

/** @param {string} time */
const minute = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** @param {string} day @param {WorkDays} declared */
function firstWorking(day, declared) {
  for (let step = 0; step < LONGEST_BREAK; step += 1) {
    const candidate = plus(day, step);
    if (isWorking(candidate, declared)) return candidate;
  }
  throw new RangeError(`no working day within ${LONGEST_BREAK} days of ${day}`);
}

/** @param {string} day @param {number} days */
function plus(day, days) {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
