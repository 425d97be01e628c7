/** When the loop runs again: a pause is measured by the clock that nobody can set. */
import { portal, refusal } from "./phone.js";
import { note, startWithParcels } from "./parcels.js";
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { FakeUploads } from "./tus-edge.js";
import { keepFile } from "../../../static/client/core/files.js";
import { newId } from "../../../static/client/core/ids.js";
import { countFilesToSend, countUnsent } from "../../../static/client/core/vault.js";
import { startTriggers, syncNow } from "../../../static/client/core/triggers.js";

const DAY = 86_400_000;

/** The little of a page that the triggers listen to. */
function openPage() {
  globalThis.document = { visibilityState: "hidden", addEventListener() {} };
  globalThis.addEventListener = () => undefined;
  globalThis.navigator ??= {};
  globalThis.setInterval = () => 0; // the minute that would come round anyway
}

/** @param {() => Promise<boolean>} isDone @param {number} [seconds] of the phone's time */
async function until(isDone, seconds = 100) {
  for (let tries = 0; tries < 2 * seconds && !(await isDone()); tries += 1) {
    mock.timers.tick(500);
    for (let turn = 0; turn < 50; turn += 1) await new Promise((go) => setImmediate(go));
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

/** A phone whose page is open; the pause after the last trouble is over, whichever test it was in. */
async function atWork() {
  const server = await startWithParcels();
  const uploads = new FakeUploads();
  uploads.install();
  openPage();
  startTriggers();
  await syncNow();
  return { server, uploads };
}

test("a file that the server will not take keeps no saved command waiting, however long its own pause is", async () => {
  const { uploads } = await atWork();
  uploads.intercept = (method) => (method === "POST" ? 413 : null);
  await note("with a photo", newId(), { files: [await keepFile(new ArrayBuffer(9), "image/jpeg", "photo")] });
  for (let n = 0; n < 6; n += 1) await syncNow();
  mock.timers.enable({ apis: ["setTimeout"] });

  await note("a");
  await until(async () => (await countUnsent()) === 0, 5);

  mock.timers.reset();
  assert.deepEqual([await countUnsent(), await countFilesToSend()], [0, 1]);
  uploads.intercept = () => null;
  await syncNow();
});

test("the network that comes back does not shorten a pause that the server has asked for; the button does", async () => {
  const { server } = await atWork();
  server.intercept = () => refusal(503, "busy");
  let online = () => undefined;
  globalThis.addEventListener = (name, listener) => (online = name === "online" ? listener : online);
  startTriggers();
  await syncNow();
  server.requests.length = 0;

  await online();
  await new Promise((go) => setImmediate(go));
  assert.deepEqual(server.requests, []);

  await syncNow();
  assert.equal(server.requests.length, 1);
  server.intercept = null;
  await syncNow();
});
