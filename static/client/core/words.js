/** The words of saving and sending, one place for all screens (the outbox's vocabulary). */
import { showWhen } from "./clock.js";
import { metaText } from "./device.js";
import { t } from "./texts.js";
import { NOT_DONE } from "./vault.js";

/** @typedef {import("./types.js").CommandRow} CommandRow */
/** @typedef {import("./status.js").Status} Status */

const HOUR_MS = 3_600_000;
export const REFUSED = ["conflict", "rejected"];

/** What a screen says once `send` has resolved. */
export const saved = () => t("Đã lưu trên máy này. Sẽ tự gửi khi có mạng.");

/** The ward's telephone number, for whoever is stuck. */
export const hotline = () => metaText("hotline");

/** Somebody at the centre has looked, and it will not be done. @param {CommandRow} row */
export const isDiscarded = (row) => row.decision?.resolution === "discard" && NOT_DONE.includes(row.state);

/** Needs this person: refused, by the server or by a colleague, and not yet read. @param {CommandRow} row */
export const needsPerson = (row) => !row.read_at && (isDiscarded(row) || (REFUSED.includes(row.state) && !row.resolved_at));

/** @typedef {{unsent: number, oldest: number, files: number, action: number}} Counts */

/** Why the person is needed before anything can be sent. @type {Record<string, string>} */
const STOPPED = {
  "sign-in": "Đăng nhập lại để gửi",
  fork: "Cần đăng ký lại máy này",
  suspended: "Tài khoản đang tạm dừng",
  revoked: "Máy này đã bị thu hồi",
  wiped: "Máy này đã bị thu hồi",
};

/**
 * @param {Status} status
 * @param {Counts} counts
 * @param {number} [now]
 * @returns {{look: "" | "quiet" | "busy" | "warn" | "bad", text: string}}
 */
export function chipWords(status, counts, now = Date.now()) {
  const stopped = STOPPED[status.trouble ?? ""];
  if (stopped) return { look: "bad", text: t(stopped) };
  if (counts.action > 0) return { look: "bad", text: t("{n} việc cần xử lý", { n: counts.action }) };
  if (status.storageLow) return { look: "warn", text: t("Bộ nhớ sắp đầy") };
  if (status.trouble === "update") return { look: "warn", text: t("Cần cập nhật ứng dụng") };
  if (status.phase !== "idle") return { look: "busy", text: busyWords(status) };
  return restWords(status, counts, now - counts.oldest);
}

/** @param {Status} status */
function busyWords({ phase, done, total }) {
  if (phase === "push" && total > done) return t("Đang gửi {done}/{total}", { done: done + 1, total });
  if (phase === "files" && total > done) return t("Đang gửi ảnh {done}/{total}", { done: done + 1, total });
  return phase === "pull" ? t("Đang tải về") : t("Đang kết nối");
}

/**
 * @param {Status} status
 * @param {Counts} counts
 * @param {number} age of the oldest unsent work
 * @returns {{look: "" | "quiet" | "warn" | "bad", text: string}}
 */
function restWords({ trouble, lastSync }, { unsent, files }, age) {
  const isOff = trouble === "offline" || trouble === "busy";
  if (unsent > 0) {
    const text = isOff ? t("Không có mạng · {n} việc đã lưu", { n: unsent }) : t("{n} việc chờ gửi", { n: unsent });
    return { look: lookOfAge(age), text };
  }
  if (files > 0) return { look: "quiet", text: t("{n} ảnh chờ gửi", { n: files }) };
  if (isOff) return { look: "quiet", text: t("Không có mạng") };
  return { look: "", text: lastSync ? t("Đã gửi hết · {time}", { time: showWhen(lastSync) }) : t("Đã gửi hết") };
}

/** @param {number} age */
const lookOfAge = (age) => (age > 72 * HOUR_MS ? "bad" : age > 24 * HOUR_MS ? "warn" : "quiet");
