/** What the slip says besides the page: its code as people dictate it, its link, its text message. */
import { fold } from "../core/search.js";
import { t } from "../core/texts.js";
import { wishWords } from "./half-days.js";

/** @typedef {import("./queries.js").Slip} Slip */

const SMS_LENGTH = 160;

/** Ten digits in groups that can be said over a telephone. @param {string} code */
export const showCode = (code) => code.replace(/^(\d{3})(\d{3})(\d{4})$/, "$1 $2 $3");

/** What stands behind `#` never reaches a server log. @param {string} token */
export const trackingLink = (token) => `${location.origin}/tra-cuu#${token}`;

/** @param {Slip} slip */
export const nameOnSlip = ({ citizen, args }) => (citizen?.full_name ?? args.person?.full_name ?? "").trim().split(/\s+/).at(-1) ?? "";

/** For a message to the family: no illness, no address. @param {Slip} slip @param {string} hotline */
export function slipText(slip, hotline) {
  const { args, ward } = slip;
  return [
    t("Phiếu hẹn cán bộ đến nhà – {ward}", { ward: ward?.name ?? "" }),
    t("Mã lượt hẹn: {code}", { code: showCode(args.tracking_code) }),
    t("Buổi hẹn: {when}", { when: wishWords(args.wish) }),
    t("Từ nhận diện: {word}. Cán bộ nói đúng từ này mới mở cửa.", { word: args.visit_word }),
    trackingLink(args.link_token),
    t("Cần hỏi, gọi {hotline}", { hotline }),
  ].join("\n");
}

/** Without marks, so that it fits one text message. @param {Slip} slip @param {string} hotline */
export function smsText({ args }, hotline) {
  const words = `Hen can bo den nha: ma ${args.tracking_code}, tu nhan dien "${fold(args.visit_word)}". Xem tai ${location.host}/tra-cuu. Hoi: ${hotline}`;
  return words.slice(0, SMS_LENGTH);
}
