/** Every question about visits on this phone; others' rows come along by their ids. */
import { findProcedure, procedureTitle } from "../catalogue/queries.js";
import { findCitizen } from "../citizens/queries.js";
import { today } from "../core/clock.js";
import { receiptsFor } from "../core/numbers.js";
import { commandOf } from "../core/preview.js";
import { all, one } from "../core/rows.js";
import { person } from "../core/session.js";
import { callAgainAt, isReached } from "../notices/queries.js";
import { HALVES } from "../requests/half-days.js";
import { allCommands, countFilesToSend, countUnsent, readDraft, readNote } from "../core/vault.js";
import { caseField, prepareKey } from "./preparing.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").Command} Command */
/** @typedef {{visit: Row, citizen: Row | undefined, place: Row | undefined}} Call a visit with whom and where */

const DAY_MS = 86_400_000;

/** @param {Row} a @param {Row} b */
const byRoute = (a, b) => HALVES.indexOf(a.half) - HALVES.indexOf(b.half) || a.order - b.order || a.id.localeCompare(b.id);

/** Somebody still goes there. @param {Row} visit */
export const isToDo = ({ status }) => status !== "closed" && status !== "left-out";

/** @param {string} id @returns {Promise<Row | undefined>} */
export const findVisit = (id) => one("visit", id);

/** @param {string} day @returns {Promise<Call[]>} in the order of the route */
export async function callsOn(day) {
  const visits = (await all("visit")).filter((visit) => visit.planned_on === day);
  return Promise.all(visits.sort(byRoute).map(withWhom));
}

/** @param {Row} visit @returns {Promise<Call>} */
async function withWhom(visit) {
  const [citizen, place] = await Promise.all([findCitizen(visit.citizen_id), one("neighbourhood", visit.neighbourhood_id)]);
  return { visit, citizen, place };
}

/** Today and the days to come that have visits. @param {string} [from] @returns {Promise<string[]>} */
export async function daysAhead(from = today()) {
  const days = (await all("visit")).map((visit) => visit.planned_on).filter((day) => day >= from);
  return [...new Set(days)].sort();
}

/** @returns {Promise<Call[]>} standing visits from today on, soonest first */
export async function callsAhead() {
  const days = await daysAhead();
  return (await Promise.all(days.map(callsOn))).flat();
}

/** @typedef {{kind: string, text: string}} Errand */

/**
 * @typedef {object} Whole everything the screen of one visit shows
 * @property {Row} visit
 * @property {Row | undefined} citizen
 * @property {Row | undefined} place
 * @property {Row | undefined} request
 * @property {Errand[]} errands
 * @property {Row[]} past other visits of the same person, newest first
 * @property {Command[]} reports of this phone about the visit, oldest first
 */

/** @param {string} id @returns {Promise<Whole | null>} */
export async function wholeVisit(id) {
  const visit = await findVisit(id);
  if (!visit) return null;
  const [call, request, errands] = [await withWhom(visit), await requestOf(visit), await errandsOf(visit)];
  return { ...call, request, errands, past: await pastOf(visit), reports: await reportsOn(id) };
}

/** @param {Row} visit */
const requestOf = async (visit) => (visit.request_id ? one("request", visit.request_id) : undefined);

/** @param {Row} visit @returns {Promise<Errand[]>} the procedure in plain words, and what the person said */
export const errandsOf = (visit) => Promise.all(visit.purposes.map(errandOf));

/** @param {any} purpose @returns {Promise<Errand>} */
async function errandOf(purpose) {
  if (purpose.kind === "return") return { kind: "return", text: (await one("dossier", purpose.dossier_id))?.procedure_name ?? "" };
  const procedure = purpose.procedure_code ? await findProcedure(purpose.procedure_code) : undefined;
  return { kind: "collect", text: [procedure && procedureTitle(procedure), purpose.need_text].filter(Boolean).join(" · ") };
}

/** @typedef {{visit: Row, citizen: Row | undefined, procedures: Row[]}} ToPrepare */

/** What is to be taken in at this visit, by the rules of its day. @param {string} id @returns {Promise<ToPrepare | null>} */
export async function toPrepare(id) {
  const visit = await findVisit(id);
  if (!visit) return null;
  const codes = new Set(visit.purposes.map((/** @type {any} */ purpose) => purpose.procedure_code).filter(Boolean));
  const found = await Promise.all([...codes].map((code) => findProcedure(code, visit.planned_on)));
  return { visit, citizen: await findCitizen(visit.citizen_id), procedures: found.filter((row) => row !== undefined) };
}

/** The case that was picked for this procedure before leaving, if one was. @param {string} visitId @param {Row} procedure */
export async function pickedCase(visitId, procedure) {
  const draft = await readDraft(prepareKey(visitId));
  return draft?.values[caseField(procedure)] ?? "";
}

/** @param {Row} visit */
async function pastOf(visit) {
  const others = (await all("visit")).filter((other) => other.citizen_id === visit.citizen_id && other.id !== visit.id);
  return others.sort((a, b) => b.planned_on.localeCompare(a.planned_on));
}

