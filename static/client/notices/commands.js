/** "I rang them, and this came of it", and its correction; mirrors app/notices/commands.py and correcting.py. */
import { wireTime } from "../core/clock.js";
import { newId } from "../core/ids.js";
import { send } from "../core/outbox.js";
import { preview, previewNew } from "../core/preview.js";
import { somebody } from "../core/session.js";

/**
 * @param {{id: string | null, citizen_id: string}} visit whom the call was about; no id where none is planned
 * @param {string} outcome
 * @param {string} [note]
 */
export function recordCall(visit, outcome, note = "") {
  const args = { call_id: newId(), citizen_id: visit.citizen_id, visit_id: visit.id, outcome, note };
  return send("notices.record_call", args, { entity: { kind: "call", id: args.call_id } });
}

/** @typedef {{outcome: string, note: string}} Said what a call is said to have come to */

/**
 * @param {any} call as it stands on this phone
 * @param {Said} said what really came of it
 * @param {string} reason
 * @param {string} [draft] what goes with the save
 */
export const correctCall = (call, said, reason, draft) =>
  send("notices.correct_call", /** @type {any} */ ({ call_id: call.id, seen: saidOf(call), said, reason }), { entity: { kind: "call", id: call.id }, draft });

/** @param {any} call @returns {Said} */
export const saidOf = ({ outcome, note }) => ({ outcome, note });

previewNew("notices.record_call", "call", (args, command) => ({
  id: args.call_id,
  citizen_id: args.citizen_id,
  visit_id: args.visit_id,
  outcome: args.outcome,
  note: args.note,
  at: wireTime(command.at),
  by_name: somebody()?.name ?? "",
  corrections: [],
}));

preview("notices.correct_call", "call", (call, { seen, said, reason }, command) => {
  const entry = { id: command.id, before: seen, after: said, why: reason, by: somebody()?.name ?? "", at: wireTime(command.at), counts: true };
  return { ...call, ...said, corrections: [...call.corrections, entry] };
});
