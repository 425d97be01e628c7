/** One browser, several tabs: locking is the phone's, not the tab's. The test plays the other tab. */
import { refusal } from "./phone.js";
import { note, startWithParcels } from "./parcels.js";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { isLocked, lockNow, shareLock } from "../../../static/client/core/lock.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { isUnlocked, vaultKeys } from "../../../static/client/core/vault.js";
import { store } from "../../../static/client/core/vault/open.js";

let server;
let otherTab;
let stopSharing;

beforeEach(async () => {
  await vaultKeys();
  server = await startWithParcels();
  stopSharing = shareLock();
  otherTab = new BroadcastChannel("tan-nha-lock");
});

afterEach(() => {
  stopSharing();
  otherTab.close();
});

const told = () => new Promise((resolve) => (otherTab.onmessage = ({ data }) => resolve(data)));

/** @param {() => boolean} isSo */
async function until(isSo) {
  for (let turns = 0; turns < 1_000 && !isSo(); turns += 1) await new Promise((go) => setImmediate(go));
  assert.ok(isSo());
}

test("“Khoá ngay” in one tab is told to every other", async () => {
  const heard = told();

  await lockNow();

  assert.equal(await heard, "lock");
  assert.ok(isLocked());
});

test("a tab locks and drops its keys when another was locked", async () => {
  otherTab.postMessage("lock");

  await until(isLocked);

  assert.ok(!isUnlocked());
});

test("a tab whose PIN another one has wiped away drops its keys all the same", async () => {
  await store().notes.delete("vault");

  otherTab.postMessage("lock");

  await until(() => !isUnlocked());
});

test("a tab that is told to wipe tells the others, and does so once", async () => {
  await note("not delivered yet");
  const heard = told();
  server.intercept = () => refusal(403, "device", {}, { device: "wipe" });

  assert.equal(await syncOnce(), "wiped");

  assert.equal(await heard, "lock");
  let again = 0;
  otherTab.onmessage = () => (again += 1);
  assert.equal(await syncOnce(), "wiped");
  assert.equal(again, 0);
});
