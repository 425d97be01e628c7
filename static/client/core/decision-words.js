/** What somebody at the centre decided about a command, told to whoever saved it: what happened, why, and what next. */
import { showWhen } from "./clock.js";
import { t } from "./texts.js";
import { needsPerson } from "./words.js";

/** @typedef {import("./types.js").CommandRow} CommandRow */

/**
 * @param {CommandRow} row
 * @param {string} when
 * @returns {import("./item-words.js").ItemWords}
 */
export function decidedWords(row, when) {
  if (needsPerson(row)) return { kind: "action", icon: "warn", text: t("Trung tâm không ghi nhận việc này") };
  return { kind: "sent", icon: "info", text: t("Trung tâm đã xem và quyết định lúc {time}", { time: showWhen(when) }) };
}

/**
 * What a person at the centre made of it, and what that means for whoever saved it.
 * @param {CommandRow} row
 * @returns {{done: string, reason: string, next: string} | null}
 */
export function decisionWords({ decision, state }) {
  if (!decision) return null;
  const reason = decision.reason && t("Lý do: {reason}", { reason: decision.reason });
  const [done, next] = DECIDED[state === "applied" && decision.resolution === "discard" ? "kept" : decision.resolution];
  return { done: t(done), reason, next: t(next) };
}

/** @type {Record<string, [string, string]>} */
const DECIDED = {
  apply_as_is: ["Trung tâm đã xem và ghi nhận đúng như anh/chị đã lưu.", "Anh/chị không phải làm gì thêm."],
  apply_edited: ["Trung tâm đã sửa lại rồi ghi nhận.", "Nội dung đã sửa hiện trên máy này; thấy chưa đúng thì gọi trung tâm."],
  discard: ["Trung tâm đã xem và không ghi nhận việc này.", "Bản anh/chị đã lưu vẫn được giữ. Nếu vẫn cần, hãy làm lại hoặc gọi trung tâm."],
  kept: ["Việc này đã được ghi nhận; trung tâm đã xem chỗ bất thường và giữ nguyên.", "Anh/chị không phải làm gì thêm."],
};
