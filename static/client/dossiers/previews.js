/** How waiting reports about dossiers and papers look: as the server's rows will be, so that its echo need not come. */
import { preview, previewNew } from "../core/preview.js";
import { somebody } from "../core/session.js";
import { corrected } from "./corrections.js";
import { noticed } from "./signed-lines.js";

/** @typedef {import("../core/types.js").Command} Command */

const FILED = 1;
const IN_PROCESS = 4;
const PAYMENT_ASKED = 6;
const HANDED_OVER = 10;
const ENDED = [3, 7, HANDED_OVER];
const NO_FEE = { amount: null, postage: 0, exempt: false, exempt_reason: null, paid: false, way: null, slip: null };

/** A moment as the server's rows write it: UTC, microseconds only where there are any. @param {string} moment */
export function wireTime(moment) {
  const text = new Date(moment).toISOString();
  return text.endsWith(".000Z") ? `${text.slice(0, -5)}Z` : `${text.slice(0, -1)}000Z`;
}

const author = () => somebody()?.name ?? "";

previewNew("dossiers.record", "dossier", (args, command) => ({
  id: args.dossier_id,
  visit_id: args.visit_id,
  citizen_id: args.citizen_id,
  procedure_code: args.procedure_code,
  procedure_version_id: args.procedure_version_id,
  procedure_name: "",
  case_key: args.case_key,
  roles: args.roles,
  copies: args.copies,
  note: args.note,
  components: args.components,
  files: pagesOf(args, command),
  status: FILED,
  finance: NO_FEE,
  delivery: args.delivery,
  receipt: null,
  official_code: null,
  signatures: [],
  due_on: null,
  deadline_rules: null,
  changed_after_signing: [],
  supplement: null,
  payment_duty: null,
  apology: null,
  result: null,
  history: [{ status: FILED, at: wireTime(command.at), by: author(), reason: "", ground: "" }],
  corrections: [],
}));

/** Photos under their component first, then whatever else came along. @param {any} args @param {Command} command */
function pagesOf(args, command) {
  const placed = args.components.flatMap((/** @type {any} */ line) =>
    line.files.map((/** @type {string} */ sha256, /** @type {number} */ n) => page(sha256, "component", line.key, n + 1)),
  );
  const known = new Set(placed.map((/** @type {any} */ one) => one.sha256));
  const others = (command.files ?? []).filter((file) => !known.has(file.sha256));
  return [...placed, ...others.map((file) => page(file.sha256, file.role, null, null))];
}

/** @param {string} sha256 @param {string} role @param {string | null} component_key @param {number | null} number */
const page = (sha256, role, component_key, number) => ({ sha256, role, component_key, page: number, state: "awaited" });

preview("dossiers.add_files", "dossier", (dossier, { files }) => withFiles(dossier, files));

/** @param {any} dossier @param {any[]} files each place once */
function withFiles(dossier, files) {
  const place = (/** @type {any} */ file) => `${file.sha256} ${file.role} ${file.component_key}`;
  const present = new Set(dossier.files.map(place));
  const fresh = new Map(files.filter((file) => !present.has(place(file))).map((file) => [place(file), file]));
  const added = [...fresh.values()];
  const components = dossier.components.map((/** @type {any} */ line) => ({
    ...line,
    files: [...line.files, ...added.filter((file) => file.component_key === line.key).map((file) => file.sha256)],
  }));
  const shapes = added.map((file) => page(file.sha256, file.role, file.component_key ?? null, file.page ?? null));
  return { ...dossier, components, files: [...dossier.files, ...shapes] };
}

preview("dossiers.take_fee", "dossier", (dossier, fee, command) => {
  if (dossier.status === PAYMENT_ASKED && dossier.payment_duty) return paidOn(dossier, fee, command);
  const { amount, postage = 0, exempt, exempt_reason, way, slip } = fee;
  if (dossier.finance.paid) return dossier;
  const paid = way === "cash" || amount + postage === 0;
  return noticed(dossier, { ...dossier, finance: { amount, postage, exempt, exempt_reason, paid, way, slip } });
});

