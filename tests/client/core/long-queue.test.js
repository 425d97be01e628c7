/** A long queue: what a save reads does not grow with it, and what a command is stacked on is found all the same. */
import { LIGHT, PIN, reopen, WARD } from "./phone.js";
import { change, note, startWithParcels } from "./parcels.js";
import { everyByte, rawStore } from "./raw.js";
import { readsOf } from "./store-reads.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setPin } from "../../../static/client/core/choose-pin.js";
import { newId } from "../../../static/client/core/ids.js";
import { lockNow } from "../../../static/client/core/lock.js";
import { outboxCounts } from "../../../static/client/core/outbox-counts.js";
import { pushAll } from "../../../static/client/core/push.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { tells } from "../../../static/client/core/tells.js";
import * as vault from "../../../static/client/core/vault.js";

/** Read for its batch, when it is marked as on its way, and when its answer is noted. */
const EACH = 3;
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

  assert.deepEqual(await readsOf(() => vault.unsent()), { commands: 10, notes: 4 });
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

/** A phone with so many waiting: what a push of them reads, in batches of ten. @param {number} many */
async function readsOfPushing(many) {
  server = await startWithParcels();
  server.limits = { ...server.limits, batch: 10 };
  await saveUntil(many);
  const hello = await server.do_hello().json();
  const { commands } = await readsOf(() => pushAll(hello));
  assert.deepEqual([server.effects.size, await vault.countUnsent()], [many, 0]);
  return commands;
}

test("a push reads each command for its own batch alone, however many wait behind it", async () => {
  const few = await readsOfPushing(20);

  const many = await readsOfPushing(200);

  assert.deepEqual([few, many], [20 * EACH + 1, 200 * EACH + 1], "and the last for its number");
});

test("what is saved during a push goes in the same push, behind the rest", async () => {
  server.limits = { ...server.limits, batch: 2 };
  await saveUntil(3);
  const sent = [];
  server.intercept = async (url, _init, json) => {
    if (!url.pathname.endsWith("/push")) return undefined;
    if (sent.length === 0) await note("late");
    sent.push([json.commands.map(({ seq }) => seq), json.high_seq]);
    return undefined;
  };

  await syncOnce();

  assert.deepEqual(sent, [[[1, 2], 3], [[3], 3], [[4], 4]]);
  assert.equal(await vault.countUnsent(), 0);
});

test("of a batch answered in part the rest goes next, in order and nothing twice", async () => {
  server.limits = { ...server.limits, batch: 3 };
  await saveUntil(5);
  const sent = [];
  server.intercept = (url, _init, json) => {
    if (!url.pathname.endsWith("/push")) return undefined;
    sent.push(json.commands.map(({ seq }) => seq));
    return server.do_push(url, { ...json, commands: json.commands.slice(0, 2) });
  };

  await syncOnce();

  assert.deepEqual(sent, [[1, 2, 3], [3, 4, 5], [5]]);
  assert.deepEqual([...server.effects.values()], [1, 1, 1, 1, 1]);
});

test("a damaged command goes sealed, and holds up none behind it", async (context) => {
  const told = context.mock.method(console, "error", () => undefined);
  server.limits = { ...server.limits, batch: 1 };
  const { id } = await note("a");
  await note("b");
  const raw = await rawStore();
  await raw.table("commands").where("id").equals(id).modify((row) => void (row.box.ct = new ArrayBuffer(row.box.ct.byteLength)));
  raw.close();
  await reopen();
  const asked = [];
  server.intercept = (url, _init, json) => void (url.pathname.endsWith("/push") && asked.push(json.commands.map(({ seq }) => seq)));

  await syncOnce();

  assert.deepEqual(asked[0], [2]);
  assert.equal(server.effects.size, 2);
  assert.match(told.mock.calls[0].arguments[0], /damaged/);
  assert.equal(await vault.countUnsent(), 0);
});

test("what has landed is laid over no more, and each was read once for that", async () => {
  const many = 20;
  await readsOfPushing(many);
  assert.equal((await vault.laidOver()).length, many);

  const reads = await readsOf(() => vault.storePage({ ward: WARD, cursor: server.head, put: [], del: [] }));

  assert.equal(reads.commands, many);
  assert.deepEqual(await vault.laidOver(), []);
});
