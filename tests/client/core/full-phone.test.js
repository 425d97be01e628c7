/** A phone without room says at once what is not saved, keeps what was, and can be locked. */
import { PIN, reopen } from "./phone.js";
import { fill, makeRoom } from "./full-disk.js";
import { note, startWithParcels } from "./parcels.js";
import { rawStore } from "./raw.js";
import { anotherPerson } from "./two-people.js";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Draft, flushDrafts } from "../../../static/client/core/drafts.js";
import { keepFile } from "../../../static/client/core/files.js";
import { newId } from "../../../static/client/core/ids.js";
import { isLocked, lockNow, unlock, waitLeft } from "../../../static/client/core/lock.js";
import { currentStatus } from "../../../static/client/core/status.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { saveFault } from "../../../static/client/core/unsaved.js";
import { update, offerUpdate } from "../../../static/client/core/updates.js";
import * as vault from "../../../static/client/core/vault.js";

const HOST = { addController: () => undefined, requestUpdate: () => undefined };

let server;

beforeEach(async () => {
  server = await startWithParcels();
});
afterEach(makeRoom);

/** A half-filled screen. */
async function opened(key) {
  const draft = new Draft(HOST, () => key, { note: "", name: "" });
  await draft.load();
  return draft;
}

test("a command that finds no room is told as not saved, and nothing earlier is touched", async () => {
  const { id } = await note("before");
  const draft = await opened("visit/1");
  draft.set({ note: "half filled" });
  await draft.flush();

  fill();
  await assert.rejects(note("too much", newId(), { draft: "visit/1" }));

  assert.ok(saveFault());
  makeRoom();
  await reopen();
  assert.deepEqual((await vault.unsent()).map((row) => row.id), [id]);
  assert.equal((await vault.readDraft("visit/1")).values.note, "half filled");
  await note("again", newId(), { draft: "visit/1" });
  assert.equal(saveFault(), undefined);
  assert.deepEqual((await vault.unsent()).map((row) => row.seq), [1, 2]);
});

test("what was typed while there was no room is written as soon as there is", async () => {
  const draft = await opened("visit/2");
  fill();
  draft.set({ note: "one" });
  await assert.rejects(draft.flush());
  assert.ok(saveFault());

  makeRoom();
  draft.set({ name: "two" });
  await draft.flush();

  assert.deepEqual((await vault.readDraft("visit/2")).values, { note: "one", name: "two" });
  assert.equal(saveFault(), undefined);
});

test("the next screen of the same draft goes on with what could not be written", async () => {
  const first = await opened("visit/3");
  fill();
  first.set({ note: "typed on a full phone" });
  await assert.rejects(first.flush());
  first.hostDisconnected();

  const next = await opened("visit/3");

  assert.deepEqual([next.values.note, next.isResumed], ["typed on a full phone", true]);
  makeRoom();
  await flushDrafts();
  assert.equal((await vault.readDraft("visit/3")).values.note, "typed on a full phone");
});

test("what one person typed on a full phone is neither shown to the next nor written into their store", async () => {
  const first = await opened("visit/5");
  fill();
  first.set({ note: "of the first" });
  await assert.rejects(first.flush());
  await lockNow();
  makeRoom();
  await anotherPerson(server);

  const next = await opened("visit/5");
  first.hostDisconnected();
  await flushDrafts();

  assert.deepEqual([next.values.note, next.isResumed], ["", false]);
  assert.equal(await vault.readDraft("visit/5"), undefined);
  assert.equal(saveFault(), undefined);
});

test("a phone that cannot write a draft down can still be locked, and takes no update over it", async () => {
  const draft = await opened("visit/4");
  fill((store) => store === "drafts");
  draft.set({ note: "unwritten" });
  offerUpdate({ postMessage: () => assert.fail("an update over unwritten input") });

  assert.equal(await update(), false);
  await lockNow();

  assert.ok(isLocked());
  assert.equal(draft.values.note, "unwritten");
});

test("a full phone can be opened again, and still counts what was tried", async () => {
  const { id } = await note("read me");
  fill();
  await lockNow();

  assert.equal(await unlock("111222"), "wrong");
  for (let n = 0; n < 4; n += 1) await unlock("111222");
  assert.equal(await unlock(PIN), "wait");
  assert.ok(await waitLeft() > 20_000);
  assert.equal(await unlock(PIN, Date.now() + 31_000), "open");

  assert.equal((await vault.findCommand(id)).state, "waiting");
});

test("the right PIN opens a full phone though the marks of an app before find no room", async () => {
  const { id } = await note("read me");
  const raw = await rawStore();
  await raw.table("commands").toCollection().modify((row) => delete row.touched);
  raw.close();
  await lockNow();
  fill();

  assert.equal(await unlock(PIN), "open");
  assert.equal((await vault.findCommand(id)).state, "waiting");
});

test("after a first save that found no room the next one is saved", async () => {
  fill();
  await assert.rejects(note("too much"));
  makeRoom();

  const { id } = await note("again");

  assert.equal((await vault.findCommand(id)).state, "waiting");
});

test("a command is saved though its draft could not be written", async () => {
  const draft = await opened("visit/5");
  fill((store) => store === "drafts");
  draft.set({ note: "typed" });

  const { id } = await note("the whole of it", newId(), { draft: "visit/5" });

  assert.ok(saveFault());
  assert.equal((await vault.findCommand(id)).state, "waiting");
});

test("a photo that finds no room is told, and leaves no piece behind", async () => {
  fill();
  await assert.rejects(keepFile(new Uint8Array(600_000).buffer, "image/jpeg", "photo"));
  makeRoom();

  assert.ok(saveFault());
  const db = await rawStore();
  assert.deepEqual([await db.table("files").count(), await db.table("chunks").count()], [0, 0]);
  db.close();
});

test("a full phone still delivers everything it holds, and counts it once there is room", async () => {
  for (let n = 0; n < 60; n += 1) await note(`việc ${n}`);
  fill();

  assert.equal(await syncOnce(), "busy");

  assert.equal(server.effects.size, 60);
  assert.deepEqual([currentStatus().storageLow, await vault.countUnsent()], [true, 60]);
  makeRoom();
  assert.equal(await syncOnce(), null);
  assert.equal(await vault.countUnsent(), 0);
  assert.ok([...server.effects.values()].every((times) => times === 1));
});
