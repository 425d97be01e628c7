/** The questions about what happened at the door, the same for a first report and for its correction. */
import { html, nothing } from "../../vendor/lit.js";
import { textField, tiles } from "../citizens/fields.js";
import { showDate } from "../core/clock.js";
import { t } from "../core/texts.js";
import { halfWords, shortDay, weekendsAfter } from "../requests/half-days.js";
import { needsAgain, outcomeChoices, usualReasons } from "./words.js";

/** @typedef {import("../citizens/fields.js").Faults} Faults */

/** How the fields are called in a draft. */
export const EMPTY_REPORT = { outcome: "", reason: "", other_reason: "", note: "", next_try: "" };

const OTHER = "other";
const BY_CENTRE = "centre";

/** @param {Record<string, any>} values @param {Faults} faults */
export function reportFields(values, faults) {
  return html`${tiles({
    name: "outcome",
    legend: t("Chuyện gì đã xảy ra?"),
    choices: outcomeChoices(),
    value: values.outcome,
    fault: faults.outcome,
    columns: 2,
  })}
  ${reasonField(values, faults)} ${needsAgain(values.outcome) ? nextTryField(values, faults) : nothing}
  ${textField({ name: "note", label: t("Ghi chú"), value: values.note, rows: 3, optional: true })}`;
}

/** @param {Record<string, any>} values @param {Faults} faults */
function reasonField(values, faults) {
  const usual = usualReasons(values.outcome);
  if (usual.length === 0) return nothing;
  const choices = [...usual.map((text) => ({ value: text, label: t(text) })), { value: OTHER, label: t("Lý do khác") }];
  return html`${tiles({ name: "reason", legend: t("Vì sao?"), choices, value: values.reason, fault: faults.reason })}
  ${values.reason === OTHER
    ? textField({ name: "other_reason", label: t("Ghi rõ lý do"), value: values.other_reason, fault: faults.other_reason })
    : nothing}`;
}

/** @param {Record<string, any>} values @param {Faults} faults */
function nextTryField(values, faults) {
  const days = weekendsAfter().map(({ date, half }) => ({ value: `${date}/${half}`, label: `${shortDay(date)}, ${halfWords(half)}` }));
  const kept = values.next_try.includes("/") && !days.some(({ value }) => value === values.next_try) ? [keptChoice(values.next_try)] : [];
  const choices = [...kept, ...days, { value: BY_CENTRE, label: t("Chưa hẹn được, trung tâm sẽ gọi") }];
  return tiles({ name: "next_try", legend: t("Lần đến tiếp theo"), choices, value: values.next_try, fault: faults.next_try, columns: 2 });
}

/** A day agreed earlier that is no longer among those offered. @param {string} value */
function keptChoice(value) {
  const [date, half] = value.split("/");
  return { value, label: `${showDate(date)}, ${halfWords(half)}` };
}

/** @param {Record<string, any>} values @returns {Faults} */
export function reportFaults({ outcome, reason, other_reason, next_try }) {
  if (!outcome) return { outcome: t("Hãy chọn chuyện đã xảy ra.") };
  const faults = { next_try: needsAgain(outcome) && !next_try ? t("Hãy chọn lần đến tiếp theo.") : "" };
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
export function reportOf({ outcome, reason, other_reason, note, next_try }) {
  const [date, half] = needsAgain(outcome) ? next_try.split("/") : [];
  const picked = pickedFor(outcome, reason);
  const told = picked === OTHER ? other_reason.trim() : picked;
  return {
    outcome,
    reason: (usualReasons(outcome).length > 0 && told) || null,
    note: note.trim(),
    next_try: half ? { date, half } : null,
  };
}

/** The fields that a stored visit would have been reported with. @param {any} visit */
export function valuesOf({ outcome, outcome_reason, note, next_try }) {
  const agreed = next_try ? `${next_try.date}/${next_try.half}` : "";
  return { outcome, note, ...reasonValues(outcome, outcome_reason ?? ""), next_try: agreed || (needsAgain(outcome) ? BY_CENTRE : "") };
}

/** @param {string} outcome @param {string} told */
function reasonValues(outcome, told) {
  if (!told || usualReasons(outcome).includes(told)) return { reason: told, other_reason: "" };
  return { reason: OTHER, other_reason: told };
}
