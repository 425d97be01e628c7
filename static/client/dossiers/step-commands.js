/** What an officer says at the door about the steps of a dossier; mirrors app/dossiers/commands/supplement.py and endings.py. */
import { send } from "../core/outbox.js";
import "./step-previews.js";

/** @typedef {{name: string, why: string, key: string | null}} MissingPaper */
/** @typedef {{received_at: string, counted_from: string | null, due_on: string | null, rule_version: string | null, note: string}} Received */

/** @param {string} dossierId @param {string} [draft] */
const about = (dossierId, draft) => ({ entity: { kind: "dossier", id: dossierId }, draft });

/** @param {string} dossierId @param {{papers: MissingPaper[], reason: string, second_reason: string}} asked @param {string} [draft] */
export const askSupplement = (dossierId, asked, draft) =>
  send("dossiers.ask_supplement", { dossier_id: dossierId, ...asked }, { ...about(dossierId, draft), v: 2 });

/** @param {string} dossierId @param {Received} received @param {string} [draft] */
export const receiveSupplement = (dossierId, received, draft) =>
  send("dossiers.receive_supplement", { dossier_id: dossierId, ...received }, about(dossierId, draft));

/** @param {string} dossierId @param {{reason: string, ground: string}} said @param {string} [draft] */
export const refuseDossier = (dossierId, said, draft) => send("dossiers.refuse", { dossier_id: dossierId, ...said }, about(dossierId, draft));

/**
 * @typedef {object} Settled
 * @property {string} result_id
 * @property {string} done_in
 * @property {string} done_at
 * @property {string | null} code
 * @property {{name: string, count: number}[]} papers
 * @property {string} decided_by
 * @property {{name: string, relation: string, identity_last4: string | null, authorisation: string | null}} to
 * @property {string} note
 */

/** @param {string} dossierId @param {Settled} done @param {string} [draft] */
export const settleDossier = (dossierId, done, draft) => send("dossiers.settle", { dossier_id: dossierId, ...done }, about(dossierId, draft));

/** @param {string} dossierId @param {{asked_by: string, reason: string}} said @param {string} [draft] */
export const withdrawDossier = (dossierId, said, draft) => send("dossiers.withdraw", { dossier_id: dossierId, ...said }, about(dossierId, draft));
