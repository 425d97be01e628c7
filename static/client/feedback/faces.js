/** Five faces, each with its words; and the few reasons that go with good and bad marks. */
import { html, svg } from "../../vendor/lit.js";
import { t } from "../core/texts.js";

/** Best first. @type {[number, string][]} */
const SCORES = [
  [5, "Rất hài lòng"],
  [4, "Hài lòng"],
  [3, "Bình thường"],
  [2, "Chưa hài lòng"],
  [1, "Rất không hài lòng"],
];

/** The mouth of each face, from corners down to corners up. @type {Record<number, string>} */
const MOUTHS = {
  1: "M15 37q9-13 18 0",
  2: "M15 35q9-7 18 0",
  3: "M15 33h18",
  4: "M15 31q9 7 18 0",
  5: "M13 29q11 15 22 0z",
};

/** @type {Record<string, string>} */
const REASONS = {
  polite: "Cán bộ lịch sự",
  clear: "Hướng dẫn rõ ràng",
  quick: "Làm nhanh",
  late: "Đến muộn",
  unclear: "Khó hiểu",
  impolite: "Thái độ chưa tốt",
  "asked-money": "Đòi thêm tiền",
  "asked-papers": "Đòi thêm giấy tờ",
  "came-twice": "Phải làm lại lần nữa",
};

export const MOST_REASONS = 3;

export const scores = () => SCORES.map(([score, words]) => ({ score, words: t(words) }));
export const reasons = () => Object.entries(REASONS).map(([value, words]) => ({ value, words: t(words) }));

/** @param {number} score */
export const face = (score) =>
  html`<svg class="icon" viewBox="0 0 48 48" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round">
    ${svg`<circle cx="24" cy="24" r="21"></circle><path d="M17 18v3M31 18v3"></path><path d=${MOUTHS[score]}></path>`}
  </svg>`;
