/** How the post's work is said on the phone: states, reasons, who received. */
import { t } from "../core/texts.js";

/** @type {Record<string, [string, string]>} words and look */
const STATES = {
  waiting: ["Chờ lập bảng kê", "plain"],
  listed: ["Đã vào bảng kê", "info"],
  "with-post": ["Bưu điện đang giữ", "info"],
  delivered: ["Đã phát", "good"],
  failed: ["Phát chưa được", "warn"],
  returning: ["Đang chuyển hoàn", "warn"],
  returned: ["Đã trả về trung tâm", "plain"],
  withdrawn: ["Đã rút khỏi bảng kê", "plain"],
};

/** @type {Record<string, string>} */
const FAILED = {
  "nobody-home": "Không có ai ở nhà",
  "asked-later": "Hẹn phát ngày khác",
  refused: "Người nhận từ chối",
  "wrong-address": "Sai địa chỉ",
  moved: "Đã chuyển đi",
  hospital: "Người nhận đang nằm viện",
  died: "Người nhận đã mất",
  other: "Lý do khác",
};

/** @type {Record<string, string>} */
const RETURNED = {
  "two-attempts": "Đã phát hai lần không được",
  refused: "Người nhận từ chối",
  "wrong-address": "Sai địa chỉ",
  moved: "Đã chuyển đi",
  died: "Người nhận đã mất",
  "called-back": "Trung tâm gọi về",
  other: "Lý do khác",
};

/** @type {Record<string, string>} */
const RECEIVERS = { self: "Chính người nhận", relative: "Người nhà", authorised: "Người được uỷ quyền" };

/** @type {Record<string, string>} */
const WARNINGS = {
  "postal-code-check-digit": "Số phiếu có vẻ sai một chữ số. Hãy nhìn lại phiếu; vẫn lưu được.",
  "postal-code-reserved": "Chữ đầu của số phiếu ít gặp. Hãy nhìn lại phiếu; vẫn lưu được.",
};

/** @param {Record<string, string>} table */
const choices = (table) => Object.entries(table).map(([value, label]) => ({ value, label: t(label) }));

/** @param {string} state */
export function stateWords(state) {
  const [text, look] = STATES[state] ?? [state, "plain"];
  return { text: t(text), look };
}

/** @param {string} reason */
export const failWords = (reason) => t(FAILED[reason] ?? reason);
export const failChoices = () => choices(FAILED);
export const returnChoices = () => choices(RETURNED);
export const receiverChoices = () => choices(RECEIVERS);

/** What the wire carries is Vietnamese: the centre reads it. @param {string} who */
export const relationOf = (who) => (who === "self" ? "" : (RECEIVERS[who] ?? who));

/** @param {string} code */
export const warningWords = (code) => t(WARNINGS[code] ?? code);

/** @param {{name: string, count: number}[]} papers */
export const papersWords = (papers) => papers.map(({ name, count }) => `${name} × ${count}`).join(", ");

/** @param {{count: number}[]} papers */
export const countPapers = (papers) => papers.reduce((sum, { count }) => sum + count, 0);
