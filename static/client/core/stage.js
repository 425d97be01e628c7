/** Which screen may be shown at all: nobody's phone, one without a PIN, one being prepared, or an open one. */
import { isSigningIn, newcomer, somebody } from "./session.js";
import { isVaultOpen, readNote } from "./vault.js";

/** @typedef {"sign-in" | "pin" | "ready" | "open"} Stage */

/** Troubles that only a new enrolment ends; what was saved stays and is sent under it. */
const NEEDS_ENROLMENT = ["sign-in", "fork", "wiped", "revoked"];

/**
 * @param {{trouble: string | null}} status
 * @param {number} [now]
 * @returns {Promise<Stage>}
 */
export async function stageOf({ trouble }, now = Date.now()) {
  if (newcomer()) return "pin";
  if (!isSomebodysPhone() || NEEDS_ENROLMENT.includes(trouble ?? "")) return "sign-in";
  if (await isLeaseOver(now)) return "sign-in";
  return stageOfStore();
}

/** @returns {Promise<Stage>} */
async function stageOfStore() {
  if (!(await readNote("vault"))) return "pin";
  return (await readNote("is_ready")) ? "open" : "ready";
}

const isSomebodysPhone = () => Boolean(somebody()) && isVaultOpen() && !isSigningIn();

/** After fourteen days without contact the phone still delivers, and shows nothing until somebody signs in. @param {number} now */
async function isLeaseOver(now) {
  const lease = await readNote("lease_until");
  const offset = (await readNote("clock_offset")) ?? 0;
  return Boolean(lease) && now + offset > Date.parse(lease);
}
