/**
 * The worker keeps the app's own files so that it opens without a network, shows push messages, and wakes the
 * pages when the network is back. It holds no outbox and no data. The server writes `const RELEASE = "…";` above
 * this text, so that each release is a new worker; it waits until a person taps "Cập nhật".
 */
/* global RELEASE */
const SHELL = "/app/";
const LIST = "/app/precache.json";
const PREFIX = "tan-nha-files-";
const CACHE = PREFIX + RELEASE;

self.addEventListener("install", (event) => event.waitUntil(keepFiles()));
self.addEventListener("activate", (event) => event.waitUntil(dropOldFiles()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && url.pathname.startsWith(SHELL)) event.respondWith(kept(SHELL, event.request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(kept(plain(url.pathname), event.request));
});
self.addEventListener("message", (event) => {
  if (event.data === "update") self.skipWaiting();
});
self.addEventListener("sync", (event) => event.waitUntil(wakePages()));
self.addEventListener("push", (event) => event.waitUntil(Promise.all([show(event.data), wakePages()])));
self.addEventListener("notificationclick", (event) => {
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
  return new Map(((await list?.json()) ?? []).map(({ url, revision }) => [url, revision]));
}

/** Pages name files with their release (/static/~3f9a1c20/…); they are kept without it. */
const plain = (path) => path.replace(/^\/static\/~[0-9a-f]+\//, "/static/");

async function fetched(url, revision) {
  const response = await fetch(url, { cache: "no-store" });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  if (url.startsWith("/static/") && /^[0-9a-f]{64}$/.test(revision)) await check(response.clone(), url, revision);
  return response;
}

async function check(response, url, revision) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== revision) throw new Error(`${url} is not what the list says`);
}

async function dropOldFiles() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** A fresh Response has no address of its own: relative imports then follow the address that was asked for. */
async function kept(url, request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(url);
  return found ? new Response(found.body, found) : fetch(request);
}

async function wakePages() {
  const pages = await self.clients.matchAll({ type: "window" });
  for (const page of pages) page.postMessage("sync");
}

/** The shape of declarative web push, so that phones without this worker show the same. */
async function show(data) {
  const { notification } = data?.json() ?? {};
  if (!notification) return;
  const { title, body, navigate, tag } = notification;
  await self.registration.showNotification(title, { body, tag, data: navigate, lang: "vi", icon: "/static/icons/icon-192.png" });
}

async function goTo(url) {
  const [page] = await self.clients.matchAll({ type: "window" });
  if (!page) return self.clients.openWindow(url);
  await page.focus();
  return page.navigate(url);
}
