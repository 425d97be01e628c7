/** How a dossier looks while a supplement, its reception, a refusal or a withdrawal waits to be sent. */
import { wireTime } from "../core/clock.js";
import { preview } from "../core/preview.js";
import { somebody } from "../core/session.js";
import "./previews.js";
import { noticed } from "./signed-lines.js";

/** Where each state may lead, as in app/dossiers/rules/steps.py; only steps that are taken at the door. @type {Record<number, number[]>} */
const MAY_FOLLOW = { 3: [1, 5], 7: [1, 2, 4, 5, 6] };
const ENDED = [3, 7, 8, 9, 10];
const BEFORE = [1, 2, 4];
const ASKED = 5;

preview("dossiers.ask_supplement", "dossier", (dossier, { papers, reason }, command) => {
  if (ENDED.includes(dossier.status)) return dossier;
  const whys = papers.map((/** @type {any} */ paper) => paper.why);
  const supplement = {
    items: papers.map((/** @type {any} */ paper) => paper.name),
    whys,
    keys: papers.map((/** @type {any} */ paper) => paper.key),
    reason,
    at: wireTime(command.at),
    times: (dossier.supplement?.times ?? 0) + 1,
    received_at: null,
  };
  const asked = { ...dossier, supplement };
  return dossier.status === ASKED ? asked : stepped(asked, ASKED, reason || whys.filter(Boolean).join("; "), command);
});

preview("dossiers.receive_supplement", "dossier", (dossier, args, command) => {
  const { supplement } = dossier;
  if (!supplement || supplement.received_at) return dossier;
  const keys = supplement.keys ?? [];
  const components = dossier.components.map((/** @type {any} */ line) =>
    line.state === "missing" && keys.includes(line.key) ? { ...line, state: "received" } : line,
  );
  const due_on = args.due_on ?? dossier.due_on;
  const complete = { ...dossier, components, due_on, supplement: { ...supplement, received_at: wireTime(args.received_at) } };
  const before = dossier.history.findLast((/** @type {any} */ step) => BEFORE.includes(step.status))?.status ?? 2;
  return noticed(dossier, dossier.status === ASKED ? stepped(complete, before, "", command) : complete);
});

preview("dossiers.refuse", "dossier", (dossier, { reason, ground }, command) =>
  MAY_FOLLOW[3].includes(dossier.status) ? stepped(dossier, 3, reason, command, ground) : dossier,
);

const [ACCEPTED, DONE, HANDED_OVER] = [2, 9, 10];

preview("dossiers.settle", "dossier", (dossier, args, command) => {
  if (dossier.result || ENDED.slice(0, 3).includes(dossier.status)) return dossier;
  const at = wireTime(args.done_at);
  const { name: to_name, relation, identity_last4 } = args.to;
  const handed = { to_name, relation, identity_last4, at: wireTime(command.at), signature_file: null, giver_file: null, note: args.note };
  const result = { id: args.result_id, code: args.code, papers: args.papers, state: "handed-over", settled: { done_in: args.done_in, at }, handed };
  const roles = { ...dossier.roles, decider: { ...NOBODY, name: args.decided_by } };
  const steps = [ACCEPTED, DONE].filter((status) => status > dossier.status);
  const history = [...dossier.history, ...steps.map((status) => stepOf(status, at)), stepOf(HANDED_OVER, wireTime(command.at))];
  return noticed(dossier, { ...dossier, roles, result, status: HANDED_OVER, history });
});

const NOBODY = { birth_year: null, identity_last4: null, phone: null, relation: null, right: null, authorisation: null };

/** @param {number} status @param {string} at */
const stepOf = (status, at) => ({ status, at, by: somebody()?.name ?? "", reason: "", ground: "" });

preview("dossiers.withdraw", "dossier", (dossier, { reason }, command) =>
  MAY_FOLLOW[7].includes(dossier.status) ? stepped(dossier, 7, reason, command) : dossier,
);

/**
 * @param {any} dossier
 * @param {number} status
 * @param {string} reason
 * @param {import("../core/types.js").Command} command
 * @param {string} [ground]
 */
function stepped(dossier, status, reason, command, ground = "") {
  const step = { status, at: wireTime(command.at), by: somebody()?.name ?? "", reason, ground };
  return { ...dossier, status, history: [...dossier.history, step] };
}
