/** What is left of a half-day, as a question for the search, and its answer in words that a family understands. */
import { today } from "../core/clock.js";
import { routeAddress } from "../core/trusted-types.js";
import { all } from "../core/rows.js";
import { person } from "../core/session.js";
import { isReached } from "../notices/queries.js";
import { keepsPromise } from "../notices/words.js";
import { callsOn, isToDo } from "./queries.js";
import { MOST, bestOrder, timed } from "./route-search.js";
import { searchSeconds, travelSeconds } from "./route-travel.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("./queries.js").Call} Call */
/** @typedef {import("./route-search.js").Rest} Rest */
/** @typedef {import("./route-travel.js").Place} Place */
/** @typedef {{day: string, half: string, calls: Call[], from: Place, leaves: number, centre: Place, ground: any}} Left */
/** @typedef {{urgent?: string, leftOut?: string[], leaves?: number}} Wishes what the officer decides before the search */
/** @typedef {{call: Call, begins: string, isKept: boolean, isOver: boolean}} Stage `isOver`: it ends after the half-day does */
/** @typedef {{stages: Stage[], returns: string, broken: number, overtime: number, travel: number}} Way minutes */
/** @typedef {{before: Way, after: Way, isSame: boolean, steps: number}} Answer */
/** @typedef {{call: Call, calls: Row[], isTold: boolean}} ToTell */

/** The centre's working hours, the same as the plan's. @type {Record<string, [number, number]>} minutes since midnight */
const HOURS = { morning: [450, 690], afternoon: [810, 1020] };
/** What holds for a phone whose ward has not said it yet. */
const PLAIN_GROUND = { detour: 1.35, kmh: 25, minutes: 10, rivers: [] };
const SHORTEST = 5;
const NOON = 720;
/** Sources of a position that somebody took at the house itself. */
const EXACT = ["pin", "visit"];

