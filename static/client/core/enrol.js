/**
 * Enrolment: one person on one phone. Key and device id stay in memory until the answer is there, so that a lost
 * answer can be asked for again with the same three; they reach the disk only inside the person's vault.
 */
import { ask, askPage } from "./api.js";
import { exportSigningKey, newSigningKey, publicJwk } from "./crypto.js";
import { APP_VERSION, isPersisted, isStandalone } from "./device.js";
import { newId } from "./ids.js";
import { setNewcomer, setPerson } from "./session.js";
import { isUnlocked, isVaultOf, rememberPerson, takeEnrolment } from "./vault.js";

/** @typedef {import("./types.js").Person} Person */

const API = "/api/sync/v1";

/** What was sent with the last code. @type {{code: string, device_id: string, keys: CryptoKeyPair} | null} */
let begun = null;

/**
 * @param {string} typed the one-time code, as typed or scanned
 * @returns {Promise<Person>}
 */
export async function enrolWithCode(typed) {
  const code = codeIn(typed);
  const { device_id, keys } = await startEnrolment(code);
  const json = {
    code,
    device_id,
    public_key: await publicJwk(keys.publicKey),
    app: APP_VERSION,
    persisted: await isPersisted(),
    standalone: isStandalone(),
  };
  const answer = await ask("POST", `${API}/devices`, { json });
  return keepEnrolment(answer, device_id, keys.privateKey);
}

/** The code itself, out of what was typed or of the picture's whole address. @param {string} text */
export const codeIn = (text) => (/[?&]code=(\d+)/.exec(text)?.[1] ?? text).replace(/[\s-]/g, "");

/** @param {string} code */
async function startEnrolment(code) {
  if (begun?.code !== code) begun = { code, device_id: newId(), keys: await newSigningKey() };
  return begun;
}

/**
 * Whoever has their vault open goes on under the new enrolment; anybody else first chooses a PIN.
 * @param {any} answer
 * @param {string} device_id
 * @param {CryptoKey} key
 */
async function keepEnrolment(answer, device_id, key) {
  const { user, role, ward, send_token, read_token, sealing_key, vault_modes, protocol, generation } = answer;
  /** @type {Person} */
  const person = { id: user.id, name: user.name, role, ward };
  const jwk = await exportSigningKey(key);
  const said = { send_token, read_token, sealing_key, vault_modes, protocol };
  const enrolment = { ...said, device_id, jwk, key, person, enrolled_at: Date.now() };
  begun = null;
  if (isVaultOf(person.id) && isUnlocked()) {
    await takeEnrolment(enrolment, generation);
    await rememberPerson(person);
    setPerson(person);
  } else setNewcomer({ person, enrolment, generation });
  return person;
}

/**
 * Who is signed in on this browser's web pages, if anybody; asked from the server, never from a stored page.
 * @returns {Promise<{id: string, name: string, csrf: string} | null>}
 */
export async function webSession() {
  const page = await askPage();
  const meta = (/** @type {string} */ name) => page.match(new RegExp(`name="${name}" content="([^"]+)"`))?.[1] ?? "";
  const id = meta("signed-in-id");
  return id ? { id, name: plain(meta("signed-in-name")), csrf: meta("csrf-token") } : null;
}

/** A name out of an attribute, where the server has escaped what HTML reads. @param {string} text */
function plain(text) {
  const marks = /** @type {Record<string, string>} */ ({ "&#39;": "'", "&#34;": '"', "&lt;": "<", "&gt;": ">", "&amp;": "&" });
  return text.replace(/&(#39|#34|lt|gt|amp);/g, (mark) => marks[mark]);
}

/**
 * @param {{csrf: string}} session
 * @returns {Promise<Person>}
 */
export async function enrolFromSession({ csrf }) {
  const headers = { "X-CSRFToken": csrf, "X-Ung-Dung": "1" };
  const { code } = await ask("POST", `${API}/enrol-codes`, { cookie: true, json: {}, headers });
  return enrolWithCode(code);
}

export { resume } from "./lock.js";
