/** What an officer reports about a dossier at the door; mirrors app/dossiers/commands. */
import { newId } from "../core/ids.js";
import { send } from "../core/outbox.js";
import { person } from "../core/session.js";
import { wholeIn } from "../core/whole.js";
import "./previews.js";
import { componentsOf, deliveryOf, rolesOf } from "./draft.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").FileRef} FileRef */
/** @typedef {import("./draft.js").Values} Values */
/** @typedef {{kind: "citizen" | "officer" | "centre" | "post", id: string | null, name: string}} Holder */

/** @param {string} id */
const dossierRef = (id) => ({ kind: "dossier", id });

/** @returns {Holder} the officer who holds this phone */
export const myself = () => ({ kind: "officer", id: person().id, name: person().name });

/** @param {Row} citizen @param {string} [name] @returns {Holder} the family is one side, whoever of it signs */
export const family = (citizen, name) => ({ kind: "citizen", id: citizen.id, name: name || citizen.full_name });

/**
 * @param {Values} values the draft
 * @param {{visit: Row, citizen: Row, procedure: Row}} about
 */
export function recordDossier(values, { visit, citizen, procedure }) {
  const args = {
    dossier_id: values.dossier_id,
    visit_id: visit.id,
    citizen_id: citizen.id,
    procedure_version_id: procedure.id,
    procedure_code: procedure.code,
    case_key: values.case_key || null,
    roles: rolesOf(values, citizen),
    copies: wholeIn(values.copies) ?? 1,
    components: componentsOf(procedure, values),
    delivery: deliveryOf(values),
    note: values.note.trim(),
  };
  return send("dossiers.record", args, { entity: dossierRef(values.dossier_id), files: values.photos });
}

/**
 * @param {Row} dossier
 * @param {import("./draft.js").Photo[]} photos pages are counted on from those already under their paper
 * @param {string} [draft]
 */
export function addFiles(dossier, photos, draft) {
  const files = photos.map(({ sha256, component_key }, n) => {
    const isSame = (/** @type {any} */ one) => one.component_key === component_key;
    const before = dossier.files.filter(isSame).length + photos.slice(0, n).filter(isSame).length;
    return { sha256, role: component_key ? "component" : "paper", component_key, page: before + 1 };
  });
  return send("dossiers.add_files", { dossier_id: dossier.id, files }, { entity: dossierRef(dossier.id), files: photos, draft });
}

/** @param {string} dossierId @param {import("./draft.js").Fee} fee @param {string} [draft] */
export function takeFee(dossierId, fee, draft) {
  return send("dossiers.take_fee", { dossier_id: dossierId, ...fee }, { entity: dossierRef(dossierId), draft });
}

/**
 * @typedef {object} Receipt
 * @property {string} number
 * @property {string} shown word for word
 * @property {string} shown_sha256
 * @property {string} taken_at
 * @property {string} counted_from
 * @property {string | null} due_on
 * @property {string} rule_version
 * @property {string | null} qr
 */

/** @param {string} dossierId @param {Receipt} receipt @param {string} [draft] */
export const issueReceipt = (dossierId, receipt, draft) =>
  send("dossiers.issue_receipt", { dossier_id: dossierId, ...receipt }, { entity: dossierRef(dossierId), draft });

/**
 * @typedef {object} Signature
 * @property {"citizen" | "officer" | "relative" | "witness"} who
 * @property {"pad" | "thumbprint" | "relative" | "witness"} way
 * @property {string} name
 * @property {string | null} relation
 * @property {string} over_sha256
 * @property {boolean | null} read_back
 * @property {string | null} file
 * @property {string} at
 */

/**
 * @param {string} dossierId
 * @param {Signature[]} signatures
 * @param {string | null} shown the signed text, null where it is the receipt's
 * @param {{files: FileRef[], draft?: string}} options
 */
export const signDossier = (dossierId, signatures, shown, options) =>
  send("dossiers.sign", { dossier_id: dossierId, signatures, shown }, { entity: dossierRef(dossierId), ...options });

/**
 * @typedef {object} Transfer
 * @property {string} transfer_id
 * @property {string} paper_id
 * @property {string} dossier_id
 * @property {{name: string} | null} paper null when it is known already
 * @property {Holder} from
 * @property {Holder} to
 * @property {number} count
 * @property {string} condition
 * @property {string | null} seal
 * @property {string} given_by
 * @property {string} taken_by
 */

/** @param {Transfer} transfer @param {FileRef[]} signatures of both sides @param {string} [draft] */
export const transferCustody = (transfer, signatures, draft) =>
  send(
    "dossiers.transfer_custody",
    { ...transfer, signatures: signatures.map((file) => file.sha256) },
    { entity: { kind: "paper", id: transfer.paper_id }, files: signatures, draft },
  );

/**
 * @param {Row} paper
 * @param {"lost" | "damaged"} what
 * @param {string} how
 * @param {string} [draft]
 */
export const reportPaper = (paper, what, how, draft) =>
  send("dossiers.report_paper", { incident_id: newId(), paper_id: paper.id, what, how }, { entity: { kind: "paper", id: paper.id }, draft });

/**
 * @typedef {object} HandOver
 * @property {string} result_id
 * @property {{name: string, relation: string, identity_last4: string | null, authorisation: string | null}} to
 * @property {string[]} papers_returned
 * @property {{way: string, file: string | null, name: string}} signature
 * @property {string | null} given_signature
 * @property {string} note
 */

/** @param {string} dossierId @param {HandOver} given @param {{files: FileRef[], draft?: string}} options */
export const handOver = (dossierId, given, options) =>
  send("dossiers.hand_over", { dossier_id: dossierId, ...given }, { entity: dossierRef(dossierId), ...options });

/**
 * @param {string} dossierId
 * @param {string} commandId of the fact
 * @param {Record<string, {from: any, to: any}>} fields
 * @param {string} reason
 * @param {string} [draft]
 */
export const correctFact = (dossierId, commandId, fields, reason, draft) =>
  send("dossiers.correct_fact", { dossier_id: dossierId, command_id: commandId, reason, fields }, { entity: dossierRef(dossierId), draft });
