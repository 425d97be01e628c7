/** What comes of a call, as buttons say it. */

/** @type {Record<string, string>} */
export const CALL_OUTCOMES = {
  told: "Đã báo",
  "no-answer": "Không nghe máy",
  "wrong-number": "Sai số",
  "asked-relative": "Nhờ người nhà",
};
