/** Registers the service worker and watches for a new release; nothing on the first screen waits for this. */
import { listen } from "./signals.js";
import { currentStatus } from "./status.js";
import { workerAddress } from "./trusted-types.js";
import { isUpdateReady, offerUpdate, takenOver } from "./updates.js";

const LOOK_EVERY_MS = 60_000;

let lookedAt = 0;
/** @type {ServiceWorkerRegistration | undefined} */
let watched;

/** @returns {Promise<void>} */
export async function startWorker() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  let isControlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener("controllerchange", () => {
    // Cleared with the site's data, nobody answers for this page: that is no new release.
    const isThere = serviceWorker.controller !== null;
    if (isControlled && isThere) takenOver();
    isControlled = isThere;
  });
  await registerWorker();
}

/** Also at a tap, when the first download of the app's files has failed: a worker that is there stays as it is. */
export async function registerWorker() {
  try {
    const registration = await navigator.serviceWorker.register(workerAddress(), { scope: "/app/", updateViaCache: "none" });
    if (registration !== watched) watchFor(registration);
    watched = registration;
  } catch (fault) {
    console.warn("no worker: the app will not open offline", fault);
  }
}

/** @param {ServiceWorkerRegistration} registration */
function watchFor(registration) {
  const look = () => {
    if (registration.waiting && navigator.serviceWorker.controller) offerUpdate(registration.waiting);
  };
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  const ask = () => void registration.update().catch(() => undefined);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
  listen("sync", () => isTooOld() && ask());
}

/** The server has said so; asked again now and then, since the newer one may come later. */
function isTooOld() {
  if (currentStatus().trouble !== "update" || isUpdateReady() || Date.now() - lookedAt < LOOK_EVERY_MS) return false;
  lookedAt = Date.now();
  return true;
}
