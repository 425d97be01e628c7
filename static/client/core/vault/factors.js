/**
 * What joins the PIN in the key. Mode P: nothing, so a laboratory that copies the phone's disk can try all PINs;
 * the screens say so.
 */

/** @typedef {import("../types.js").VaultMode} VaultMode */
/** @typedef {import("../types.js").Wrap} Wrap */
/** @typedef {{token: (kind: "send" | "read") => Promise<string>, name: string}} Speaker */

/** The PIN alone does not open this vault, and its other half is not to be had now. */
export class FactorMissing extends Error {
  /** @param {"offline" | "cancelled" | "refused"} why */
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/**
 * @param {VaultMode} mode
 * @param {() => Promise<string>} _proof
 * @param {Speaker} _speaker
 * @returns {Promise<{factor: Uint8Array<ArrayBuffer>, credential?: string, share?: string}>}
 */
export async function newFactor(mode, _proof, _speaker) {
  if (mode !== "P") throw new FactorMissing("refused");
  return { factor: new Uint8Array(0) };
}

/**
 * @param {Wrap} wrap
 * @param {() => Promise<string>} _proof
 * @param {Speaker} _speaker
 * @returns {Promise<Uint8Array<ArrayBuffer> | null>} null when the server says that the PIN is wrong
 */
export async function factorOf(wrap, _proof, _speaker) {
  if (wrap.mode !== "P") throw new FactorMissing("refused");
  return new Uint8Array(0);
}
