/**
 * How a data key is wrapped: KEK = HKDF-SHA-256(Argon2id(PIN, salt) ‖ factor). A wrap names its mode, salt and cost,
 * so that later versions may ask for more.
 */
import { base64url } from "../crypto.js";
import { fromBase64url } from "./box.js";
import { FactorMissing, factorOf, newFactor } from "./factors.js";
import { COST, stretch } from "./stretch.js";

/** @typedef {import("../types.js").Wrap} Wrap */
/** @typedef {import("../types.js").VaultMode} VaultMode */

const AES = { name: "AES-GCM", length: 256 };

/** @param {string} text */
const bytesOf = (text) => new TextEncoder().encode(text);

/** A data key that can be wrapped; what the keyring holds cannot. */
export const newDataKey = () => crypto.subtle.generateKey(AES, true, ["encrypt", "decrypt"]);

/**
 * @param {CryptoKey} dataKey
 * @param {{key: number, pin: string, modes: VaultMode[], cost?: import("./stretch.js").Cost}} how
 * @param {import("./factors.js").Speaker} speaker who asks the server for a share
 * @returns {Promise<Wrap>}
 */
export async function wrapped(dataKey, { key, pin, modes, cost = COST }, speaker) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const slow = await stretch(pin, salt, cost);
  const { mode, factor, ...named } = await firstFactor(modes, () => proofOf(slow), speaker);
  const kek = await wrappingKey(slow, factor, mode);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const ct = await crypto.subtle.wrapKey("raw", dataKey, kek, { name: "AES-GCM", iv, additionalData: said(mode, key) });
  return { key, mode, salt: base64url(salt), cost, ...named, iv: base64url(iv), ct };
}

/**
 * The strongest way that works: a phone may claim a key of its own and turn out to have none.
 * @param {VaultMode[]} modes
 * @param {() => Promise<string>} proof
 * @param {import("./factors.js").Speaker} speaker
 * @returns {Promise<import("./factors.js").Named & {mode: VaultMode}>}
 */
async function firstFactor([mode, ...weaker], proof, speaker) {
  if (!mode) throw new FactorMissing("no-way");
  try {
    return { mode, ...(await newFactor(mode, proof, speaker)) };
  } catch (fault) {
    if (weaker.length === 0 || !(fault instanceof FactorMissing) || fault.why !== "refused") throw fault;
    return firstFactor(weaker, proof, speaker);
  }
}

/**
 * @param {Wrap} wrap
 * @param {string} pin
 * @param {import("./factors.js").Speaker} speaker
 * @returns {Promise<CryptoKey | null>} null for a wrong PIN; throws FactorMissing
 */
export async function unwrapped(wrap, pin, speaker) {
  const slow = await stretch(pin, fromBase64url(wrap.salt), wrap.cost);
  const factor = await factorOf(wrap, () => proofOf(slow), speaker);
  if (!factor) return null;
  const how = { name: "AES-GCM", iv: fromBase64url(wrap.iv), additionalData: said(wrap.mode, wrap.key) };
  const kek = await wrappingKey(slow, factor, wrap.mode);
  return crypto.subtle.unwrapKey("raw", wrap.ct, kek, how, AES, true, ["encrypt", "decrypt"]).catch(() => null);
}

/**
 * @param {VaultMode} mode
 * @param {number} key
 */
const said = (mode, key) => bytesOf(`tn-vault/wrap/1\0${mode}\0${key}`);

/**
 * @param {Uint8Array<ArrayBuffer>} slow
 * @param {Uint8Array<ArrayBuffer>} factor
 * @param {VaultMode} mode
 */
async function wrappingKey(slow, factor, mode) {
  const both = new Uint8Array(slow.length + factor.length);
  both.set(slow);
  both.set(factor, slow.length);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: bytesOf(`tn-vault/kek/1\0${mode}`) };
  return crypto.subtle.deriveKey(how, await hkdf(both), AES, false, ["wrapKey", "unwrapKey"]);
}

/**
 * What mode S shows the server instead of the PIN: made from the same slow hash under another label, so that it
 * says nothing about the key.
 * @param {Uint8Array<ArrayBuffer>} slow
 */
async function proofOf(slow) {
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: bytesOf("tn-vault/proof/1") };
  return base64url(new Uint8Array(await crypto.subtle.deriveBits(how, await hkdf(slow), 256)));
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
const hkdf = (bytes) => crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey", "deriveBits"]);

/**
 * While everything is encrypted anew, each of the two keys opens the other.
 * @param {{number: number, key: CryptoKey}} from
 * @param {{number: number, key: CryptoKey}} to
 * @returns {Promise<import("../types.js").KeyLink>}
 */
export async function link(from, to) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const raw = await crypto.subtle.exportKey("raw", to.key);
  const how = { name: "AES-GCM", iv, additionalData: between(from.number, to.number) };
  return { from: from.number, to: to.number, iv: base64url(iv), ct: await crypto.subtle.encrypt(how, from.key, raw) };
}

/**
 * @param {import("../types.js").KeyLink} one
 * @param {CryptoKey} key of `one.from`
 */
export async function follow(one, key) {
  const how = { name: "AES-GCM", iv: fromBase64url(one.iv), additionalData: between(one.from, one.to) };
  return crypto.subtle.importKey("raw", await crypto.subtle.decrypt(how, key, one.ct), AES, true, ["encrypt", "decrypt"]);
}

/**
 * @param {number} from
 * @param {number} to
 */
const between = (from, to) => bytesOf(`tn-vault/link/1\0${from}\0${to}`);

/** The same key, which can no longer be taken out of the browser. @param {CryptoKey} key */
export async function fixed(key) {
  return crypto.subtle.importKey("raw", await crypto.subtle.exportKey("raw", key), AES, false, ["encrypt", "decrypt"]);
}
