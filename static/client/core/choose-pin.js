/** The PIN of a vault: the first, another, or a new one after it was forgotten. */
import { attempt, beginOpen, hasPin, speaker, tried } from "./lock.js";
import { oldPinIs } from "./old-pin.js";
import { newcomer, setNewcomer } from "./session.js";
import { usableModes } from "./vault-mode.js";
import { isVaultOf, openVault, vaultKeys, writeNote } from "./vault.js";

/** @typedef {import("./lock.js").Answer} Answer */
/** @typedef {{modes?: import("./types.js").VaultMode[], cost?: import("./types.js").Wrap["cost"]}} Choice */

/**
 * The PIN of a newcomer, the first of a store that was plain until now, or another one. It takes the strongest way
 * of locking that the ward allows and this phone has.
 * @param {string} pin
 * @param {Choice & {current?: string, now?: number}} [options] `current` is the PIN that opens now
 * @returns {Promise<Answer>}
 */
export async function setPin(pin, { modes, cost, current = "", now = Date.now() } = {}) {
  const choice = { pin, modes: modes ?? (await usableModes()), cost };
  if (newcomer()) return settle(choice);
  if (await hasPin()) return attempt(now, async () => (await vaultKeys()).changeKeys(current, choice, speaker()));
  return attempt(now, async () => {
    if (!(await oldPinIs(current))) return false;
    await (await vaultKeys()).beginVault(choice, speaker(), null);
    return true;
  });
}

/** @param {import("./vault/keys.js").Choice} choice */
async function settle(choice) {
  const who = newcomer();
  if (!who) return "refused";
  if (!isVaultOf(who.person.id)) await openVault(who.person.id);
  const answer = await tried(async () => {
    await (await vaultKeys()).beginVault(choice, speaker(), who);
    return true;
  });
  if (answer !== "open") return answer;
  await writeNote("pin_tries", { count: 0, until: 0 });
  setNewcomer(null);
  await beginOpen(who.person);
  return "open";
}
