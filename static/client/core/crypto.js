/** Hashes, signatures and the exact JSON text they are made over. */
import { toHex } from "./ids.js";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNING = { name: "ECDSA", hash: "SHA-256" };

/**
 * @param {string | ArrayBuffer} content text is hashed as UTF-8
 * @returns {Promise<string>} hex
 */
export async function sha256(content) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/**
 * JSON with sorted keys and no spaces: the text whose hash the server sends with each row.
 * @param {unknown} value
 * @returns {string}
 */
export function canonical(value) {
  return JSON.stringify(value, (_key, inner) => {
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Made so that it can be written into the vault; what signs is imported from there and cannot be taken out again. */
export function newSigningKey() {
  return crypto.subtle.generateKey(CURVE, true, ["sign", "verify"]);
}

/** @param {CryptoKey} key */
export const exportSigningKey = (key) => crypto.subtle.exportKey("jwk", key);

/** @param {JsonWebKey} jwk */
export const importSigningKey = (jwk) => crypto.subtle.importKey("jwk", { ...jwk, key_ops: ["sign"] }, CURVE, false, ["sign"]);

/** @param {CryptoKey} key */
export async function publicJwk(key) {
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", key);
  return { kty, crv, x, y };
}

/**
 * @param {CryptoKey} key
 * @param {string} text
 * @returns {Promise<string>} raw r‖s, base64url without padding
 */
export async function sign(key, text) {
  const signature = await crypto.subtle.sign(SIGNING, key, new TextEncoder().encode(text));
  return base64url(new Uint8Array(signature));
}

/** @param {Uint8Array} bytes */
export function base64url(bytes) {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
