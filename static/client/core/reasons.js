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
  const { reasons: codes, commands } = await ask("GET", "/api/sync/v1/schema");
  if (!codes || !commands) throw new NetworkTrouble("not our schema");
  const names = Object.entries(commands).map(([type, command]) => [type, command.words]);
  const words = { ...codes, ...Object.fromEntries(names) };
  await writeNote("reasons", { words, at: Date.now() });
  reasons = words;
}

/** What a command is called that no feature of this role names. @param {string} type */
export const nameWords = (type) => pick(reasons[type]) || t("Một việc đã lưu");

/**
 * @param {string} code
 * @param {Words} [message] what came with the answer
 */
export function reasonWords(code, message) {
  return pick(message) || pick(reasons[code]) || t("Trung tâm chưa nhận việc này (mã {code}).", { code });
}
