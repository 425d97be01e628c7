/** Which screen may be shown at all: nobody's phone, a phone being prepared, or an open one. */
import { somebody } from "./session.js";
import { isVaultOpen, readNote } from "./vault.js";

/** @typedef {"sign-in" | "ready" | "open"} Stage */

/** Troubles that only a new enrolment ends; what was saved stays and is sent under it. */
const NEEDS_ENROLMENT = ["sign-in", "fork", "wiped", "revoked"];

/**
 * @param {{trouble: string | null}} status
 * @param {number} [now]
 * @returns {Promise<Stage>}
 */
export async function stageOf({ trouble }, now = Date.now()) {
  if (!somebody() || !isVaultOpen() || NEEDS_ENROLMENT.includes(trouble ?? "")) return "sign-in";
  if (await isLeaseOver(now)) return "sign-in";
  return (await readNote("is_ready")) ? "open" : "ready";
}

/** After fourteen days without contact the phone still delivers, and shows nothing until somebody signs in. @param {number} now */
async function isLeaseOver(now) {
  const lease = await readNote("lease_until");
  const offset = (await readNote("clock_offset")) ?? 0;
  return Boolean(lease) && now + offset > Date.parse(lease);
}
