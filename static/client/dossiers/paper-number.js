/** A receipt that was written by hand on numbered paper: what was typed of it, read and checked. Pure. */
import { isDamm } from "../core/damm.js";
import { t } from "../core/texts.js";

const SHAPE = /^TN(\d{5})(\d{2})(\d{7})$/;

/** @param {string} typed with or without hyphens and blanks @returns {string | null} as it is printed; null when a digit is wrong */
export function paperNumber(typed) {
  const [, ward, year, serial] = typed.toUpperCase().replace(/[\s–-]/g, "").match(SHAPE) ?? [];
  return serial && isDamm(ward + year + serial) ? `TN${ward}-${year}-${serial}` : null;
}

/** @param {import("./draft.js").Values} values */
export const isOnPaper = (values) => Boolean(values.paper_number.trim());

/**
 * @param {import("./draft.js").Values} values
 * @returns {string} the moment on the paper, in Vietnam's time; "" when it cannot be read
 */
export function paperMoment({ paper_day, paper_hour }) {
  const [, hour, minute] = paper_hour.trim().match(/^(\d{1,2})[:hg.](\d{2})$/) ?? [];
  const moment = `${paper_day}T${(hour ?? "").padStart(2, "0")}:${minute}:00+07:00`;
  return Number.isNaN(Date.parse(moment)) ? "" : moment;
}

/** @param {import("./draft.js").Values} values @param {number} now @returns {import("../citizens/fields.js").Faults} */
export function paperFaults(values, now = Date.now()) {
  if (!isOnPaper(values)) return {};
  const moment = paperMoment(values);
  const isLater = moment !== "" && Date.parse(moment) > now;
  return {
    paper_number: paperNumber(values.paper_number) ? "" : t("Số không đúng. Hãy xem lại từng chữ số trên giấy."),
    paper_hour: moment && !isLater ? "" : t("Hãy ghi ngày và giờ như trên giấy, ví dụ 9:05."),
  };
}
