/** The slip as a picture of 1080 × 1350, to keep or to forward to the family. Drawn here, so it needs no network. */
import { encodeQR } from "../../vendor/qr-encode.js";
import { showPhone } from "../core/phone.js";
import { t } from "../core/texts.js";
import { wishWords } from "./half-days.js";
import { nameOnSlip, showCode, trackingLink } from "./slip-words.js";

/** @typedef {import("./queries.js").Slip} Slip */

const WIDTH = 1080;
const HEIGHT = 1350;
const MARGIN = 70;
const QR_SIDE = 400;
const FONT = 'system-ui, "Noto Sans", sans-serif';

/**
 * @param {Slip} slip
 * @param {string} hotline
 * @returns {Promise<Blob>}
 */
export function drawSlip(slip, hotline) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: WIDTH, height: HEIGHT });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  fill(pen, "#ffffff", 0, 0, WIDTH, HEIGHT);
  fill(pen, "#0b4f6c", 0, 0, WIDTH, 190);
  write(pen, t("Phiếu hẹn cán bộ đến nhà"), { y: 85, size: 54, bold: true, ink: "#ffffff" });
  write(pen, slip.ward?.name ?? "", { y: 150, size: 40, ink: "#ffffff" });
  write(pen, t("Mã lượt hẹn"), { y: 270, size: 38 });
  write(pen, showCode(slip.args.tracking_code), { y: 375, size: 100, bold: true, ink: "#083b51" });
  write(pen, wishWords(slip.args.wish), { y: 475, size: 48, bold: true });
  write(pen, t("Trung tâm sẽ gọi để xác nhận."), { y: 535, size: 36 });
  write(pen, t("Cán bộ đến gặp: {name}", { name: nameOnSlip(slip) }), { y: 620, size: 44 });
  drawQr(pen, trackingLink(slip.args.link_token), (WIDTH - QR_SIDE) / 2, 650);
  fill(pen, "#fcefd2", MARGIN, 1075, WIDTH - 2 * MARGIN, 150);
  write(pen, t("Từ nhận diện: {word}", { word: slip.args.visit_word }), { y: 1140, size: 50, bold: true });
  write(pen, t("Cán bộ nói đúng từ này mới mở cửa."), { y: 1200, size: 36 });
  write(pen, t("Cần hỏi, gọi {hotline}", { hotline: showPhone(hotline) }), { y: 1300, size: 40, bold: true });
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("this browser cannot make a picture"))), "image/png"),
  );
}

/** @param {CanvasRenderingContext2D} pen @param {string} colour @param {number} x @param {number} y @param {number} width @param {number} height */
function fill(pen, colour, x, y, width, height) {
  pen.fillStyle = colour;
  pen.fillRect(x, y, width, height);
}

/** One centred line, smaller when it is long. @param {CanvasRenderingContext2D} pen @param {string} text @param {{y: number, size: number, bold?: boolean, ink?: string}} look */
function write(pen, text, { y, size, bold = false, ink = "#16262c" }) {
  pen.font = `${bold ? 800 : 400} ${size}px ${FONT}`;
  pen.fillStyle = ink;
  pen.textAlign = "center";
  pen.fillText(text, WIDTH / 2, y, WIDTH - 2 * MARGIN);
}

/** @param {CanvasRenderingContext2D} pen @param {string} text @param {number} left @param {number} top */
function drawQr(pen, text, left, top) {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: 2 });
  const side = Math.floor(QR_SIDE / rows.length);
  rows.forEach((row, y) => row.forEach((isDark, x) => isDark && fill(pen, "#000000", left + x * side, top + y * side, side, side)));
}
