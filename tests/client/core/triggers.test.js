/** When the loop runs again: a pause is measured by the clock that nobody can set. */
import { portal } from "./phone.js";
import { note, startWithParcels } from "./parcels.js";
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { countUnsent } from "../../../static/client/core/vault.js";
import { startTriggers, syncNow } from "../../../static/client/core/triggers.js";

const DAY = 86_400_000;

/** The little of a page that the triggers listen to. */
function openPage() {
  globalThis.document = { visibilityState: "hidden", addEventListener() {} };
  globalThis.addEventListener = () => undefined;
  globalThis.navigator ??= {};
  globalThis.setInterval = () => 0; // the minute that would come round anyway
}

/** @param {() => Promise<boolean>} isDone */
async function until(isDone) {
  for (let tries = 0; tries < 200 && !(await isDone()); tries += 1) {
    mock.timers.tick(500);
    await new Promise((go) => setImmediate(go));
  }
}

test("a clock set back by a day in the middle of a pause does not keep a saved command for a day", async () => {
  const server = await startWithParcels();
  openPage();
  server.intercept = () => portal();
  startTriggers();
  await syncNow();
  server.intercept = null;
  const real = Date.now;
  Date.now = () => real() - DAY;
  mock.timers.enable({ apis: ["setTimeout"] });

  await note("a");
  await until(async () => (await countUnsent()) === 0);

  mock.timers.reset();
  Date.now = real;
  assert.equal(await countUnsent(), 0);
});