/** What the office asked for: once all of it is here, work goes on by itself. @param {any} dossier @param {any} fee @param {Command} command */
function paidOn(dossier, { amount, exempt, way }, command) {
  const duty = dossier.payment_duty;
  const came = exempt ? duty.left : way === "cash" ? amount : 0;
  const left = Math.max(0, duty.left - came);
  const known = { ...dossier, payment_duty: { ...duty, left } };
  if (left > 0) return known;
  const step = { status: IN_PROCESS, at: wireTime(command.at), by: author(), reason: `Đã nộp: ${duty.what_for}`, ground: "" };
  return { ...known, status: IN_PROCESS, history: [...dossier.history, step] };
}

preview("dossiers.issue_receipt", "dossier", (dossier, args) => {
  if (dossier.receipt) return dossier;
  const { number, shown_sha256, counted_from, due_on, rule_version } = args;
  const receipt = { number, shown_sha256, taken_at: wireTime(args.taken_at), counted_from, due_on, rule_version, checked: null };
  return noticed(dossier, { ...dossier, due_on, receipt });
});

preview("dossiers.sign", "dossier", (dossier, args) => {
  const signed = args.signatures.map((/** @type {any} */ one) => ({ ...one, at: wireTime(one.at) }));
  const signatures = [...dossier.signatures, ...signed];
  const files = args.signatures.filter((/** @type {any} */ one) => one.file).map(signaturePage);
  return withFiles({ ...dossier, signatures, changed_after_signing: [] }, files);
});

/** @param {any} signature */
const signaturePage = ({ file, way }) => page(file, way === "thumbprint" ? "thumbprint" : "signature", null, null);

preview("dossiers.hand_over", "dossier", (dossier, args, command) => {
  if (!dossier.result || dossier.result.id !== args.result_id || dossier.result.handed) return dossier;
  const { name, relation, identity_last4 } = args.to;
  const [giver_file, signature_file] = [args.given_signature ?? null, args.signature?.file ?? null];
  const at = wireTime(command.at);
  const handed = { to_name: name, relation, identity_last4, at, signature_file, giver_file, note: args.note };
  const given = { ...dossier, result: { ...dossier.result, state: "handed-over", handed }, ...ended(dossier, at) };
  const signed = [giver_file, signature_file].filter(Boolean);
  return withFiles(given, signed.map((file) => page(file, "handover", null, null)));
});

/** @param {any} dossier @param {string} at */
function ended(dossier, at) {
  if (ENDED.includes(dossier.status)) return {};
  const step = { status: HANDED_OVER, at, by: author(), reason: "", ground: "" };
  return { status: HANDED_OVER, history: [...dossier.history, step] };
}

preview("dossiers.correct_fact", "dossier", (dossier, args, command) =>
  noticed(dossier, corrected(dossier, args, wireTime(command.at), author())),
);

previewNew("dossiers.transfer_custody", "paper", (args, command) =>
  args.paper
    ? moved({ id: args.paper_id, dossier_id: args.dossier_id, citizen_id: ownerId(args), name: args.paper.name, awaited: null, incident: null, transfers: [] }, args, command)
    : undefined,
);

preview("dossiers.transfer_custody", "paper", (paper, args, command) =>
  paper.transfers.some((/** @type {any} */ one) => one.id === args.transfer_id) ? paper : moved(paper, args, command),
);

preview("dossiers.report_paper", "paper", (paper, { incident_id, what, how }, command) => ({
  ...paper,
  incident: { incident_id, what, how, at: wireTime(command.at), by: author(), is_settled: false },
}));

/** @param {any} args the side that is the family names the citizen */
const ownerId = (args) => (args.from.kind === "citizen" ? args.from.id : args.to.id);

/** @param {any} paper @param {any} args @param {Command} command */
function moved(paper, args, command) {
  const { from, to, count, condition, seal, given_by, taken_by, signatures } = args;
  const transfer = {
    id: args.transfer_id,
    from,
    to,
    at: wireTime(command.at),
    count,
    condition,
    seal,
    given_by,
    taken_by,
    signature_files: signatures,
    standing: "in-force",
  };
  return { ...paper, count, condition, seal, holder: to, awaited: null, transfers: [...paper.transfers, transfer] };
}

/** Originals that go home with the result leave the officer's hands. */
preview(
  "dossiers.hand_over",
  "paper",
  (paper, args) => ({ ...paper, awaited: null, holder: { kind: "citizen", id: paper.citizen_id, name: args.to.name } }),
  { ids: (command) => command.args.papers_returned ?? [] },
);
