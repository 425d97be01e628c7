/** How much waits and since when, and what needs the person: asked after every write, so it reads no waiting command. */
import { countFilesToSend, countUnsent, oldestUnsent, unreadTrouble } from "./vault.js";
import { needsPerson } from "./words.js";

/** @returns {Promise<import("./words.js").Counts>} */
export async function outboxCounts() {
  const [unsent, oldest, files, trouble] = await Promise.all([countUnsent(), oldestUnsent(), countFilesToSend(), unreadTrouble()]);
  return { unsent, oldest: oldest ?? Date.now(), files, action: trouble.filter(needsPerson).length };
}
