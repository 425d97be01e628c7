/**
 * When a dossier is due, counted on the phone as the server counts it (app/catalogue/deadlines.py): the day of
 * receipt is not counted, no limit ends on a day off, a same-day act received after the cut-off is due the next
 * working day. Days are `YYYY-MM-DD` in Vietnam; the server's dates win once it has seen the dossier.
 */

export const RULE_VERSION = "2026-11";
const CUT_OFF = "15:00:00";
const DAY_MS = 86_400_000;
const LONGEST_BREAK = 60;

/** @typedef {Map<string, boolean>} WorkDays declared days: true worked, false off */
/** @typedef {{limit_n: number | null, limit_unit: string}} Limit */

/**
 * @param {string} day
 * @param {WorkDays} declared
 */
export function isWorking(day, declared) {
  const said = declared.get(day);
  if (said !== undefined) return said;
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/**
 * @param {Limit} limit
 * @param {string} received Vietnam's wall clock, `YYYY-MM-DDTHH:MM…`
 * @param {WorkDays} declared
 * @returns {string | null} null when the unit is not known: a person sets the date
 */
export function dueDate(limit, received, declared) {
  const [day, time] = dayAndTime(received);
  if (limit.limit_unit === "same_day") return sameDay(day, time, declared);
  if (limit.limit_n === null) return null;
  if (limit.limit_unit === "working_days") return afterWorkingDays(day, limit.limit_n, declared);
  if (limit.limit_unit === "calendar_days") return firstWorking(plus(day, limit.limit_n), declared);
  if (limit.limit_unit === "hours") return firstWorking(afterHours(received, limit.limit_n), declared);
  return null;
}

/**
 * Day one of the limit: for papers taken at home on a weekend, the next working day.
 * @param {Limit} limit
 * @param {string} received
 * @param {WorkDays} declared
 */
export function countedFrom(limit, received, declared) {
  const [day, time] = dayAndTime(received);
  if (limit.limit_unit === "same_day") return sameDay(day, time, declared);
  return firstWorking(plus(day, 1), declared);
}

/** @param {string} received */
function dayAndTime(received) {
  return [received.slice(0, 10), received.slice(11, 19).padEnd(8, ":00")];
}

/** @param {string} day @param {string} time @param {WorkDays} declared */
function sameDay(day, time, declared) {
  const tooLate = isWorking(day, declared) && time > CUT_OFF;
  return firstWorking(tooLate ? plus(day, 1) : day, declared);
}

/** @param {string} day @param {number} n @param {WorkDays} declared */
function afterWorkingDays(day, n, declared) {
  let due = n === 0 ? firstWorking(day, declared) : day;
  for (let left = n; left > 0; left -= 1) due = firstWorking(plus(due, 1), declared);
  return due;
}

/** @param {string} day @param {WorkDays} declared */
function firstWorking(day, declared) {
  for (let step = 0; step < LONGEST_BREAK; step += 1) {
    const candidate = plus(day, step);
    if (isWorking(candidate, declared)) return candidate;
  }
  throw new RangeError(`no working day within ${LONGEST_BREAK} days of ${day}`);
}

/** @param {string} received @param {number} hours */
function afterHours(received, hours) {
  return new Date(Date.parse(`${received.slice(0, 16)}Z`) + hours * 3_600_000).toISOString().slice(0, 10);
}

/** @param {string} day @param {number} days */
function plus(day, days) {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
