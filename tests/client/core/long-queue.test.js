/** A long queue: what a save reads does not grow with it, and what a command is stacked on is found all the same. */
import { LIGHT, PIN, reopen } from "./phone.js";
import { change, note, startWithParcels } from "./parcels.js";
import { everyByte, rawStore } from "./raw.js";
import { readsOf } from "./store-reads.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setPin } from "../../../static/client/core/choose-pin.js";
import { newId } from "../../../static/client/core/ids.js";
import { lockNow } from "../../../static/client/core/lock.js";
import { outboxCounts } from "../../../static/client/core/outbox-counts.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { tells } from "../../../static/client/core/tells.js";
import * as vault from "../../../static/client/core/vault.js";

let server;

beforeEach(async () => {
  server = await startWithParcels();
});

/** Saves until so many wait. @param {number} many */
async function saveUntil(many) {
  for (let n = await vault.countUnsent(); n < many; n += 1) await note(`${n}`);
}

/** As an app without the index had saved. */
async function forgetMarks() {
  const raw = await rawStore();
  await raw.table("commands").toCollection().modify((row) => delete row.touched);
  raw.close();
}

/** What one save and the chip after it read. */
const readsOfSaving = () => readsOf(async () => {
  const id = newId();
  await note("first", id);
  await change(id, "second");
  await outboxCounts();
  await tells();
});

test("with a thousand waiting a save reads as much as with ten", async () => {
  await saveUntil(10);
  const few = await readsOfSaving();

  await saveUntil(1_000);
  const many = await readsOfSaving();

  assert.deepEqual(many, few);
  assert.equal(few.commands, 1, "the parent of the second alone");
});

test("reading the queue itself is seen by that count", async () => {
  await saveUntil(10);

  assert.deepEqual(await readsOf(() => vault.unsent()), { commands: 10, notes: 2 });
});

test("the parents are found after a restart, in another tab, under another PIN", async () => {
  const id = newId();
  const first = await note("a", id);
  await saveUntil(5);

  await reopen();
  const second = await note("b", id);
  await setPin("864209", { current: PIN, cost: LIGHT });
  const third = await note("c", id);
  await reopen("864209");
  const fourth = await note("d", id);

  assert.deepEqual(second.after, [first.id]);
  assert.deepEqual(third.after, [first.id, second.id]);
  assert.deepEqual(fourth.after, [first.id, second.id, third.id]);
});

test("what was answered is stacked on no more, what waits again is", async () => {
  const id = newId();
  const first = await note("a", id);
  await syncOnce();
  const alone = await note("b", id);
  server.generation = "g2";
  [server.lastSeq, server.head] = [0, 0];
  server.rows.clear();
  server.stored.clear();
  await vault.beginGeneration({ generation: "g2", lastSeq: 0 });

  const later = await note("c", id);

  assert.equal(alone.after, undefined);
  assert.deepEqual(later.after, [first.id, alone.id]);
});

test("what an app without the index had saved is found once the PIN has opened it", async () => {
  const id = newId();
  const first = await note("a", id);
  await forgetMarks();

  await reopen();

  assert.deepEqual((await note("b", id)).after, [first.id]);
});

test("what a tab of an app without the index saves meanwhile is found without another PIN", async () => {
  const id = newId();
  const first = await note("a", id);
  await forgetMarks();

  assert.deepEqual((await note("b", id)).after, [first.id]);
});

test("a damaged key of the marks is made anew, and every mark with it", async () => {
  const id = newId();
  const first = await note("a", id);
  const raw = await rawStore();
  await raw.table("notes").where("key").equals("mark_key").modify((row) => void (row.box.ct = new ArrayBuffer(row.box.ct.byteLength)));
  raw.close();
  await reopen();

  const second = await note("b", id);

  assert.deepEqual([second.after, (await note("c", id)).after], [[first.id], [first.id, second.id]]);
});

test("the index of a shut store names no row", async () => {
  const id = newId();
  await note("a", id);
  await lockNow();

  const bytes = await everyByte();

  assert.match(bytes, /"touched":\["[\w-]{16}"\]/);
  assert.ok(!bytes.includes(id));
});

test("the chip counts what waits, since when, and what nobody has read", async () => {
  const id = newId();
  const before = Date.now();
  await note("a", id);
  await syncOnce();
  await change(id, "forbidden");
  await syncOnce();
  const after = Date.now();
  await note("b", id);
  await note("c", id);

  const { unsent, oldest, files, action } = await outboxCounts();
  assert.deepEqual([unsent, files, action], [2, 0, 1]);
  assert.ok(before <= after && after <= oldest && oldest <= Date.now());

  const [refused] = await vault.unreadTrouble();
  await vault.markRead(refused.id);
  assert.equal((await outboxCounts()).action, 0);
});
