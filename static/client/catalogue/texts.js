/** English for what the phone says about procedures. */
import { t } from "../core/texts.js";

export const EN = {
  "Làm được tại nhà": "Can be done at home",
  "Nhận giấy tờ tại nhà, trả kết quả sau": "Papers are taken at home, the result comes later",
  "Cán bộ chỉ hướng dẫn": "The officer only explains",
  "Nộp": "Hand in",
  "Cho xem": "Show",
  "Lưu ý": "Note",
  "{n} ngày làm việc": "{n} working days",
  "{n} ngày": "{n} days",
  "{n} giờ làm việc": "{n} working hours",
  "{n} buổi làm việc": "{n} half working days",
  "Trong ngày": "The same day",
  "Chưa rõ thời hạn": "Time limit not known",
  "chưa xác nhận": "not confirmed",
};

/** @param {string} way */
export function wayWords(way) {
  if (way === "settle") return t("Làm được tại nhà");
  return way === "collect" ? t("Nhận giấy tờ tại nhà, trả kết quả sau") : t("Cán bộ chỉ hướng dẫn");
}

/** @param {string} kind */
export function paperKindWords(kind) {
  if (kind === "hand_in") return t("Nộp");
  return kind === "show" ? t("Cho xem") : t("Lưu ý");
}

/** @param {number | null | undefined} n @param {string | undefined} unit */
export function limitWords(n, unit) {
  if (unit === "same_day") return t("Trong ngày");
  if (n === null || n === undefined) return t("Chưa rõ thời hạn");
  if (unit === "working_days") return t("{n} ngày làm việc", { n });
  if (unit === "calendar_days") return t("{n} ngày", { n });
  if (unit === "half_days") return t("{n} buổi làm việc", { n });
  return unit === "hours" ? t("{n} giờ làm việc", { n }) : t("Chưa rõ thời hạn");
}
