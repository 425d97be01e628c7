/**
 * The worker keeps the app's own files so that it opens without a network, shows push messages, and wakes the
 * pages when the network is back. It holds no outbox and no data. The server writes `const RELEASE = "…";` above
 * this text, so that each release is a new worker; it waits until a person taps "Cập nhật". A tab that was open
 * then goes on with the files of its own release, which stay until no tab needs them.
 */
/* global RELEASE */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SHELL = "/app/";
const LIST = "/app/precache.json";
const PREFIX = "tan-nha-files-";
const CACHE = PREFIX + RELEASE;
/** Where each cache notes the version that its release's addresses carry (/static/~3f9a1c20/…). */
const VERSION = "/app/version";
/** So many files are on their way at once: a far server must not be waited for a hundred times; the page needs it too. */
const AT_ONCE = 4;
/** The app's own workers are asked for under its scope: otherwise their file would not come through here. */
const STATIC = /^(\/app)?\/static\//;
const VERSIONED = /\/static\/~([0-9a-f]+)\//;

worker.addEventListener("install", (event) => event.waitUntil(keepFiles()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (event.request.mode === "navigate" && url.pathname.startsWith(SHELL)) event.respondWith(opened(event));
  else if (STATIC.test(url.pathname)) event.respondWith(kept(plain(url.pathname), event.request));
});
worker.addEventListener("message", (event) => {
  if (event.data === "update") worker.skipWaiting();
});
worker.addEventListener("sync", (event) => /** @type {ExtendableEvent} */ (event).waitUntil(wakePages()));
worker.addEventListener("push", (event) => event.waitUntil(Promise.all([show(event.data), wakePages()])));
worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(goTo(event.notification.data ?? SHELL));
});

/** Files that did not change are copied from the release before; every file must be what the list says. */
async function keepFiles() {
  const [cache, answer] = await Promise.all([caches.open(CACHE), fetch(LIST, { cache: "no-store" })]);
  const { revisions, before } = await releaseBefore();
  /** @type {{url: string, revision: string, sent?: string}[]} */
  const left = await answer.clone().json();
  const keepNext = async () => {
    for (let file = left.pop(); file; file = left.pop()) {
      const { url, revision, sent } = file;
      const same = revisions.get(url) === revision ? await before?.match(url) : undefined;
      await cache.put(url, same ?? (await fetched(url, [revision, sent])));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, keepNext));
  await cache.put(VERSION, new Response(await versionOfShell(cache)));
  await cache.put(LIST, answer);
}

/** @param {Cache} cache */
async function versionOfShell(cache) {
  const page = (await (await cache.match(SHELL))?.text()) ?? "";
  return page.match(VERSIONED)?.[1] ?? "";
}

/** The newest release that was kept whole: its list is written last. */
async function releaseBefore() {
  for (const name of (await ourCaches()).reverse()) {
    const before = await caches.open(name);
    /** @type {{url: string, revision: string}[] | undefined} */
    const rows = await (await before.match(LIST))?.json();
    if (rows) return { before, revisions: new Map(rows.map(({ url, revision }) => [url, revision])) };
  }
  return { before: undefined, revisions: new Map() };
}

const ourCaches = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

/** @param {Cache} cache */
const versionOf = async (cache) => (await cache.match(VERSION))?.text();

/**
 * Pages name files with their release (/static/~3f9a1c20/…); they are kept without it.
 * @param {string} path
 */
const plain = (path) => path.replace(/^(\/app)?\/static\/(~[0-9a-f]+\/)?/, "/static/");

/** @param {string} url @param {(string | undefined)[]} hashes of the file as written, and as it is sent packed */
async function fetched(url, hashes) {
  const response = await fetch(url, { cache: "no-store" });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  if (url.startsWith("/static/") && /^[0-9a-f]{64}$/.test(hashes[0] ?? "")) await check(response.clone(), url, hashes);
  return response;
}

/** @param {Response} response @param {string} url @param {(string | undefined)[]} hashes */
async function check(response, url, hashes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!hashes.includes(hex)) throw new Error(`${url} is not what the list says`);
}

async function takeOver() {
  await dropUnused();
  await worker.clients.claim();
}

/** Each open tab holds a lock that names the version of its files; what nobody holds can go, but for a release on its way. */
async function dropUnused() {
  const { installing, waiting } = worker.registration;
  if (installing || waiting) return;
  const { held = [] } = await navigator.locks.query();
  const used = new Set(held.map(({ name }) => name));
  const old = (await ourCaches()).filter((name) => name !== CACHE);
  for (const name of old) {
    const version = await versionOf(await caches.open(name));
    if (!version || !used.has(PREFIX + version)) await caches.delete(name);
  }
}

/**
 * A tab that opens is of this release: the moment to look whether the ones before are still needed.
 * @param {FetchEvent} event
 */
async function opened(event) {
  event.waitUntil(dropUnused());
  return kept(SHELL, event.request);
}

/**
 * A fresh Response has no address of its own: relative imports then follow the address that was asked for.
 * @param {string} url
 * @param {Request} request
 */
async function kept(url, request) {
  const found = await (await cacheFor(new URL(request.url).pathname)).match(url);
  return found ? new Response(found.body, found) : fetch(request);
}

let ownVersion = "";

/** A tab of an older release goes on with its own files. @param {string} path */
async function cacheFor(path) {
  const own = await caches.open(CACHE);
  const [, asked] = path.match(VERSIONED) ?? [];
  if (!asked || asked === (ownVersion ||= (await versionOf(own)) ?? "")) return own;
  const others = await Promise.all((await ourCaches()).map((name) => caches.open(name)));
  const versions = await Promise.all(others.map(versionOf));
  return others[versions.indexOf(asked)] ?? own;
}

async function wakePages() {
  const pages = await worker.clients.matchAll({ type: "window" });
  for (const page of pages) page.postMessage("sync");
}

/**
 * The shape of declarative web push, so that phones without this worker show the same.
 * @param {PushMessageData | null} data
 */
async function show(data) {
  const { notification } = data?.json() ?? {};
  if (!notification) return;
  const { title, body, navigate, tag, lang } = notification;
  await worker.registration.showNotification(title, { body, tag, data: navigate, lang, icon: "/static/icons/icon-192.png" });
}

/** @param {string} url */
async function goTo(url) {
  const [page] = await worker.clients.matchAll({ type: "window" });
  if (!page) return worker.clients.openWindow(url);
  await page.focus();
  return page.navigate(url);
}
