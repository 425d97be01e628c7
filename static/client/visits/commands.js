/** What an officer reports from the round, and how it looks while it waits; mirrors app/visits/commands. */
import { wireTime } from "../core/clock.js";
import { send } from "../core/outbox.js";
import { preview } from "../core/preview.js";

/** @typedef {import("../core/types.js").FileRef} FileRef */
/** @typedef {import("../core/types.js").Position} Position */

/**
 * @typedef {object} Report what happened at the door
 * @property {string} outcome
 * @property {string | null} reason
 * @property {string} note
 * @property {{date: string, half: string} | null} next_try
 * @property {boolean} [leave_in_peace] nobody is to ring, write or come
 */

/** @param {string} id */
const visitRef = (id) => ({ kind: "visit", id });

/**
 * @param {string} visitId
 * @param {Position | null} [position]
 */
export const startVisit = (visitId, position = null) =>
  send("visits.start", { visit_id: visitId }, { entity: visitRef(visitId), position });

/**
 * @param {string} visitId
 * @param {Report} report
 * @param {{draft?: string, files?: FileRef[]}} [kept]
 */
export const closeVisit = (visitId, report, kept = {}) =>
  send("visits.close", { visit_id: visitId, ...report }, { entity: visitRef(visitId), ...kept });

/**
 * The report was wrong: a following command says how it was, and both stay readable.
 * @param {string} visitId
 * @param {string} commandId of the report
 * @param {Report} right
 * @param {string} reason why it is corrected
 * @param {string} [draft]
 */
export function correctReport(visitId, commandId, { reason: outcomeReason, ...right }, reason, draft) {
  const args = { command_id: commandId, visit_id: visitId, reason, outcome_reason: outcomeReason ?? "", ...right };
  return send("visits.correct_fact", args, { entity: visitRef(visitId), draft });
}

/**
 * "Started" was pressed by mistake.
 * @param {string} visitId
 * @param {string} commandId of the start
 * @param {string} reason
 */
export const withdrawStart = (visitId, commandId, reason) =>
  send("visits.correct_fact", { command_id: commandId, visit_id: visitId, reason }, { entity: visitRef(visitId) });

/**
 * @param {string} date
 * @param {string} half
 * @param {string[]} visitIds every open visit of the half-day, once
 */
export const reorderVisits = (date, half, visitIds) =>
  send("visits.reorder", { date, half, visit_ids: visitIds }, { wish: true });

/**
 * The rest of the round as it goes now.
 * @param {{date: string, half: string, cause: string, reason: string, stops: {visit_id: string, begins: string}[], left_out: string[]}} way
 * @param {string} [draft]
 */
export const reroute = (way, draft) => send("visits.reroute", way, { draft });

/**
 * The family says on the telephone which half-day suits instead; the last place in it may have gone meanwhile.
 * @param {string} requestId
 * @param {{date: string, half: string}} halfDay
 */
export const chooseHalfDay = (requestId, { date, half }) =>
  send("visits.choose_half_day", { request_id: requestId, date, half }, { entity: { kind: "request", id: requestId }, wish: true });

preview("visits.choose_half_day", "request", (request, { date, half }) => ({
  ...request,
  [request.next_try ? "next_try" : "wish"]: { date, half },
  let_down: null,
}));

preview("visits.start", "visit", (visit, _args, command) => started(visit, wireTime(command.at)));

preview("visits.close", "visit", (visit, { outcome, reason, note, next_try }, command) => ({
  ...visit,
  status: "closed",
  outcome,
  outcome_reason: reason,
  note,
  next_try,
  closed_at: wireTime(command.at),
}));

preview("visits.correct_fact", "visit", (visit, args) => (args.outcome ? corrected(visit, args) : startWithdrawn(visit)));

/** Hours are reckoned for one order. */
const NO_HOUR = { expected_at: null, expected_since: null };

preview(
  "visits.reorder",
  "visit",
  (visit, args) => ({ ...visit, order: args.visit_ids.indexOf(visit.id) + 1, ...NO_HOUR }),
  { ids: (command) => command.args.visit_ids },
);

preview("visits.reroute", "visit", (visit, args, command) => rerouted(visit, args, wireTime(command.at)), {
  ids: ({ args }) => [...args.stops.map((/** @type {any} */ stop) => stop.visit_id), ...args.left_out],
});

/** Whoever is left out stays in sight until the centre has heard of it. @param {any} visit @param {any} args @param {string} since */
function rerouted(visit, { stops, left_out }, since) {
  if (visit.status === "started" || visit.status === "closed") return visit;
  if (left_out.includes(visit.id)) return { ...visit, status: "left-out", expected_at: null, expected_since: since };
  const place = stops.findIndex((/** @type {any} */ stop) => stop.visit_id === visit.id);
  const expected_at = stops[place].begins;
  return { ...visit, order: LATER + place, expected_at, expected_since: visit.expected_at === expected_at ? visit.expected_since : since };
}

/** Behind whatever is done already: the centre numbers the round anew. */
const LATER = 100;

/** @param {any} visit @param {string} at */
function started(visit, at) {
  const startedAt = visit.started_at && visit.started_at < at ? visit.started_at : at;
  return { ...visit, status: visit.status === "closed" ? "closed" : "started", started_at: startedAt };
}

/** @param {any} visit @param {any} args */
const corrected = (visit, { outcome, outcome_reason, note, next_try, reason }) => ({
  ...visit,
  corrections: [...(visit.corrections ?? []), { outcome: visit.outcome, outcome_reason: visit.outcome_reason, why: reason }],
  outcome,
  outcome_reason,
  note,
  next_try: next_try ?? visit.next_try,
});

/** @param {any} visit */
const startWithdrawn = (visit) => ({
  ...visit,
  status: visit.status === "started" ? "planned" : visit.status,
  started_at: null,
});
