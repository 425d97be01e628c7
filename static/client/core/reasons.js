/** The server's words for codes, kept on the phone: refusals and flags are read offline as well. */
import { pick, t } from "./texts.js";
import { readNote, writeNote } from "./vault.js";

const EVERY_MS = 24 * 3_600_000;

/** @typedef {import("./types.js").Words} Words */

/** @type {Record<string, Words>} */
let reasons = {};

/** Reads what is stored; called when a person's store has been opened. */
export async function loadReasons() {
  reasons = (await readNote("reasons"))?.words ?? {};
}

/** Once a day, as part of a round of sync. */
export async function refreshReasons() {
  const known = await readNote("reasons");
  if (known && Date.now() - known.at < EVERY_MS) return;
  const { ask, NetworkTrouble } = await import("./api.js");
  const { reasons: words } = await ask("GET", "/api/sync/v1/schema");
  if (!words) throw new NetworkTrouble("not our schema");
  await writeNote("reasons", { words, at: Date.now() });
  reasons = words;
}

/**
 * @param {string} code
 * @param {Words} [message] what came with the answer
 */
export function reasonWords(code, message) {
  return pick(message) || pick(reasons[code]) || t("Trung tâm chưa nhận việc này (mã {code}).", { code });
}
