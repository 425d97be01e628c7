/** The page allows four script addresses: the service worker's, the key derivation's, the journal's, the route search's. All else is text in modules. */

const WORKER = "/sw.js";
/** A worker's own file is fetched by the service worker of its own address, which is that of the app. */
const SCOPE = "/app";
const WORKERS = /^\/app\/static\/(~[0-9a-f]+\/)?client\/(core\/vault\/stretch|core\/journal|visits\/route)\.worker\.js$/;

/** @type {{createScriptURL: (url: string) => any} | undefined} one for the page: a second of the name is refused */
let policy;

/** @returns {string} the worker's address, in the form the browser's Trusted Types want */
export const workerAddress = () => trusted(WORKER);

/** The worker of vault/stretch.js. @returns {string} */
export const stretcherAddress = () => inScope("vault/stretch.worker.js");

/** The worker of journal.js. @returns {string} */
export const journalAddress = () => inScope("journal.worker.js");

/** The worker of visits/rerouting.js. @returns {string} */
export const routeAddress = () => inScope("../visits/route.worker.js");

/** @param {string} name */
const inScope = (name) => trusted(`${SCOPE}${new URL(name, import.meta.url).pathname}`);

/** @param {string} url */
function trusted(url) {
  /** @type {any} the type library does not know it yet */
  const { trustedTypes } = globalThis;
  if (!trustedTypes) return onlyOurs(url);
  policy ??= trustedTypes.createPolicy("app", { createScriptURL: onlyOurs });
  return policy?.createScriptURL(url);
}

/** @param {string} url */
function onlyOurs(url) {
  if (url !== WORKER && !WORKERS.test(url)) throw new TypeError("only our four workers may be loaded by address");
  return url;
}
