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
