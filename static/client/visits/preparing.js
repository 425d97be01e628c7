/** What a household should have ready, by the case that was picked, and the message that says so. Pure. */
import { papersFor } from "../catalogue/queries.js";
import { showDate } from "../core/clock.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../catalogue/queries.js").Paper} Paper */

/** Where the picked cases of a visit are kept until the dossier takes them over. @param {string} visitId */
export const prepareKey = (visitId) => `prepare/${visitId}`;

/** @param {Row} procedure */
export const caseField = ({ code }) => `case:${code}`;

/**
 * @param {Row} procedure
 * @param {string} picked
 * @returns {Record<Paper["kind"], Paper[]>}
 */
export function papersByKind(procedure, picked) {
  const papers = papersFor(procedure, [picked].filter(Boolean));
  const of = (/** @type {Paper["kind"]} */ kind) => papers.filter((paper) => paper.kind === kind);
  return { hand_in: of("hand_in"), show: of("show"), note: of("note") };
}

/**
 * In Vietnamese whatever the screen speaks. It names papers only: a title could tell others of a death or a divorce.
 * @param {Row} visit
 * @param {Row[]} procedures
 * @param {Record<string, any>} picked
 */
export function messageFor(visit, procedures, picked) {
  const all = procedures.map((row) => papersByKind(row, picked[caseField(row)] ?? ""));
  const names = (/** @type {"hand_in" | "show"} */ kind) => [...new Set(all.flatMap((papers) => papers[kind].map(({ name }) => name)))].join("; ");
  const [toHandIn, toShow] = [names("hand_in"), names("show")];
  return [
    `Cán bộ hẹn đến nhà ${whenWords(visit)}.`,
    toHandIn && `Xin ông/bà chuẩn bị để nộp: ${toHandIn}.`,
    toShow && `Để cho xem: ${toShow}.`,
    "Thiếu giấy tờ cũng không sao, cán bộ sẽ hướng dẫn.",
  ].filter(Boolean).join(" ");
}

/** @param {Row} visit */
function whenWords({ planned_on, half, window }) {
  const hours = window?.from ? `khoảng ${window.from}–${window.to}` : half === "morning" ? "buổi sáng" : "buổi chiều";
  return `${hours}, ngày ${showDate(planned_on)}`;
}
