/**
 * Keeps the page /kiem-tra, its files and the list of device keys, so that a receipt can be checked without a network.
 * With one, page and keys are always asked for anew. The server writes `RELEASE` and `FILES` above this text.
 */
/* global RELEASE, FILES */
const checker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const PAGE = "/kiem-tra";
const KEYS = "/api/receipt-keys";
const CHECK_PREFIX = "tan-nha-check-";
const CHECK_CACHE = CHECK_PREFIX + RELEASE;
const PATIENCE_MS = 6_000;

checker.addEventListener("install", (event) => {
  void checker.skipWaiting();
  event.waitUntil(keepAll());
});
checker.addEventListener("activate", (event) => event.waitUntil(dropOldReleases()));
checker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== checker.location.origin) return;
  if (request.mode === "navigate" && url.pathname === PAGE) event.respondWith(newest(request, PAGE));
  else if (url.pathname === KEYS) event.respondWith(newest(request, KEYS));
  else if (url.pathname.startsWith("/static/")) event.respondWith(keptFile(request));
});

async function keepAll() {
  const cache = await caches.open(CHECK_CACHE);
  await cache.addAll([...FILES, PAGE, KEYS]);
}

async function dropOldReleases() {
  const names = (await caches.keys()).filter((name) => name.startsWith(CHECK_PREFIX) && name !== CHECK_CACHE);
  await Promise.all(names.map((name) => caches.delete(name)));
  await checker.clients.claim();
}

/**
 * From the network if it answers soon and well, else as it was kept.
 * @param {Request} request
 * @param {string} name
 */
async function newest(request, name) {
  const cache = await caches.open(CHECK_CACHE);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    if (!answer.redirected) await cache.put(name, answer.clone());
    return answer;
  } catch (fault) {
    const found = await cache.match(name);
    if (!found) throw fault;
    return found;
  }
}

/** Addresses of files name their release: what is kept is what was asked for. @param {Request} request */
async function keptFile(request) {
  const cache = await caches.open(CHECK_CACHE);
  return (await cache.match(request)) ?? fetch(request);
}
