/** Registering somebody who needs a visit, and calling it off; mirrors app/requests/commands.py. */
import { wireTime } from "../core/clock.js";
import { send } from "../core/outbox.js";
import { preview, previewNew } from "../core/preview.js";
import { somebody } from "../core/session.js";

/**
 * @param {import("../core/types.js").Args<"requests.register">} args as the wire has them
 * @param {string} draft
 */
export const registerRequest = (args, draft) =>
  send("requests.register", args, { entity: { kind: "request", id: args.request_id }, draft });

/**
 * @param {string} requestId
 * @param {string} reason
 */
export const cancelRequest = (requestId, reason) =>
  send("requests.cancel", { request_id: requestId, reason }, { entity: { kind: "request", id: requestId }, wish: true });

/** @typedef {{need_text: string, procedure_code: string | null, hardship: string | null}} Need */

/**
 * What this phone wrote down wrong; what stood there before stays readable.
 * @param {string} requestId
 * @param {string} commandId of the registration
 * @param {Need} seen
 * @param {Need} need
 * @param {string} reason
 * @param {string} draft
 */
export const correctRequest = (requestId, commandId, seen, need, reason, draft) =>
  send(
    "requests.correct_fact",
    /** @type {any} */ ({ command_id: commandId, request_id: requestId, seen, need, reason }),
    { entity: { kind: "request", id: requestId }, draft },
  );

previewNew("requests.register", "request", (args, command) => ({
  id: args.request_id,
  citizen_id: args.citizen_id,
  neighbourhood_id: args.person ? args.person.neighbourhood_id : null,
  status: "waiting",
  made_by: somebody()?.role ?? "leader",
  for_whom: args.for_whom,
  requester: args.requester,
  hardship: args.hardship,
  procedure_code: args.procedure_code,
  need_text: args.need_text,
  wish: args.wish,
  visit_word: args.visit_word,
  tracking_last4: phoneOf(args)?.slice(-4) ?? null,
  note: args.note,
  made_at: wireTime(command.at),
  decline_reason: null,
  cancel_reason: null,
  merged_into: null,
  visit_id: null,
  next_try: null,
  let_down: null,
  corrections: [],
}));

/** @param {any} args @returns {string | undefined} */
const phoneOf = ({ requester, person }) => requester?.phone ?? person?.phone ?? undefined;

// Somebody new is on the phone at once; where the house stands only the centre works out.
previewNew("requests.register", "citizen", ({ person, citizen_id }) =>
  person && {
    id: citizen_id,
    ...person,
    lat: null,
    lon: null,
    position_source: null,
    position_accuracy_m: null,
    is_deceased: false,
  },
);

preview("requests.cancel", "request", (request, { reason }) => ({ ...request, status: "cancelled", cancel_reason: reason }));

preview("requests.correct_fact", "request", (request, { seen, need, reason }, command) => {
  const names = Object.keys(need).filter((name) => seen[name] !== need[name]).sort();
  const said = { why: reason, by: somebody()?.name ?? "", at: wireTime(command.at), counts: true };
  const entries = names.map((field) => ({ id: command.id, field, before: seen[field], after: need[field], ...said }));
  const right = Object.fromEntries(names.map((name) => [name, need[name]]));
  return { ...request, ...right, corrections: [...request.corrections, ...entries] };
});
