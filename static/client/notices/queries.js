/** Whom to ring about the visits to come, and what came of earlier calls. */
import { today } from "../core/clock.js";
import { all, one } from "../core/rows.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {{visit: Row, citizen: Row | undefined, calls: Row[], isTold: boolean}} Task */

const REACHED = ["told", "asked-relative"];
const STANDING = ["planned", "confirmed"];
const HALVES = ["morning", "afternoon"];

/** Households to ring, those not told yet first. @param {string} [from] @returns {Promise<Task[]>} */
export async function callTasks(from = today()) {
  const visits = (await all("visit")).filter((visit) => visit.planned_on >= from && STANDING.includes(visit.status));
  const calls = await all("call");
  const tasks = await Promise.all(visits.sort(byTime).map((visit) => taskOf(visit, calls)));
  return tasks.sort((a, b) => Number(a.isTold) - Number(b.isTold));
}

/** @param {Row} a @param {Row} b */
const byTime = (a, b) =>
  a.planned_on.localeCompare(b.planned_on) || HALVES.indexOf(a.half) - HALVES.indexOf(b.half) || a.order - b.order;

/** @param {Row} visit @param {Row[]} calls @returns {Promise<Task>} */
async function taskOf(visit, calls) {
  const about = calls.filter((call) => call.visit_id === visit.id).sort((a, b) => a.at.localeCompare(b.at));
  const isTold = visit.status === "confirmed" || about.some((call) => REACHED.includes(call.outcome));
  return { visit, citizen: await one("citizen", visit.citizen_id), calls: about, isTold };
}