/**
 * What this phone said about the visit and the centre has not refused, oldest first.
 * @param {string} visitId
 * @returns {Promise<Command[]>}
 */
export async function reportsOn(visitId) {
  const rows = (await allCommands()).filter((row) => row.state !== "rejected").reverse();
  return rows.map(commandOf).filter(({ type, args }) => REPORTS.includes(type) && args.visit_id === visitId);
}

const REPORTS = ["visits.start", "visits.close", "visits.correct_fact"];

/** The report that counts, as far as this phone knows: what a correction must name. @param {Command[]} reports */
export const lastOutcome = (reports) => reports.filter(({ args }) => args.outcome).at(-1);

/** @param {Command[]} reports */
export const lastStart = (reports) => reports.filter(({ type }) => type === "visits.start").at(-1);

/** @typedef {{request: Row, citizen: Row | undefined, calls: Row[], offers: any[], again: Date | null}} LetDown */

/** Whoever has a half-day kept for them is done once told; everybody else once they have chosen. @returns {Promise<LetDown[]>} longest wait first */
export async function letDown() {
  const requests = (await all("request")).filter(({ let_down }) => let_down);
  if (requests.length === 0) return [];
  const [made, sent] = [await all("call"), await allCommands()];
  const tasks = await Promise.all(requests.sort((a, b) => a.made_at.localeCompare(b.made_at)).map((request) => letDownOf(request, made, sent)));
  return tasks.filter(({ request, calls }) => !(request.next_try && calls.some(isReached)));
}

/**
 * @param {Row} request
 * @param {Row[]} made calls
 * @param {import("../core/types.js").CommandRow[]} sent newest first
 * @returns {Promise<LetDown>}
 */
async function letDownOf(request, made, sent) {
  const { at } = request.let_down;
  const calls = made.filter((call) => call.citizen_id === request.citizen_id && Date.parse(call.at) >= Date.parse(at)).sort((a, b) => a.at.localeCompare(b.at));
  const open = offersFor(request, sent).filter(({ date }) => date > today());
  return { request, citizen: await findCitizen(request.citizen_id), calls, offers: open, again: callAgainAt(calls) };
}

/**
 * Whoever chose a half-day that had gone was told which ones were still free: newer than what was offered at first.
 * @param {Row} request
 * @param {import("../core/types.js").CommandRow[]} sent newest first
 * @returns {{date: string, half: string}[]}
 */
function offersFor({ id, let_down: { at, offers } }, sent) {
  const isChoice = (/** @type {Command} */ { type, args }) => type === "visits.choose_half_day" && args.request_id === id;
  const refused = sent.find((row) => row.next_free && row.state === "conflict" && (row.settled_at ?? 0) > Date.parse(at) && isChoice(commandOf(row)));
  return refused?.next_free ?? offers;
}

/** @typedef {{missing: number, visits: number, numbers: number, lastSync: number}} Readiness */

/** Is everything here that the coming visits need? @returns {Promise<Readiness>} */
export async function readiness() {
  const calls = await callsAhead();
  const lacks = await Promise.all(calls.map(isLacking));
  const days = [today(), ...calls.map(({ visit }) => visit.planned_on)];
  const [numbers, lastSync] = [await receiptsFor(days), (await readNote("last_sync")) ?? 0];
  return { missing: lacks.filter(Boolean).length + (numbers === 0 ? 1 : 0), visits: calls.length, numbers, lastSync };
}

/** @param {Call} call */
async function isLacking({ visit, citizen, place }) {
  const codes = visit.purposes.map((/** @type {any} */ purpose) => purpose.procedure_code).filter(Boolean);
  const procedures = await Promise.all(codes.map((/** @type {string} */ code) => findProcedure(code, visit.planned_on)));
  return !citizen || !place || procedures.includes(undefined);
}

/** @typedef {{open: Call[], unsent: number, files: number, originals: Row[]}} EndOfDay */

/** What is still open before going home. @param {string} [day] @returns {Promise<EndOfDay>} */
export async function endOfDay(day = today()) {
  const visits = (await all("visit")).filter((visit) => isOpen(visit, day));
  const [open, unsent, files] = [await Promise.all(visits.sort(byRoute).map(withWhom)), await countUnsent(), await countFilesToSend()];
  return { open, unsent, files, originals: await originalsInHand() };
}

/** Whoever is in a house is there today, on whatever day it was planned; visits of weeks ago are the centre's affair. @param {Row} visit @param {string} day */
function isOpen(visit, day) {
  const age = (Date.parse(day) - Date.parse(visit.planned_on)) / DAY_MS;
  return isToDo(visit) && age < 3 && (age >= 0 || visit.status === "started");
}

/** How many originals wait with a colleague whose phone has died. @returns {Promise<number>} */
export async function countAwaited() {
  const me = person().id;
  return (await all("paper")).filter(({ awaited }) => awaited?.id === me).length;
}

/** Originals this person carries. @returns {Promise<Row[]>} */
export async function originalsInHand() {
  const me = person().id;
  return (await all("paper")).filter(({ holder }) => holder?.kind === "officer" && holder.id === me);
}
