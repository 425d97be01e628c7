/**
 * What joins the PIN in the key. Mode H: a secret of this phone's own hardware, by WebAuthn's PRF. Mode S: a share
 * that the server gives out for a proven PIN and stops giving out after ten wrong ones. Mode P: nothing, so that a
 * laboratory which copies the phone's disk can try all PINs; the screens say so.
 */
import { ask, NetworkTrouble, Refused } from "../api.js";
import { base64url } from "../crypto.js";
import { newId } from "../ids.js";
import { fromBase64url } from "./box.js";

/** @typedef {import("../types.js").VaultMode} VaultMode */
/** @typedef {import("../types.js").Wrap} Wrap */
/** @typedef {{factor: Uint8Array<ArrayBuffer>, credential?: string, prf_salt?: string, share?: string}} Named */
/** @typedef {{token: (kind: "send" | "read") => Promise<string>, name: string}} Speaker */

const API = "/api/sync/v1/vault-shares";
const ASKED_MS = 60_000;

/** The PIN alone does not open this vault, and its other half is not to be had now. */
export class FactorMissing extends Error {
  /** @param {"offline" | "cancelled" | "refused" | "no-way"} why */
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/**
 * @param {VaultMode} mode
 * @param {() => Promise<string>} proof
 * @param {Speaker} speaker
 * @returns {Promise<Named>}
 */
export async function newFactor(mode, proof, speaker) {
  if (mode === "H") return newPasskey(speaker.name);
  if (mode === "S") return newShare(await proof(), speaker);
  return { factor: new Uint8Array(0) };
}

/**
 * @param {Wrap} wrap
 * @param {() => Promise<string>} proof
 * @param {Speaker} speaker
 * @returns {Promise<Uint8Array<ArrayBuffer> | null>} null when the server says that the PIN is wrong
 */
export async function factorOf(wrap, proof, speaker) {
  if (wrap.mode === "H") return askPasskey(wrap.credential ?? "", wrap.prf_salt ?? "");
  if (wrap.mode === "S") return releasedShare(wrap.share ?? "", await proof(), speaker);
  return new Uint8Array(0);
}

/**
 * @param {string} proof
 * @param {Speaker} speaker
 * @returns {Promise<Named>}
 */
async function newShare(proof, speaker) {
  const share = newId();
  const answer = await said(ask("POST", API, { token: await speaker.token("read"), json: { share_id: share, proof } }));
  return { factor: fromHex(answer.share), share };
}

/**
 * @param {string} share
 * @param {string} proof
 * @param {Speaker} speaker
 */
async function releasedShare(share, proof, speaker) {
  const call = { token: await speaker.token("send"), json: { share_id: share, proof } };
  const answer = await said(ask("POST", `${API}/release`, call));
  return answer && fromHex(answer.share);
}

/**
 * @param {Promise<any>} asking
 * @returns {Promise<any>} null for a wrong PIN
 */
async function said(asking) {
  try {
    return await asking;
  } catch (fault) {
    if (fault instanceof NetworkTrouble) throw new FactorMissing("offline");
    if (!(fault instanceof Refused)) throw fault;
    if (fault.code === "pin-wrong") return null;
    throw new FactorMissing(fault.status === 429 || fault.status === 503 ? "offline" : "refused");
  }
}

/** @param {string} hex */
const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** Whether this phone can keep a secret of its own that needs its finger, face or screen lock. */
export async function hasOwnKey() {
  const { PublicKeyCredential } = globalThis;
  if (!PublicKeyCredential?.isUserVerifyingPlatformAuthenticatorAvailable) return false;
  /** @type {any} newer than the type library */
  const known = PublicKeyCredential;
  const able = await known.getClientCapabilities?.();
  if (able && able["extension:prf"] === false) return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
}

/**
 * @param {string} name
 * @returns {Promise<Named>}
 */
async function newPasskey(name) {
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const user = { id: crypto.getRandomValues(new Uint8Array(16)), name, displayName: name };
  /** @type {any} the type library does not know PRF yet */
  const publicKey = {
    rp: { name: "Tận Nhà", id: location.hostname },
    user,
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -257 }],
    authenticatorSelection: { authenticatorAttachment: "platform", residentKey: "preferred", userVerification: "required" },
    timeout: ASKED_MS,
    extensions: { prf: { eval: { first: salt } } },
  };
  const made = await asked(navigator.credentials.create({ publicKey }));
  const named = { credential: base64url(new Uint8Array(made.rawId)), prf_salt: base64url(salt) };
  const factor = secretOf(made) ?? (await askPasskey(named.credential, named.prf_salt));
  return { factor, ...named };
}

/**
 * @param {string} credential
 * @param {string} salt
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function askPasskey(credential, salt) {
  /** @type {any} */
  const publicKey = {
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    rpId: location.hostname,
    allowCredentials: [{ type: "public-key", id: fromBase64url(credential), transports: ["internal"] }],
    userVerification: "required",
    timeout: ASKED_MS,
    extensions: { prf: { eval: { first: fromBase64url(salt) } } },
  };
  const secret = secretOf(await asked(navigator.credentials.get({ publicKey })));
  if (!secret) throw new FactorMissing("refused");
  return secret;
}

/** @param {Promise<any>} asking @returns {Promise<any>} */
async function asked(asking) {
  try {
    return await asking;
  } catch (fault) {
    if (fault instanceof DOMException) throw new FactorMissing("cancelled");
    throw fault;
  }
}

/** @param {any} credential @returns {Uint8Array<ArrayBuffer> | null} */
function secretOf(credential) {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  return first ? new Uint8Array(first) : null;
}
