/** Workbox for sw.js: precaching and its navigation route, and nothing that queues or retries. */
export { clientsClaim, setCacheNameDetails } from "workbox-core";
export {
  PrecacheController,
  PrecacheRoute,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  getCacheKeyForURL,
  matchPrecache,
  precache,
  precacheAndRoute,
} from "workbox-precaching";
export { NavigationRoute, registerRoute } from "workbox-routing";
