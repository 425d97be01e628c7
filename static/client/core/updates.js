/** A new release waits in the background; it takes over only when a person taps, and never over unsaved input. */
import { flushDrafts } from "./drafts.js";
import { tell } from "./signals.js";
import { hasUnsavedInput } from "./unsaved.js";

/** @type {ServiceWorker | null} */
let waiting = null;
let isReplaced = false;
let asked = false;

export const isUpdateReady = () => waiting !== null || isReplaced;

/** The worker keeps the files of this tab's release for as long as the tab lives, whatever else is released. */
export function holdRelease() {
  const [, version] = import.meta.url.match(/\/static\/~([0-9a-f]+)\//) ?? [];
  if (version) void navigator.locks?.request(`tan-nha-files-${version}`, { mode: "shared" }, () => new Promise(() => {}));
}

/** @param {ServiceWorker} worker of a release that can take over */
export function offerUpdate(worker) {
  waiting = worker;
  tell("sync");
}

/** Another tab may have asked: this one goes on as it is, and is offered the reload. */
export function takenOver() {
  if (asked) return location.reload();
  isReplaced = true;
  tell("sync");
}

const isWrittenDown = () => flushDrafts().then(() => true, () => false);

/** @returns {Promise<boolean>} false when something on the screen must be finished first */
export async function update() {
  if (hasUnsavedInput() || !isUpdateReady() || !(await isWrittenDown())) return false;
  asked = true;
  if (isReplaced) location.reload();
  else waiting?.postMessage("update");
  return true;
}
