/** Who is using the phone right now, and the tokens their phone speaks with. */
import { readEnrolment } from "./vault.js";

/** @typedef {import("./types.js").Person} Person */

/** @type {Person | null} */
let current = null;

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

/** @param {"send" | "read"} kind */
export async function token(kind) {
  const enrolment = await readEnrolment();
  return (kind === "send" ? enrolment?.send_token : enrolment?.read_token) ?? "";
}
