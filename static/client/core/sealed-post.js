/** `POST /sealed`: the one way by which work leaves that nobody here can read (docs/protocol.md). */
import { ask, NetworkTrouble, Refused } from "./api.js";
import { BOOT, mono, vnNow } from "./clock.js";
import { APP_VERSION } from "./device.js";

/** @typedef {import("./types.js").Sealed} Sealed */

const API = "/api/sync/v1";
export const BATCH = 50;
/** Answers that say something about this phone; any other is trouble on the way. */
const MEANT = [401, 403, 429, 503];

/**
 * The clocks are this phone's, whoever of its people saved the work.
 * @param {Sealed[]} commands
 * @param {string} token
 * @returns {Promise<{generation: string, server_time: string, results: {status: import("./types.js").Settled, dup: boolean}[]}>} one for each, in their order
 */
export async function post(commands, token) {
  const json = { app: APP_VERSION, sent_at: vnNow(), mono: mono(), boot: BOOT, commands };
  const answer = await ask("POST", `${API}/sealed`, { token, json });
  const isOurs = answer.generation && Array.isArray(answer.results) && answer.results.length === commands.length;
  if (!isOurs) throw new NetworkTrouble("not an answer to sealed work");
  return answer;
}

/** @param {unknown} reason */
export const isTrouble = (reason) => reason instanceof NetworkTrouble || (reason instanceof Refused && !MEANT.includes(reason.status));
