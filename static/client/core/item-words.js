/** How the outbox names a command and says where it stands. */
import { commandWords } from "./app.js";
import { showTime, showWhen } from "./clock.js";
import { decidedWords } from "./decision-words.js";
import { nameWords } from "./reasons.js";
import { t } from "./texts.js";
import { REFUSED } from "./words.js";

/** @typedef {import("./types.js").CommandRow} CommandRow */
/** @typedef {import("./types.js").Command} Command */
/** @typedef {import("./status.js").Status} Status */

const REVIEWED = ["held", "parked", "late"];

/** @param {Command} command */
export function titleOf(command) {
  const words = commandWords(command.type);
  const about = words?.about?.(command.args) ?? "";
  const label = words ? t(words.label) : nameWords(command.type);
  return about ? `${label}: ${about}` : label;
}

/**
 * @typedef {object} ItemWords
 * @property {"queued" | "sending" | "retry" | "action" | "held" | "sent"} kind
 * @property {string} icon
 * @property {string} text
 */

/**
 * @param {CommandRow} row
 * @param {Status} status
 * @param {number} filesLeft of this command, still to be sent
 * @returns {ItemWords}
 */
export function stateOf(row, status, filesLeft) {
  if (row.resolved_at && row.state !== "applied") return decidedWords(row, row.resolved_at);
  if (REFUSED.includes(row.state)) return refusedWords(row);
  if (REVIEWED.includes(row.state)) return heldWords(row);
  if (row.state === "applied") return sentWords(row, status, filesLeft);
  return waitingWords(row, status);
}

/**
 * @param {CommandRow} row
 * @param {Status} status
 * @returns {ItemWords}
 */
function waitingWords(row, { nextTry }) {
  if (row.state === "sending") return { kind: "sending", icon: "send", text: t("Đang gửi") };
  if (row.tries > 0 && nextTry > 0)
    return { kind: "retry", icon: "clock", text: t("Chưa gửi được, tự thử lại lúc {time}", { time: showTime(nextTry) }) };
  return { kind: "queued", icon: "wait", text: t("Đã lưu trên máy, chờ gửi") };
}

/**
 * Who has it and since when: what waits for another piece of work is the server's, all else the coordinator's.
 * @param {CommandRow} row
 * @returns {ItemWords}
 */
function heldWords({ state, decided_at, settled_at }) {
  const since = showWhen(decided_at ? Date.parse(decided_at) : (settled_at ?? 0));
  const isWaiting = state === "held";
  const text = isWaiting ? t("Máy chủ giữ chờ việc đi trước, từ {since}", { since }) : t("Trung tâm đang xem lại: điều phối viên giữ từ {since}", { since });
  return { kind: "held", icon: "question", text };
}

/**
 * @param {CommandRow} row
 * @returns {ItemWords}
 */
function refusedWords(row) {
  if (row.read_at) return { kind: "held", icon: "question", text: t("Không được nhận; trung tâm cũng đã thấy") };
  return { kind: "action", icon: "warn", text: t("Cần anh/chị xử lý") };
}

/**
 * @param {CommandRow} row
 * @param {Status} status
 * @param {number} filesLeft
 * @returns {ItemWords}
 */
function sentWords(row, status, filesLeft) {
  const total = row.files.length;
  if (filesLeft > 0 && status.phase === "files")
    return { kind: "sending", icon: "send", text: t("Đang gửi ảnh {done}/{total}", { done: total - filesLeft, total }) };
  if (filesLeft > 0) return { kind: "queued", icon: "wait", text: t("Đã gửi, còn {n} ảnh chờ gửi", { n: filesLeft }) };
  const time = showWhen(row.settled_at ?? 0);
  if (!row.mark) return { kind: "sent", icon: "tick", text: t("Đã gửi {time}", { time }) };
  return { kind: "sent", icon: "tick", text: t("Đã gửi {time}, mã biên nhận {mark}", { time, mark: row.mark.slice(0, 4).toUpperCase() }) };
}
