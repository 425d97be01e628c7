/**
 * The enrolment in two parts: what a locked phone delivers with stays readable (device, send token, the server's
 * sealing key); the signing key, the read token and the person lie in the vault.
 */
import { importSigningKey } from "../crypto.js";
import { box, unbox } from "./box.js";
import { holdsKey, isUnlocked, onLock } from "./keyring.js";
import { store } from "./open.js";

/** @typedef {import("../types.js").Enrolment} Enrolment */
/** @typedef {import("../types.js").EnrolmentSecret} EnrolmentSecret */

/** The signing key, imported once for each unlocking. @type {{iv: string, key: CryptoKey} | null} */
let imported = null;
onLock(() => (imported = null));

const SECRET = "enrolment_secret";

/** @returns {Promise<Enrolment | undefined>} while locked without key, read token and person */
export async function readEnrolment() {
  const plain = (await store().notes.get("enrolment"))?.value;
  if (!plain || !isUnlocked()) return plain;
  const secret = (await store().notes.get(SECRET))?.box;
  if (!secret || !holdsKey(secret.k)) return plain;
  const { jwk, read_token, person } = await unbox("notes", SECRET, secret);
  return { ...plain, read_token, person, key: jwk ? await signingKey(secret.iv, jwk) : plain.key };
}

/**
 * @param {string} iv
 * @param {JsonWebKey} jwk
 */
async function signingKey(iv, jwk) {
  if (imported?.iv !== iv) imported = { iv, key: await importSigningKey(jwk) };
  return imported.key;
}

/**
 * @param {EnrolmentSecret} secret
 * @returns {Promise<{key: string, box: import("../types.js").Box}>} the note that holds it
 */
export const secretNote = async (secret) => ({ key: SECRET, box: await box("notes", SECRET, secret) });