/** @param {string} clock */
export const minutesOf = (clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** @param {number} minutes */
export const clockOf = (minutes) => {
  const inDay = Math.min(minutes, 1439);
  return [Math.floor(inDay / 60), inDay % 60].map((part) => String(part).padStart(2, "0")).join(":");
};

/** @param {Call} call @param {Place} otherwise @returns {Place} */
function placeOf({ citizen, place }, otherwise) {
  if (typeof citizen?.lat === "number") {
    return { at: [citizen.lat, citizen.lon], radius: EXACT.includes(citizen.position_source) ? 0 : (citizen.position_accuracy_m ?? 0) };
  }
  return place ? { at: [place.lat, place.lon], radius: place.radius_m } : otherwise;
}

/** @param {string} day @param {Date} [now] @returns {Promise<Left | null>} of the half-day that runs, else the first that still has visits to begin */
export async function leftOf(day, now = new Date()) {
  const round = await callsOn(day);
  const open = round.filter(({ visit }) => visit.status === "planned" || visit.status === "confirmed");
  const ward = (await all("ward")).find(({ code }) => code === person().ward);
  if (open.length === 0 || !ward) return null;
  const half = halfOf(open, day, now);
  const ground = { ...PLAIN_GROUND, ...ward.ways };
  const centre = { at: /** @type {[number, number]} */ ([ward.lat, ward.lon]), radius: 0 };
  const last = lastPlace(round);
  const from = last ? placeOf(last, centre) : centre;
  const calls = open.filter(({ visit }) => visit.half === half);
  return { day, half, calls, from, leaves: Math.max(HOURS[half][0], freeAt(last?.visit, day, now)), centre, ground };
}

/** A morning visit that was never closed keeps nobody from the afternoon. @param {Call[]} open @param {string} day @param {Date} now @returns {string} */
function halfOf(open, day, now) {
  const isAfternoon = day === today(now) && minutesInDay(now) >= NOON;
  return isAfternoon && open.some(({ visit }) => visit.half === "afternoon") ? "afternoon" : open[0].visit.half;
}

/** An hour that was typed earlier, unless it is past by now. @param {string} said @param {Left} left @param {Date} [now] */
export const stillAhead = (said, { day, leaves }, now = new Date()) => (day === today(now) && minutesOf(said) < leaves ? "" : said);

/** Where the team is, or was last. @param {Call[]} round */
function lastPlace(round) {
  const been = round.filter(({ visit }) => visit.started_at || visit.closed_at);
  const moment = (/** @type {Call} */ { visit }) => Date.parse(visit.closed_at ?? visit.started_at);
  return been.reduce((/** @type {Call | undefined} */ latest, one) => (latest && moment(latest) > moment(one) ? latest : one), undefined);
}

/** In minutes since midnight; a visit under way takes its time first. @param {Row | undefined} last @param {string} day @param {Date} now */
function freeAt(last, day, now) {
  if (day !== today(now)) return 0;
  const minutes = minutesInDay(now);
  return last?.status === "started" ? Math.max(minutes, minutesInDay(new Date(last.started_at)) + last.minutes) : minutes;
}

/** @param {Date} moment in Vietnam, whatever zone the phone is set to */
const minutesInDay = (moment) => Math.ceil((((moment.getTime() / 60_000 + 420) % 1440) + 1440) % 1440);

/** @param {Left} left @param {Call[]} calls at most twelve @param {Wishes} wishes @returns {Rest} */
export function asked({ half, from, leaves, centre, ground }, calls, wishes) {
  const places = calls.map((call) => placeOf(call, centre));
  const start = (wishes.leaves ?? leaves) * 60;
  const stops = calls.map(({ visit }, n) => {
    const isPromised = visit.status === "confirmed" && Boolean(visit.window?.from);
    const isUrgent = visit.id === wishes.urgent;
    return {
      id: visit.id,
      service: Math.max(visit.minutes - (visit.travel_minutes ?? ground.minutes), SHORTEST) * 60 + searchSeconds(places[n].radius),
      opens: isPromised && !isUrgent ? minutesOf(visit.window.from) * 60 : HOURS[half][0] * 60,
      closes: isPromised ? minutesOf(visit.window.to) * 60 : null,
    };
  });
  return { start, closes: HOURS[half][1] * 60, stops, seconds: travelSeconds([from, ...places, centre], ground), first: wishes.urgent };
}

/**
 * The order so far beside the best one; a thirteenth home and those after it keep their places at the end.
 * @param {Left} left
 * @param {Wishes} wishes
 * @returns {Promise<Answer>}
 */
export async function rearranged(left, wishes) {
  const going = left.calls.filter(({ visit }) => !wishes.leftOut?.includes(visit.id));
  const urgent = going.some(({ visit }) => visit.id === wishes.urgent) ? wishes.urgent : undefined;
  const near = going.slice(0, MOST);
  const found = await searched(asked(left, near, { ...wishes, urgent }));
  const order = [...found.order.map((n) => near[n]), ...going.slice(MOST)];
  const isSame = order.every((call, n) => call === going[n]);
  return { before: wayOf(left, going, wishes), after: wayOf(left, order, { ...wishes, urgent }), isSame, steps: found.steps };
}

/** @param {Left} left @param {Call[]} order @param {Wishes} wishes @returns {Way} */
function wayOf(left, order, wishes) {
  const { turns, returns, overtime, travel } = timed(asked(left, order, wishes), order.map((_call, n) => n));
  const stages = turns.map((turn, n) => stageOf(order[n], turn, left.half));
  const broken = stages.filter(({ isKept }) => !isKept).length;
  return { stages, returns: clockOf(Math.ceil(returns / 60)), broken, overtime: Math.ceil(overtime / 60), travel: Math.round(travel / 60) };
}

/** @param {Call} call @param {import("./route-search.js").Turn} turn @param {string} half @returns {Stage} */
function stageOf(call, turn, half) {
  const begins = clockOf(Math.ceil(turn.begins / 60));
  return { call, begins, isKept: keepsPromise(call.visit, begins), isOver: turn.ends > HOURS[half][1] * 60 };
}

/** Beside the page where there are workers. @param {Rest} rest @returns {Promise<import("./route-search.js").Found>} */
function searched(rest) {
  if (typeof Worker !== "function") return Promise.resolve(bestOrder(rest));
  const worker = new Worker(routeAddress(), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }) => resolve(data));
    worker.addEventListener("error", (event) => reject(new Error(event.message || "the search could not start")));
    worker.postMessage(rest);
  }).finally(() => worker.terminate());
}

/** Who was promised what the changed round does not keep. @param {Call[]} calls @returns {Promise<ToTell[]>} those not told yet first */
export async function callsToMake(calls) {
  const changed = calls.filter(({ visit }) => mustHear(visit));
  if (changed.length === 0) return [];
  const made = await all("call");
  const tasks = changed.map((call) => toTell(call, made));
  return tasks.sort((a, b) => Number(a.isTold) - Number(b.isTold));
}

/** @param {Row} visit */
const mustHear = (visit) => visit.status === "left-out" || (Boolean(visit.expected_at) && isToDo(visit) && !keepsPromise(visit, visit.expected_at));

/** @param {Call} call @param {Row[]} made @returns {ToTell} */
function toTell(call, made) {
  const { id, expected_since } = call.visit;
  const since = made.filter((one) => one.visit_id === id && Date.parse(one.at) >= Date.parse(expected_since)).sort((a, b) => a.at.localeCompare(b.at));
  return { call, calls: since, isTold: since.some(isReached) };
}

/** @param {string} day @returns {Promise<ToTell[]>} */
export const callsToMakeOn = async (day) => callsToMake(await callsOn(day));
