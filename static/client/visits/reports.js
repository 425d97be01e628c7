/** A report from the door between the form and the command: what is missing, what is sent. */
import { t } from "../core/texts.js";
import { needsAgain, usualReasons } from "./words.js";

/** @typedef {import("../citizens/fields.js").Faults} Faults */

/** How the fields are called in a draft. */
export const EMPTY_REPORT = { outcome: "", reason: "", other_reason: "", note: "", next_try: "", quiet: null };

/** After these a family may want to hear nothing from us. */
export const isGrave = (/** @type {string} */ outcome) => outcome === "died" || outcome === "hospital";

/** Offered, and chosen by itself only after a death. @param {Record<string, any>} values */
export const isQuiet = ({ outcome, quiet }) => isGrave(outcome) && (quiet ?? outcome === "died");

export const OTHER = "other";
export const BY_CENTRE = "centre";

/** @param {Record<string, any>} values @returns {Faults} */
export function reportFaults({ outcome, reason, other_reason, next_try, quiet }) {
  if (!outcome) return { outcome: t("Hãy chọn chuyện đã xảy ra.") };
  const faults = { next_try: needsAgain(outcome) && !next_try && !isQuiet({ outcome, quiet }) ? t("Hãy chọn lần đến tiếp theo.") : "" };
  return usualReasons(outcome).length > 0 ? { ...reasonFaults(pickedFor(outcome, reason), other_reason), ...faults } : faults;
}

/** A reason that was picked for another outcome does not count. @param {string} outcome @param {string} reason */
const pickedFor = (outcome, reason) => ([...usualReasons(outcome), OTHER].includes(reason) ? reason : "");

/** @param {string} reason @param {string} other */
const reasonFaults = (reason, other) => ({
  reason: reason ? "" : t("Hãy chọn lý do."),
  other_reason: reason === OTHER && !other.trim() ? t("Hãy ghi rõ lý do.") : "",
});

/** @param {Record<string, any>} values @returns {import("./commands.js").Report} */
export function reportOf({ outcome, reason, other_reason, note, next_try, quiet }) {
  const inPeace = isQuiet({ outcome, quiet });
  const [date, half] = needsAgain(outcome) && !inPeace ? next_try.split("/") : [];
  const picked = pickedFor(outcome, reason);
  const told = picked === OTHER ? other_reason.trim() : picked;
  return {
    outcome,
    reason: (usualReasons(outcome).length > 0 && told) || null,
    note: note.trim(),
    next_try: half ? { date, half } : null,
    ...(inPeace ? { leave_in_peace: true } : {}),
  };
}

/** The fields that a stored visit would have been reported with. @param {any} visit */
function valuesOf({ outcome, outcome_reason, note, next_try }) {
  const agreed = next_try ? `${next_try.date}/${next_try.half}` : "";
  return { outcome, note, ...reasonValues(outcome, outcome_reason ?? ""), next_try: agreed || (needsAgain(outcome) ? BY_CENTRE : "") };
}

/** Peace is asked for once, with the report that first says why. @param {any} visit @param {Record<string, any>} draft @returns {Record<string, any>} */
export function correctedOf(visit, draft) {
  const said = { ...valuesOf(visit), ...draft };
  return said.outcome === visit.outcome ? { ...said, quiet: false } : said;
}

/** @param {string} outcome @param {string} told */
function reasonValues(outcome, told) {
  if (!told || usualReasons(outcome).includes(told)) return { reason: told, other_reason: "" };
  return { reason: OTHER, other_reason: told };
}
