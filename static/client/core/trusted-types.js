/** The page allows no script address but one: the worker's. Everything else is static text in modules. */

const WORKER = "/sw.js";

/** @returns {string} the worker's address, in the form the browser's Trusted Types want */
export function workerAddress() {
  /** @type {any} the type library does not know it yet */
  const { trustedTypes } = globalThis;
  if (!trustedTypes) return WORKER;
  const policy = trustedTypes.createPolicy("app", { createScriptURL: onlyWorker });
  return policy.createScriptURL(WORKER);
}

/** @param {string} url */
function onlyWorker(url) {
  if (url !== WORKER) throw new TypeError("only the worker may be loaded by address");
  return url;
}
