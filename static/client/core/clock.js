/**
 * Time as people in Vietnam read it, and as the wire writes it. Vietnam has had UTC+7 without summer time
 * since 1975, so a fixed offset is right whatever zone the phone is set to.
 */
import { t } from "./texts.js";

const OFFSET_MS = 7 * 3_600_000;
const DAYS = ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

/** Names this run of the app: `mono` readings compare only within one boot. */
export const BOOT = `b-${crypto.randomUUID()}`;

/** Milliseconds that no change of the clock can move. */
export const mono = () => Math.round(performance.now() * 10) / 10;

/** @param {number | string | Date} [moment] */
export function vnNow(moment = Date.now()) {
  return `${shifted(moment).toISOString().slice(0, -1)}+07:00`;
}

/** @param {number | string | Date} [moment] */
export function today(moment = Date.now()) {
  return shifted(moment).toISOString().slice(0, 10);
}

/** A moment as the server's rows write it: UTC, microseconds only where there are any. @param {string} moment */
export function wireTime(moment) {
  const text = new Date(moment).toISOString();
  return text.endsWith(".000Z") ? `${text.slice(0, -5)}Z` : `${text.slice(0, -1)}000Z`;
}

/** @param {string | number | Date} moment a date `YYYY-MM-DD` or a time; answers 07/02/2026 */
export function showDate(moment) {
  const [year, month, day] = today(moment).split("-");
  return `${day}/${month}/${year}`;
}

/** @param {string | number | Date} moment answers "Thứ Bảy, 07/02/2026" */
export function showDay(moment) {
  return `${t(DAYS[shifted(moment).getUTCDay()])}, ${showDate(moment)}`;
}

/** @param {string | number | Date} moment answers 08:30 */
export function showTime(moment) {
  return shifted(moment).toISOString().slice(11, 16);
}

/** @param {string | number | Date} moment today only the time, else time and date */
export function showWhen(moment) {
  const day = today(moment);
  return day === today() ? showTime(moment) : `${showTime(moment)} ${showDate(moment)}`;
}

/** @param {number | string | Date} moment */
function shifted(moment) {
  const isPlainDate = typeof moment === "string" && moment.length === 10;
  return new Date(new Date(moment).getTime() + (isPlainDate ? 0 : OFFSET_MS));
}
