/** What comes of a call, as buttons say it. */

/** @type {Record<string, string>} */
export const CALL_OUTCOMES = {
  told: "Đã báo",
  "no-answer": "Không nghe máy",
  "wrong-number": "Sai số",
  "asked-relative": "Nhờ người nhà",
};

/** Nothing was promised, or the hour lies in what was. @param {any} visit @param {string} clock */
export const keepsPromise = ({ status, window }, clock) => status !== "confirmed" || !window?.from || (window.from <= clock && clock <= window.to);
