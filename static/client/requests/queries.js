/** Every question about requests on this phone, and about the people a leader may register. */
import { findProcedure, popularProcedures, procedureTitle } from "../catalogue/queries.js";
import { findCitizen, neighbourhoods } from "../citizens/queries.js";
import { commandOf } from "../core/preview.js";
import { all, one } from "../core/rows.js";
import { byGivenName, matches } from "../core/search.js";
import { allCommands } from "../core/vault.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {{request: Row, citizen: Row | undefined}} Asked */

const OPEN = ["waiting", "accepted", "planned"];
const MOST_SHOWN = 30;

/** @param {string} id @returns {Promise<Row | undefined>} */
export const findRequest = (id) => one("request", id);

/** @returns {Promise<Asked[]>} requests somebody still waits for, newest first */
export async function openRequests() {
  const requests = (await all("request")).filter(({ status }) => OPEN.includes(status));
  const sorted = requests.sort((a, b) => b.made_at.localeCompare(a.made_at));
  return Promise.all(sorted.map(async (request) => ({ request, citizen: await findCitizen(request.citizen_id) })));
}

/**
 * People on this phone whose name, address or telephone holds these words, without marks; those written exactly so
 * come first, then those registered lately.
 * @param {string} wanted
 * @returns {Promise<Row[]>}
 */
export async function searchPeople(wanted) {
  const [citizens, requests] = [await all("citizen"), await all("request")];
  const lately = new Map(requests.map(({ citizen_id, made_at }) => [citizen_id, made_at]));
  const found = citizens.filter((citizen) => !citizen.is_deceased && matches(wordsOf(citizen), wanted));
  const typed = wanted.normalize("NFC").toLowerCase().trim();
  const rank = (/** @type {Row} */ { id, full_name }) => (full_name.toLowerCase().includes(typed) ? 0 : 2) + (lately.has(id) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b) || byGivenName(a.full_name, b.full_name)).slice(0, MOST_SHOWN);
}

/** @param {Row} citizen */
const wordsOf = ({ full_name, address, phone, birth_year }) =>
  [full_name, address, (phone ?? "").replace("+84", "0"), birth_year].join(" ");

/**
 * The ward's neighbourhoods, the leader's own first: those whose people are on the phone.
 * @returns {Promise<{own: Row[], others: Row[]}>}
 */
export async function areas() {
  const known = new Set((await all("citizen")).map(({ neighbourhood_id }) => neighbourhood_id));
  const places = await neighbourhoods();
  return { own: places.filter(({ id }) => known.has(id)), others: places.filter(({ id }) => !known.has(id)) };
}

/**
 * @typedef {object} Slip what the household keeps
 * @property {Record<string, any>} args of the registration
 * @property {Row | undefined} citizen
 * @property {Row | undefined} ward
 * @property {string} need
 */

/** The registration as this phone sent it: what a correction must name. @param {string} requestId */
async function registration(requestId) {
  const commands = (await allCommands()).map(commandOf);
  return commands.find(({ type, args }) => type === "requests.register" && args.request_id === requestId);
}

/** What may be put right here, and by which command it was said. @param {string} requestId */
export async function correctable(requestId) {
  const [request, made] = [await findRequest(requestId), await registration(requestId)];
  return request && made ? { request, commandId: made.id, procedures: await popularProcedures() } : null;
}

/** The slip of a registration made on this phone: only here is its code known. @param {string} requestId @returns {Promise<Slip | null>} */
export async function findSlip(requestId) {
  const made = await registration(requestId);
  if (!made) return null;
  const [ward] = await all("ward");
  return { args: made.args, citizen: await findCitizen(made.args.citizen_id), ward, need: await needOf(made.args) };
}

/** What is asked for, in plain words. @param {Record<string, any>} request */
export async function needOf({ procedure_code, need_text }) {
  const procedure = procedure_code ? await findProcedure(procedure_code) : undefined;
  return [procedure && procedureTitle(procedure), need_text].filter(Boolean).join(" · ");
}

/** A correction with its procedure by name. @param {any} one */
async function inWords(one) {
  if (one.field !== "procedure_code") return one;
  const named = async (/** @type {string | null} */ code) => (code && (await needOf({ procedure_code: code, need_text: "" }))) || code;
  return { ...one, before: await named(one.before), after: await named(one.after) };
}

/** @param {string} id @returns {Promise<{request: Row, citizen: Row | undefined, place: Row | undefined, need: string, hasSlip: boolean, past: Row[]} | null>} */
export async function wholeRequest(id) {
  const request = await findRequest(id);
  if (!request) return null;
  const citizen = await findCitizen(request.citizen_id);
  const place = await one("neighbourhood", request.neighbourhood_id ?? citizen?.neighbourhood_id);
  const past = await Promise.all((request.corrections ?? []).map(inWords));
  return { request, citizen, place, need: await needOf(request), hasSlip: (await findSlip(id)) !== null, past };
}
