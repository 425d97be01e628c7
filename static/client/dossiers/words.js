/** Words for the parts of a dossier, as screens say them. */
import { t } from "../core/texts.js";

const STATUS = [
  "", "Mới đăng ký", "Được tiếp nhận", "Không được tiếp nhận", "Đang xử lý", "Yêu cầu bổ sung giấy tờ",
  "Yêu cầu thực hiện nghĩa vụ tài chính", "Công dân yêu cầu rút hồ sơ", "Dừng xử lý", "Đã xử lý xong", "Đã trả kết quả",
];

/** @type {Record<string, Record<string, string>>} */
const WORDS = {
  state: { received: "Đã nhận", seen: "Đã xem", missing: "Còn thiếu", reused: "Dùng bản đã có", "not-needed": "Không cần" },
  form: { original: "bản chính", copy: "bản sao" },
  result: {
    ready: "Đã có, chờ trả", "with-officer": "Cán bộ đang giữ", "with-post": "Bưu điện đang giữ",
    "handed-over": "Đã trao", returned: "Bưu điện chuyển hoàn",
  },
  holder: { citizen: "Người dân", officer: "Cán bộ", centre: "Trung tâm", post: "Bưu điện" },
  delivery: { home: "Cán bộ mang đến nhà", post: "Gửi qua bưu điện", counter: "Nhận tại trung tâm" },
  way: { pad: "Ký trên màn hình", thumbprint: "Điểm chỉ", relative: "Người thân ký thay", witness: "Có người chứng kiến" },
  signer: { citizen: "Người nộp", officer: "Người tiếp nhận", relative: "Người thân", witness: "Người chứng kiến" },
  incident: { lost: "Mất", damaged: "Hỏng" },
  right: { relative: "Người thân", authorised: "Được uỷ quyền", guardian: "Người giám hộ, đại diện theo pháp luật" },
  paid: { cash: "Tiền mặt", transfer: "Chuyển khoản", none: "Chưa thu" },
};

/** @param {number} status the national number */
export const statusWords = (status) => t(STATUS[status] ?? "");

/** @param {string} table @param {string | null | undefined} code */
export const word = (table, code) => (code ? t(WORDS[table]?.[code] ?? code) : "");

/** In Vietnamese whatever the screen speaks: for papers that citizens keep. @param {string} table @param {string | null} code */
export const paperWord = (table, code) => (code ? (WORDS[table]?.[code] ?? code) : "");

/** 15.000 đ @param {number | null | undefined} amount */
export const money = (amount) => `${String(amount ?? 0).replace(/\B(?=(\d{3})+$)/g, ".")} đ`;

/** What is to be paid altogether. @param {any} finance */
export const totalOf = ({ amount, postage = 0 }) => (amount ?? 0) + postage;

/** Said to be transferred, and nobody at the centre has seen it yet. @param {any} finance */
export const isAwaited = (finance) => finance.way === "transfer" && !finance.paid;

/** The fee in one line. @param {any} finance @param {(table: string, code: string | null) => string} [say] */
export function feeLine(finance, say = word) {
  const words = (/** @type {string} */ vi) => (say === paperWord ? vi : t(vi));
  if (finance.amount === null) return words(say === paperWord ? "Chưa thu" : "Chưa ghi");
  const postage = finance.postage ? `${words("cước bưu điện")} ${money(finance.postage)}` : "";
  const way = totalOf(finance) === 0 ? "" : say("paid", finance.way).toLowerCase();
  return [ownFee(finance, words), postage, way, isAwaited(finance) ? words("chờ tiền về") : ""].filter(Boolean).join(", ");
}

/** @param {any} finance @param {(vi: string) => string} words */
function ownFee({ exempt, exempt_reason, amount }, words) {
  if (exempt) return `${words("Miễn phí")}: ${exempt_reason}`;
  return amount === 0 ? words("Không thu phí") : money(amount);
}

/** What the office asked for besides the fee, and what of it is still to come. @param {any} duty */
export function dutyLine(duty) {
  if (!duty) return "";
  return `${duty.what_for}: ${money(duty.amount)}, ${duty.left ? t("còn {sum}", { sum: money(duty.left) }) : t("đã nộp đủ")}`;
}

/** What the family is to pay now: the office's request first, then a fee whose transfer is awaited. @param {any} dossier */
export function owedOf({ status, payment_duty, finance }) {
  if (status === 6 && payment_duty?.left) return { what_for: payment_duty.what_for, amount: payment_duty.left, postage: 0, exempt: false, exempt_reason: null };
  const { amount, postage = 0, exempt, exempt_reason } = finance;
  return isAwaited(finance) ? { what_for: null, amount, postage, exempt, exempt_reason } : null;
}

/** Refused before anything was given for it. @param {any} dossier */
export const isRefusedAtOnce = ({ status, receipt }) => status === 3 && !receipt;
