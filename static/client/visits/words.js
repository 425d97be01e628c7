/** How visits are said on the phone: states, outcomes, why nobody was met. */
import { showDay } from "../core/clock.js";
import { t } from "../core/texts.js";
import { halfWords } from "../requests/half-days.js";

/** @type {Record<string, [string, string]>} words and look */
const STATUSES = {
  planned: ["Chưa xác nhận", "warn"],
  confirmed: ["Đã xác nhận", "info"],
  started: ["Đang làm", "info"],
  closed: ["Đã xong", "good"],
  "left-out": ["Hôm nay không đến", "warn"],
};

/** @type {Record<string, string>} */
const OUTCOMES = {
  met: "Đã gặp và làm việc",
  "nobody-home": "Không có ai ở nhà",
  postponed: "Xin hẹn ngày khác",
  refused: "Không cần nữa",
  hospital: "Đang nằm viện",
  died: "Người dân đã mất",
};

/** The usual reasons of an outcome; the officer may always write another. @type {Record<string, string[]>} */
const REASONS = {
  "nobody-home": ["Gọi cửa không ai trả lời", "Cửa khoá ngoài", "Hàng xóm nói đi vắng"],
  postponed: ["Người nhà chưa về", "Chưa đủ giấy tờ", "Người dân đang mệt"],
  refused: ["Đã tự đi làm", "Không còn cần", "Không đồng ý làm tại nhà"],
};

/** Outcomes after which somebody goes again: the same as the server's list. */
const AGAIN = ["nobody-home", "postponed", "hospital"];

/** @param {{status: string, outcome?: string | null}} visit @returns {{text: string, look: string}} */
export function statusWords({ status, outcome }) {
  if (status === "closed" && outcome && outcome !== "met") return { text: outcomeWords(outcome), look: "warn" };
  const [text, look] = STATUSES[status] ?? [status, "plain"];
  return { text: t(text), look };
}

/** @param {string} outcome */
export const outcomeWords = (outcome) => t(OUTCOMES[outcome] ?? outcome);

export const outcomeChoices = () => Object.keys(OUTCOMES).map((value) => ({ value, label: outcomeWords(value) }));

/** @param {string} outcome @returns {string[]} as they are sent: the centre reads Vietnamese */
export const usualReasons = (outcome) => REASONS[outcome] ?? [];

/** @param {string} outcome */
export const needsAgain = (outcome) => AGAIN.includes(outcome);

/** @param {{from?: string, to?: string} | null | undefined} window */
export const windowWords = (window) => (window?.from ? `${window.from} – ${window.to}` : t("Chưa hẹn giờ"));

/** The hour that officers on their way reckon with, beside the promised ones. @param {any} visit */
export const hourWords = ({ window, expected_at, status }) =>
  expected_at && (status === "planned" || status === "confirmed") ? t("khoảng {time}", { time: expected_at }) : windowWords(window);

/** @param {{date: string, half: string} | null | undefined} wish */
export const nextTryWords = (wish) => (wish?.date ? `${halfWords(wish.half)}, ${showDay(wish.date)}` : t("Trung tâm sẽ gọi để hẹn"));

/** @param {string} fullName */
export const givenName = (fullName) => fullName.trim().split(/\s+/).at(-1) ?? "";
