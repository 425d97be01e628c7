/** Who is using the phone right now, who is about to, and the tokens their phone speaks with. */
import { readEnrolment } from "./vault.js";

/** @typedef {import("./types.js").Person} Person */

/**
 * Somebody whom the server has enrolled and who has no PIN here yet: nothing of theirs is on the disk until then.
 * @typedef {{person: Person, enrolment: any, generation: string}} Newcomer
 */

/** @type {Person | null} */
let current = null;
/** @type {Newcomer | null} */
let comer = null;
let signingIn = false;

/** The person using the phone. Views are only shown when there is one. */
export function person() {
  if (!current) throw new Error("nobody is using this phone");
  return current;
}

export const somebody = () => current;

/** @param {Person | null} who */
export function setPerson(who) {
  current = who;
}

export const newcomer = () => comer;

/** @param {Newcomer | null} who */
export function setNewcomer(who) {
  comer = who;
  signingIn = false;
}

/** A forgotten PIN, or another person: the sign-in instead of the lock. */
export const isSigningIn = () => signingIn;

/** @param {boolean} is */
export function setSigningIn(is) {
  signingIn = is;
}

/** @param {"send" | "read"} kind */
export async function token(kind) {
  const enrolment = comer?.enrolment ?? (await readEnrolment());
  return (kind === "send" ? enrolment?.send_token : enrolment?.read_token) ?? "";
}

/** A practice ward's code begins with 99, as no real one's does. @param {string | undefined} ward */
export const isPractice = (ward) => /^99\d{3}$/.test(ward ?? "");
