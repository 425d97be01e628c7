/** Which ways of locking the ward allows and this phone has. */
import { newcomer } from "./session.js";
import { readEnrolment, snapshotsOf } from "./vault.js";

/** @typedef {import("./types.js").VaultMode} VaultMode */

/** @type {VaultMode[]} */
const DEFAULT = ["H", "P"];

/** @returns {Promise<VaultMode[]>} the strongest first */
export async function allowedModes() {
  const fresh = newcomer();
  if (fresh) return fresh.enrolment.vault_modes ?? DEFAULT;
  const [chosen] = await snapshotsOf("vault_modes");
  return chosen?.body.modes ?? (await readEnrolment())?.vault_modes ?? DEFAULT;
}

/** @returns {Promise<VaultMode[]>} those of them that this phone has, the strongest first */
export async function usableModes() {
  const { hasOwnKey } = await import("./vault/factors.js");
  const modes = await allowedModes();
  return modes.includes("H") && !(await hasOwnKey()) ? modes.filter((mode) => mode !== "H") : modes;
}
