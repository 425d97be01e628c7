/** What comes of a call, as buttons say it, and how a household heard of its visit. */
import { showWhen } from "../core/clock.js";
import { t } from "../core/texts.js";

/** @type {Record<string, string>} */
export const CALL_OUTCOMES = {
  told: "Đã báo",
  "no-answer": "Không nghe máy",
  "wrong-number": "Sai số",
  "asked-relative": "Nhờ người nhà",
};

/**
 * By which way and at what hour a household heard of its visit last.
 * @param {import("../core/types.js").Row} visit as the centre told them
 * @param {import("../core/types.js").Row[]} calls that reached somebody, oldest first
 */
export function toldWords({ told_by, confirmed_at }, calls) {
  const last = calls.at(-1)?.at ?? "";
  if (confirmed_at && !(Date.parse(last) > Date.parse(confirmed_at))) return `${told_by}, ${showWhen(confirmed_at)}`;
  return last ? `${t("Gọi điện")}, ${showWhen(last)}` : t("Trung tâm đã báo");
}

/** What a call may turn out to have come to: also that the wrong household's button was pressed. @type {Record<string, string>} */
export const TRUE_OUTCOMES = { ...CALL_OUTCOMES, "not-called": "Chưa gọi, bấm nhầm" };

/** Nothing was promised, or the hour lies in what was. @param {any} visit @param {string} clock */
export const keepsPromise = ({ status, window }, clock) => status !== "confirmed" || !window?.from || (window.from <= clock && clock <= window.to);
