/** "I rang them, and this came of it"; mirrors app/notices/commands.py. */
import { wireTime } from "../core/clock.js";
import { newId } from "../core/ids.js";
import { send } from "../core/outbox.js";
import { previewNew } from "../core/preview.js";
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

previewNew("notices.record_call", "call", (args, command) => ({
  id: args.call_id,
  citizen_id: args.citizen_id,
  visit_id: args.visit_id,
  outcome: args.outcome,
  note: args.note,
  at: wireTime(command.at),
  by_name: somebody()?.name ?? "",
}));
