/**
 * The worker keeps the app's own files so that it opens without a network, shows push messages, and wakes the
 * pages when the network is back. It holds no outbox and no data. The server writes `const RELEASE = "…";` above
 * this text, so that each release is a new worker; it waits until a person taps "Cập nhật".
 */
/* global RELEASE */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SHELL = "/app/";
const LIST = "/app/precache.json";
const PREFIX = "tan-nha-files-";
const CACHE = PREFIX + RELEASE;

worker.addEventListener("install", (event) => event.waitUntil(keepFiles()));
worker.addEventListener("activate", (event) => event.waitUntil(dropOldFiles()));
worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (event.request.mode === "navigate" && url.pathname.startsWith(SHELL)) event.respondWith(kept(SHELL, event.request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(kept(plain(url.pathname), event.request));
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
  const list = await answer.clone().json();
  const before = await revisionsBefore();
  for (const { url, revision } of list) {
    const same = before.get(url) === revision ? await caches.match(url) : undefined;
    await cache.put(url, same ?? (await fetched(url, revision)));
  }
  await cache.put(LIST, answer);
}

async function revisionsBefore() {
  const list = await caches.match(LIST);
  /** @type {{url: string, revision: string}[]} */
  const rows = (await list?.json()) ?? [];
  return new Map(rows.map(({ url, revision }) => [url, revision]));
}

/**
 * Pages name files with their release (/static/~3f9a1c20/…); they are kept without it.
 * @param {string} path
 */
const plain = (path) => path.replace(/^\/static\/~[0-9a-f]+\//, "/static/");

/** @param {string} url @param {string} revision */
async function fetched(url, revision) {
  const response = await fetch(url, { cache: "no-store" });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  if (url.startsWith("/static/") && /^[0-9a-f]{64}$/.test(revision)) await check(response.clone(), url, revision);
  return response;
}

/** @param {Response} response @param {string} url @param {string} revision */
async function check(response, url, revision) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== revision) throw new Error(`${url} is not what the list says`);
}

async function dropOldFiles() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(names.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/**
 * A fresh Response has no address of its own: relative imports then follow the address that was asked for.
 * @param {string} url
 * @param {Request} request
 */
async function kept(url, request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(url);
  return found ? new Response(found.body, found) : fetch(request);
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
  const { title, body, navigate, tag } = notification;
  await worker.registration.showNotification(title, { body, tag, data: navigate, lang: "vi", icon: "/static/icons/icon-192.png" });
}

/** @param {string} url */
async function goTo(url) {
  const [page] = await worker.clients.matchAll({ type: "window" });
  if (!page) return worker.clients.openWindow(url);
  await page.focus();
  return page.navigate(url);
}
