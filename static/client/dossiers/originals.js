/** One original that changes hands, as the screen keeps it until it is saved. Pure. */
import { newId } from "../core/ids.js";
import { t } from "../core/texts.js";
import { family, myself } from "./commands.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").FileRef} FileRef */

/**
 * @typedef {object} Original
 * @property {string} paper_id
 * @property {string} transfer_id
 * @property {string} name
 * @property {number} count
 * @property {string} condition
 * @property {string | null} seal
 * @property {string} given_by
 * @property {FileRef[]} signatures of both sides
 */

/** What is signed says how many were counted: nothing else is put in its place. @param {Record<string, any>} said what was left as it stood is "" */
export function takingFault({ count, giver_file, taker_file }) {
  if (!/^([1-9]\d{0,2})?$/.test(count.trim())) return t("Hãy đếm lại số bản.");
  return giver_file && taker_file ? "" : t("Hai bên chưa ký đủ.");
}

/** @param {Record<string, any>} form @returns {Omit<Original, "signatures">} */
export const originalOf = (form) => ({
  paper_id: newId(),
  transfer_id: newId(),
  name: form.original_name.trim(),
  count: Number(form.original_count),
  condition: form.original_condition.trim(),
  seal: form.original_seal.trim() || null,
  given_by: form.original_giver.trim(),
});

/**
 * From the family to the officer who stands at the door.
 * @param {Original} original
 * @param {string} dossierId
 * @param {Row} citizen
 * @returns {import("./commands.js").Transfer}
 */
export function transferOf(original, dossierId, citizen) {
  const { paper_id, transfer_id, name, count, condition, seal, given_by } = original;
  const me = myself();
  return {
    transfer_id,
    paper_id,
    dossier_id: dossierId,
    paper: { name },
    from: family(citizen, given_by),
    to: me,
    count,
    condition,
    seal,
    given_by,
    taken_by: me.name,
  };
}

/**
 * From a colleague whose phone has died: counted and looked at anew.
 * @param {Row} paper
 * @param {Record<string, any>} said what was left as it stood is ""
 * @returns {import("./commands.js").Transfer}
 */
export function fetchOf(paper, { count, condition, giver }) {
  const me = myself();
  return {
    transfer_id: newId(),
    paper_id: paper.id,
    dossier_id: paper.dossier_id,
    paper: null,
    from: paper.holder,
    to: me,
    count: Number(count) || paper.count,
    condition: condition.trim() || paper.condition,
    seal: paper.seal,
    given_by: giver.trim() || paper.holder.name,
    taken_by: me.name,
  };
}

/**
 * Back into the family's hands: counted and looked at anew.
 * @param {Row} paper
 * @param {Row} citizen
 * @param {Record<string, any>} said what was left as it stood is ""
 * @returns {import("./commands.js").Transfer}
 */
export function returnOf(paper, citizen, { count, condition, taker }) {
  const me = myself();
  const takenBy = taker.trim() || citizen.full_name;
  return {
    transfer_id: newId(),
    paper_id: paper.id,
    dossier_id: paper.dossier_id,
    paper: null,
    from: me,
    to: family(citizen, takenBy),
    count: Number(count) || paper.count,
    condition: condition.trim() || paper.condition,
    seal: paper.seal,
    given_by: me.name,
    taken_by: takenBy,
  };
}
