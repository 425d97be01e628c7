/** What counts as a new release: another worker took over, not that the worker went with the site's data. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";

/** The browser's half: which worker answers for this page. */
class Workers extends EventTarget {
  controller = null;

  register = async () => Object.assign(new EventTarget(), { waiting: null, update: async () => undefined });

  /** @param {object | null} worker */
  now(worker) {
    this.controller = worker;
    this.dispatchEvent(new Event("controllerchange"));
  }
}

const workers = new Workers();
Object.defineProperty(globalThis, "navigator", { value: { serviceWorker: workers }, configurable: true });
globalThis.document = new EventTarget();
const { startWorker } = await import("../../../static/client/core/worker-watch.js");
const { isUpdateReady } = await import("../../../static/client/core/updates.js");

test("a cleared worker and the one after it are no new release; one that takes over is", async () => {
  await startWorker();

  workers.now({ release: "first" });
  assert.ok(!isUpdateReady(), "the first worker of a phone");
  workers.now(null);
  assert.ok(!isUpdateReady(), "it went with the site's data");
  workers.now({ release: "first again" });
  assert.ok(!isUpdateReady(), "it came back");
  workers.now({ release: "second" });
  assert.ok(isUpdateReady());
});
