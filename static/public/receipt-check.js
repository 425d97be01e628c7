// @ts-check
// Is this home receipt genuine? Judged from its QR text and the ward's list of device keys, without a network.
// app/dossiers/rules/qr.py judges by the same rules; both are held to tests/vectors/receipts.json.
import { base64url, sha256 } from "../client/core/crypto.js";
import { damm } from "../client/core/damm.js";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNING = { name: "ECDSA", hash: "SHA-256" };

const NUMBER = /^TN(\d{5})-(\d{2})-(\d{6})(\d)$/;
const SIGNATURE = /^[A-Za-z0-9_-]{86}$/;
const HASH_DIGITS = 32;

/** @typedef {{device: string, x: string, y: string, first: string, last: string | null}} ReceiptKey */
/** @typedef {{ward: string, keys: ReceiptKey[]}} KeyList */
/** @typedef {{verdict: string, number: string, day: string}} Judged */

/**
 * @param {string} typed
 * @param {KeyList} list
 * @param {string} [words] the receipt's own words, if they were given too
 * @returns {Promise<Judged>}
 */
export async function judge(typed, list, words = "") {
  const text = typed.trim();
  const parts = text.split("|");
  if (parts.length !== 6 || parts[0] !== "TN1") return notACode(text);
  const [, number, day, digest, device, signature] = parts;
  const key = list.keys.find((one) => one.device === device);
  const verdict =
    wrongNumber(number, list.ward) ?? (await wrongSignature(text, key, day, signature)) ?? (await wrongWords(words, digest));
  return { verdict: verdict ?? "genuine", number: number.slice(0, 40), day: day.slice(0, 10) };
}

/** A number alone proves nothing, but a mistyped one shows, and one for practice. @param {string} text */
function notACode(text) {
  if (!NUMBER.test(text)) return { verdict: "not-a-code", number: "", day: "" };
  if (!isReceiptNumber(text)) return { verdict: "number-misread", number: text, day: "" };
  return { verdict: isForPractice(text) ? "practice" : "number-only", number: text, day: "" };
}

/** @param {string} number */
function isReceiptNumber(number) {
  const [, ward, year, serial, check] = NUMBER.exec(number) ?? [];
  return check !== undefined && damm(ward + year + serial) === check;
}

/** No ward's own code begins with 99. @param {string} number */
const isForPractice = (number) => number.startsWith("TN99");

/** @param {string} number @param {string} ward */
function wrongNumber(number, ward) {
  if (!isReceiptNumber(number)) return "number-misread";
  if (isForPractice(number)) return "practice";
  return number.startsWith(`TN${ward}-`) ? null : "other-ward";
}

/** @param {string} text @param {ReceiptKey | undefined} key @param {string} day @param {string} signature */
async function wrongSignature(text, key, day, signature) {
  if (!key) return "key-unknown";
  const signedPart = text.slice(0, text.lastIndexOf("|"));
  if (!isCanonical(signature) || !(await isSigned(key, signedPart, signature)) || !isDay(day)) return "altered";
  if (day < key.first) return "key-too-young";
  return key.last !== null && day > key.last ? "key-ended" : null;
}

/**
 * @param {{x: string, y: string}} key a public key's point on P-256
 * @param {string} text
 * @param {string} signature raw r‖s, base64url without padding
 */
async function isSigned({ x, y }, text, signature) {
  const key = await crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", x, y }, CURVE, false, ["verify"]);
  const binary = atob(signature.replaceAll("-", "+").replaceAll("_", "/"));
  const raw = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  return crypto.subtle.verify(SIGNING, key, raw, new TextEncoder().encode(text));
}

/** The last letter of 64 bytes has four bits to spare: only one spelling is what a phone writes. @param {string} signature */
const isCanonical = (signature) => SIGNATURE.test(signature) && "AQgw".includes(signature[85]);

/** @param {string} day */
const isDay = (day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));

/** @param {string} words @param {string} digest */
const wrongWords = async (words, digest) => (words.trim() && (await shownHash(words)) !== digest ? "other-words" : null);

/** Hashed as composed letters, lines ended by LF alone; a messenger may have changed both. @param {string} words */
async function shownHash(words) {
  const hex = (await sha256(words.replaceAll("\r\n", "\n").normalize("NFC").trim())).slice(0, HASH_DIGITS);
  return base64url(Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
}
