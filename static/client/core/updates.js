/** A new release waits in the background; it takes over only when a person taps, and never over unsaved input. */
import { flushDrafts } from "./drafts.js";
import { listen, tell } from "./signals.js";
import { currentStatus } from "./status.js";
import { workerAddress } from "./trusted-types.js";
import { hasUnsavedInput } from "./unsaved.js";

/** @type {ServiceWorker | null} */
let waiting = null;
let isReplaced = false;
let asked = false;
let lookedAt = 0;

const LOOK_EVERY_MS = 60_000;

export const isUpdateReady = () => waiting !== null || isReplaced;

/** The worker keeps the files of this tab's release for as long as the tab lives, whatever else is released. */
export function holdRelease() {
  const [, version] = import.meta.url.match(/\/static\/~([0-9a-f]+)\//) ?? [];
  if (version) void navigator.locks?.request(`tan-nha-files-${version}`, { mode: "shared" }, () => new Promise(() => {}));
}

/** @returns {Promise<void>} */
export async function startWorker() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  let isControlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener("controllerchange", () => {
    if (isControlled) takenOver();
    isControlled = true;
  });
  try {
    watchFor(await serviceWorker.register(workerAddress(), { scope: "/app/", updateViaCache: "none" }));
  } catch (fault) {
    console.warn("no worker: the app will not open offline", fault);
  }
}

/** Another tab may have asked: this one goes on as it is, and is offered the reload. */
function takenOver() {
  if (asked) return location.reload();
  isReplaced = true;
  tell("sync");
}

/** @param {ServiceWorkerRegistration} registration */
function watchFor(registration) {
  const look = () => {
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    waiting = registration.waiting;
    tell("sync");
  };
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  const ask = () => void registration.update().catch(() => undefined);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
  listen("sync", () => isTooOld() && ask());
}

/** The server has said so; asked again now and then, since the newer one may come later. */
function isTooOld() {
  if (currentStatus().trouble !== "update" || waiting || Date.now() - lookedAt < LOOK_EVERY_MS) return false;
  lookedAt = Date.now();
  return true;
}

/** @returns {Promise<boolean>} false when something on the screen must be finished first */
export async function update() {
  if (hasUnsavedInput() || !isUpdateReady()) return false;
  await flushDrafts();
  asked = true;
  if (isReplaced) location.reload();
  else waiting?.postMessage("update");
  return true;
}
