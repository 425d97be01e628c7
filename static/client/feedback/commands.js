/** "This is how the visit was for us"; mirrors app/feedback/commands.py. It has no preview: no phone shows an answer again. */
import { newId } from "../core/ids.js";
import { send } from "../core/outbox.js";

/**
 * @param {string} visitId
 * @param {{score: number, reasons: string[], answered_by: string}} opinion
 */
export const rateVisit = (visitId, opinion) =>
  send("feedback.rate", { opinion_id: newId(), visit_id: visitId, dossier_id: null, answers: {}, ...opinion, where: "officer-phone", comment: "" });
