/** Several envelopes brought back to the centre at once: what was ticked, counted and said, as one report for each. Pure. */
import { t } from "../core/texts.js";
import { countPapers } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {Record<string, any>} Values of the draft; `reason-…` and `count-…` are one envelope's */

export const TRIES = 2;

/** What both sides do for one lot only: count, sign, and tell the counts with its first report. */
const UNSIGNED = { counted_by_post: "", counted_by_centre: "", giver: null, taker: null, told: false };

/** What a form begins with. @type {Values} */
export const EMPTY = { ...UNSIGNED, chosen: /** @type {string[] | null} */ (null), condition: "", seal: "", taken_by: "" };

/**
 * Who signed, signed for the envelopes of that moment: what must be wiped when some of them left the hands otherwise
 * than by this return.
 * @param {Values} values
 * @param {string[]} held
 * @returns {Values | null} null when all stands
 */
export function lotChange(values, held) {
  const { chosen, told } = values;
  if (!chosen) return values.giver || values.taker ? UNSIGNED : null;
  const left = chosen.filter((/** @type {string} */ id) => held.includes(id));
  if (left.length === chosen.length || (told && left.length > 0)) return null;
  return { ...UNSIGNED, chosen: left.length > 0 ? left : null };
}

/**
 * Another tick is another lot to sign for; once the counts of the one before are told, also to count anew.
 * @param {Values} values
 * @param {string[]} ids ticked so far
 * @param {string} id
 */
export function toggled({ told }, ids, id) {
  const chosen = ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
  return { ...(told ? UNSIGNED : { giver: null, taker: null }), chosen };
}

/** Two tries are the usual reason. @param {Values} values @param {Row} item @returns {string} */
export const reasonOf = (values, { id, attempts }) => values[`reason-${id}`] ?? (attempts.length >= TRIES ? "two-attempts" : "");

/** @param {Values} values @param {Row} item @returns {string} */
export const countOf = (values, { id }) => (values[`count-${id}`] ?? "").trim();

/** Whether what was typed is a number that is not the expected one. @param {string} typed @param {number} expected */
export const differs = (typed, expected) => /^\d+$/.test(typed.trim()) && Number(typed) !== expected;

/** @param {Values} values @param {Row} item */
export const papersDiffer = (values, item) => differs(countOf(values, item), countPapers(item.papers));

/** @param {Values} values @param {number} listed @returns {string} what to say about counts that do not agree */
export function countsApart({ counted_by_post, counted_by_centre }, listed) {
  if (![counted_by_post, counted_by_centre].some((typed) => differs(typed, listed))) return "";
  const counts = { listed, post: counted_by_post.trim() || "…", centre: counted_by_centre.trim() || "…" };
  return t("Danh sách có {listed} phong bì; bưu điện đếm {post}, trung tâm đếm {centre}. Hãy đếm lại cùng nhau; vẫn khác thì vẫn ký được, trung tâm sẽ xem.", counts);
}

/** @param {string} typed */
const numberFault = (typed) => (/^\d{1,3}$/.test(typed.trim()) ? "" : t("Hãy ghi số đếm được."));

/** @param {Values} values @param {Row[]} items what is to come back @returns {Record<string, string>} */
export function returnFaults(values, items) {
  const each = items.flatMap((item) => [
    [`reason-${item.id}`, reasonOf(values, item) ? "" : t("Hãy chọn lý do.")],
    [`count-${item.id}`, numberFault(countOf(values, item))],
  ]);
  return {
    chosen: items.length > 0 ? "" : t("Hãy chọn bưu gửi trả về."),
    ...Object.fromEntries(each),
    counted_by_post: numberFault(values.counted_by_post),
    counted_by_centre: numberFault(values.counted_by_centre),
    condition: values.condition.trim() ? "" : t("Hãy ghi tình trạng giấy tờ."),
    taken_by: values.taken_by.trim() ? "" : t("Hãy ghi tên người nhận."),
    giver: values.giver ? "" : t("Chưa có chữ ký."),
    taker: values.taker ? "" : t("Chưa có chữ ký."),
  };
}

/**
 * One report for each envelope. Both sides' counts travel with the first; when a killed phone has saved that one
 * already, they have been told.
 * @param {Values} values
 * @param {Row[]} items still to be reported
 * @param {string} given_by
 * @returns {[string, import("./commands.js").Returned][]}
 */
export function returnsOf(values, items, given_by) {
  const counted = { counted_by_post: Number(values.counted_by_post), counted_by_centre: Number(values.counted_by_centre) };
  const bundle = values.told ? null : { item_ids: items.map(({ id }) => id), ...counted };
  return items.map((item, n) => [
    item.id,
    {
      reason: reasonOf(values, item),
      count: Number(countOf(values, item)),
      condition: values.condition.trim(),
      seal: values.seal.trim() || null,
      given_by,
      taken_by: values.taken_by.trim(),
      bundle: n === 0 ? bundle : null,
    },
  ]);
}
