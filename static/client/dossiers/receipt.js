/**
 * The home receipt: its exact Vietnamese text, the hash that signatures bind to, and the signed line of its QR code
 * (`TN1|number|date|first 16 bytes of the hash|device|signature`). Two dates: taken at home, and counted from.
 */
import { showDate, showDay, showTime } from "../core/clock.js";
import { base64url, sha256, sign } from "../core/crypto.js";
import { isPractice } from "../core/session.js";
import { readEnrolment } from "../core/vault.js";
import { feeLine, paperWord } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */

/**
 * @typedef {object} Told
 * @property {string | null} number null while the phone has none left
 * @property {string} taken_at
 * @property {string} counted_from
 * @property {string | null} due_on null when the centre must set it
 */

/**
 * @typedef {object} Parts
 * @property {Row | undefined} ward
 * @property {any} dossier roles, components, finance, delivery, copies, procedure_name, procedure_code
 * @property {string} officer
 * @property {{name: string, count: number}[]} originals kept by the officer
 * @property {Told} told
 */

/** @param {Parts} parts @returns {string} one `label: words` a line */
export function receiptText({ ward, dossier, officer, originals, told }) {
  const { owner, submitter } = dossier.roles;
  const lines = [
    ["TẬP HUẤN", practiceWords(ward)],
    ["Giấy tiếp nhận hồ sơ tại nhà", told.number ?? (settledIn(dossier) ? "không cấp, kết quả trao ngay" : "chưa có số")],
    ["Nơi nhận", [ward?.centre_name, ward?.centre_address].filter(Boolean).join(", ")],
    ["Điện thoại", ward?.hotline ?? ""],
    ["Người nộp", withRelation(submitter)],
    ["Chủ hồ sơ", owner.name],
    ["Việc", `${dossier.procedure_name} (${dossier.procedure_code})`],
    ["Số bản", String(dossier.copies)],
    ["Đã nhận", listed(dossier.components, "received", true)],
    ["Đã xem", listed(dossier.components, "seen")],
    ["Còn thiếu", listed(dossier.components, "missing")],
    ["Bản chính cán bộ giữ", originals.map(({ name, count }) => `${name} (${count})`).join("; ")],
    ["Lệ phí", feeLine(dossier.finance, paperWord)],
    ["Nhận tại nhà", momentWords(told.taken_at)],
    ...dueLines(dossier, told),
    ...resultLines(dossier),
    ["Người tiếp nhận", officer],
  ];
  return lines.filter(([, words]) => words).map(([label, words]) => `${label}: ${words}`).join("\n");
}

/** @param {Row | undefined} ward */
const practiceWords = (ward) => (isPractice(ward?.code) ? "không phải hồ sơ thật" : "");

/** The result of an act that was done at the door, and given at once. @param {any} dossier */
const settledIn = ({ result }) => (result?.settled && result.handed ? result : null);

/** Nothing is awaited of what was settled without a receipt. @param {any} dossier @param {Told} told */
function dueLines(dossier, { number, counted_from, due_on }) {
  if (settledIn(dossier) && number === null) return [];
  return [
    ["Tính thời hạn từ", showDate(counted_from)],
    ["Hẹn trả", due_on ? showDate(due_on) : "trung tâm sẽ báo ngày trả"],
  ];
}

/** @param {any} dossier */
function resultLines(dossier) {
  const result = settledIn(dossier);
  if (!result) return [["Trả kết quả", paperWord("delivery", dossier.delivery.way)]];
  const papers = result.papers.map((/** @type {any} */ paper) => `${paper.name} (${paper.count})`).join("; ");
  return [
    ["Giải quyết tại nhà", `${result.settled.done_in}, ${momentWords(result.settled.at)}`],
    ["Số chứng thực", result.code ?? ""],
    ["Đã trao ngay", `${papers}, cho ${result.handed.to_name}`],
  ];
}

/** @param {string} moment */
const momentWords = (moment) => `${showTime(moment)}, ${vietnameseDay(moment)}`;

/** @param {any} submitter */
const withRelation = ({ name, relation }) => (relation ? `${name} (${relation})` : name);

/** @param {any[]} components @param {string} state @param {boolean} [withForm] */
function listed(components, state, withForm = false) {
  const found = components.filter((line) => line.kind !== "note" && line.state === state);
  return found.map((line) => line.name + (withForm ? ` (${line.count} ${paperWord("form", line.form)})` : "")).join("; ");
}

const DAYS = ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

/** The paper is Vietnamese even when the screen is not. @param {string} moment */
function vietnameseDay(moment) {
  const [year, month, day] = showDate(moment).split("/").reverse().map(Number);
  return showDay(moment).replace(/^[^,]+/, DAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]);
}

/** What the dossier tells of number and dates. @param {any} dossier @returns {Told} */
export function toldOf({ receipt, history }) {
  const { number = null, taken_at = history[0].at, counted_from = taken_at, due_on = null } = receipt ?? {};
  return { number, taken_at, counted_from, due_on };
}

/** The receipt as label and words, for the screen. @param {string} text */
export const receiptLines = (text) =>
  text.split("\n").map((line) => {
    const cut = line.indexOf(": ");
    return { label: line.slice(0, cut), words: line.slice(cut + 2) };
  });

/**
 * What the QR code says; anybody can check it with this device's public key.
 * @param {string} number
 * @param {string} day
 * @param {string} shownSha256
 */
export async function receiptQr(number, day, shownSha256) {
  const enrolment = await readEnrolment();
  if (!enrolment) throw new Error("nobody is enrolled on this phone");
  const text = ["TN1", number, day, firstBytes(shownSha256), enrolment.device_id].join("|");
  return `${text}|${await sign(enrolment.key, text)}`;
}

/** Sixteen bytes of the hash. @param {string} hex */
function firstBytes(hex) {
  const pairs = hex.slice(0, 32).match(/../g) ?? [];
  return base64url(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)));
}

/** @param {string} text */
export const hashOf = (text) => sha256(text);
