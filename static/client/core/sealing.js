/**
 * Sealing to the server's key (docs/sealing.md): whoever holds this phone can make sealed bytes and open none,
 * not even those just made. The other half is app/core/sealing.py.
 */
import { base64url } from "./crypto.js";

/** @typedef {import("./types.js").Sealed} Sealed */
/** @typedef {import("./types.js").SealingKey} SealingKey */

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const PURPOSE = "tan-nha/seal/1";

/**
 * A fresh key pair for every call; its private half never leaves WebCrypto and dies with the call.
 * @param {SealingKey} sealingKey the server's public key with its kid
 * @param {Uint8Array} bytes
 * @returns {Promise<Sealed>}
 */
export async function seal(sealingKey, bytes) {
  const { kid, x, y } = sealingKey;
  const pair = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const theirs = await crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", x, y }, CURVE, true, []);
  const [epk, point] = await Promise.all([pair.publicKey, theirs].map(rawPoint));
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, pair.privateKey, 256);
  const key = await derive(shared, joined(epk, point), kid);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const ct = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: said(kid) }, key, new Uint8Array(bytes));
  return { kid, epk: base64url(epk), iv: base64url(iv), ct: base64url(new Uint8Array(ct)) };
}

/** @param {CryptoKey} key */
const rawPoint = async (key) => new Uint8Array(await crypto.subtle.exportKey("raw", key));

/**
 * @param {Uint8Array} first
 * @param {Uint8Array} second
 */
function joined(first, second) {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

/** What both sides say aloud and neither may change: the purpose and the key's name. @param {string} kid */
const said = (kid) => new TextEncoder().encode(`${PURPOSE}\0${kid}`);

/**
 * @param {ArrayBuffer} shared
 * @param {Uint8Array<ArrayBuffer>} salt
 * @param {string} kid
 */
async function derive(shared, salt, kid) {
  const secret = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: said(kid) };
  return crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
}
