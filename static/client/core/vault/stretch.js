/** Argon2id over the PIN: each guess takes about a second on a cheap phone, and memory that guessing machines lack. */
import { stretcherAddress } from "../trusted-types.js";

/** Kibibytes and passes, measured in docs/decisions/0041. @typedef {{memorySize: number, iterations: number, parallelism: number}} Cost */

/** @type {Cost} */
export const COST = { memorySize: 65_536, iterations: 3, parallelism: 1 };

/**
 * @param {string} pin
 * @param {Uint8Array} salt
 * @param {Cost} cost
 * @returns {Promise<Uint8Array<ArrayBuffer>>} 32 bytes
 */
export async function stretch(pin, salt, cost) {
  const asked = { ...cost, password: pin, salt, hashLength: 32 };
  if (typeof Worker === "function") return inWorker(asked);
  const { argon2id } = await import("../../../vendor/argon2.js");
  return new Uint8Array(await argon2id({ ...asked, outputType: "binary" }));
}

/** @param {object} asked @returns {Promise<Uint8Array<ArrayBuffer>>} */
function inWorker(asked) {
  const worker = new Worker(stretcherAddress(), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }) => (data.bytes ? resolve(data.bytes) : reject(new Error(data.fault))));
    worker.addEventListener("error", (event) => reject(new Error(event.message || "the key derivation could not start")));
    worker.postMessage(asked);
  }).finally(() => worker.terminate());
}
