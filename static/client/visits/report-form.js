/** The questions about what happened at the door, the same for a first report and for its correction. */
import { html, nothing } from "../../vendor/lit.js";
import { textField, tick, tiles } from "../citizens/fields.js";
import { showDate } from "../core/clock.js";
import { t } from "../core/texts.js";
import { halfWords, shortDay, weekendsAfter } from "../requests/half-days.js";
import { BY_CENTRE, OTHER, isQuiet } from "./reports.js";
import { needsAgain, outcomeChoices, usualReasons } from "./words.js";

/** @typedef {import("../citizens/fields.js").Faults} Faults */

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
  ${reasonField(values, faults)} ${needsAgain(values.outcome) && !isQuiet(values) ? nextTryField(values, faults) : nothing}
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

/** Asked with respect, and undone by the centre where it was a mistake. @param {Record<string, any>} values */
export const peaceField = (values) =>
  html`<p>${values.outcome === "died" ? t("Xin chia buồn cùng gia đình. Anh/chị hãy hỏi gia đình có muốn tạm ngừng mọi liên lạc không.") : t("Hãy hỏi gia đình có muốn tạm ngừng mọi liên lạc trong lúc này không.")}</p>
    ${tick({
      name: "quiet",
      label: t("Ngừng mọi cuộc gọi, tin nhắn và lượt đến nhà"),
      hint: t("Với cả gia đình, ngay khi máy gửi được. Nếu có nhầm lẫn, trung tâm mở lại được."),
      checked: isQuiet(values),
    })}`;
