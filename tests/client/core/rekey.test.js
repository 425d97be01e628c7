/** Another PIN means another key: killed at any step, either PIN opens, nothing is lost, and the work is finished. */
import { LIGHT, PIN, reopen } from "./phone.js";
import { note, startWithParcels, texts } from "./parcels.js";
import { FakeUploads } from "./tus-edge.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setPin } from "../../../static/client/core/choose-pin.js";
import { keepFile } from "../../../static/client/core/files.js";
import { newId } from "../../../static/client/core/ids.js";
import { lockNow, unlock } from "../../../static/client/core/lock.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import * as vault from "../../../static/client/core/vault.js";
import { everyByte, rawStore } from "./raw.js";

const NEXT = "864209";

let server;
let photo;

beforeEach(async () => {
  server = await startWithParcels();
  new FakeUploads().install();
  server.put("parcel", newId(), { text: "pulled" });
  await note("answered");
  await syncOnce();
  photo = await keepFile(new Uint8Array(300_000).fill(7).buffer, "image/jpeg", "photo", new ArrayBuffer(9));
  await note("waiting", newId(), { files: [photo] });
  await vault.writeDraft({ key: "visit/1", values: { note: "half" }, title: "", path: "/", saved_at: 0 });
});

async function isAllThere() {
  assert.deepEqual(await texts(), ["answered", "pulled", "waiting"]);
  assert.equal((await vault.readDraft("visit/1")).values.note, "half");
  assert.equal(new Uint8Array(await vault.fileBytes(photo.sha256)).length, 300_000);
  assert.equal((await vault.findFile(photo.sha256)).thumb.byteLength, 9);
  assert.equal((await vault.readEnrolment()).read_token, "r");
  assert.equal(await vault.countUnsent(), 1);
}

/** Every box of the store, as it lies. */
async function boxes() {
  const db = await rawStore();
  const rows = (await Promise.all(["notes", "commands", "files", "drafts", "boxes"].map((name) => db.table(name).toArray()))).flat();
  return rows.flatMap((row) => [row.box, row.told, row.thumb].filter(Boolean));
}

test("a new PIN opens, the old one does not, and no box of the old key is left", async () => {
  const before = (await rawStore().then((db) => db.table("notes").get("vault"))).value.wraps[0];

  assert.equal(await setPin(NEXT, { current: PIN, cost: LIGHT }), "open");

  await isAllThere();
  assert.ok((await boxes()).every((box) => box.k === 2));
  const { wraps, links } = (await rawStore().then((db) => db.table("notes").get("vault"))).value;
  assert.deepEqual([wraps.length, links.length], [1, 0]);
  assert.notEqual(wraps[0].salt, before.salt);
  assert.equal(await reopen(PIN), "wrong");
  assert.equal(await unlock(NEXT), "open");
  await isAllThere();
  assert.equal(await syncOnce(), null);
  assert.equal(await vault.countUnsent(), 0);
});

test("the wrong PIN changes nothing", async () => {
  const before = await everyByte();

  assert.equal(await setPin(NEXT, { current: "975310", cost: LIGHT }), "wrong");

  assert.equal((await everyByte()).replace(/"count":1/, '"count":0'), before);
});

const headerNow = async () => (await (await rawStore()).table("notes").get("vault")).value;

for (const opens of [PIN, NEXT]) {
  test(`killed in the middle, ${opens === PIN ? "the old" : "the new"} PIN opens, and the work is finished`, async () => {
    let isHalf = false;
    for (let writes = 1; !isHalf && writes < 20; writes += 1) {
      await changeKilledAfter(writes);
      isHalf = (await headerNow()).links.length > 0;
      if (!isHalf) assert.equal(await reopen(PIN), "open");
    }
    assert.ok(isHalf, "the change was never caught half way");

    assert.equal(await reopen(opens), "open");

    await isAllThere();
    assert.equal((await headerNow()).links.length, 0);
    assert.equal(await reopen(PIN), "wrong");
    assert.equal(await unlock(NEXT), "open");
  });
}

test("killed after each write in turn, everything is there", async () => {
  let [pin, halves] = [PIN, 0];
  for (let writes = 1, isDone = false; !isDone; writes += 1) {
    const { current } = await headerNow();
    const next = pin === PIN ? NEXT : PIN;
    isDone = await changeKilledAfter(writes, pin, next);
    const header = await headerNow();
    if (header.links.length > 0) halves += 1;
    if (header.current > current) pin = next;
    assert.equal(await reopen(pin), "open", `after ${writes} writes`);
    await isAllThere();
    assert.equal(new Set((await boxes()).map((box) => box.k)).size, 1, `after ${writes} writes`);
    assert.ok(writes < 60);
  }
  assert.ok(halves > 4, `${halves} stops in the middle`);
});

/** The browser dies: from its nth write on nothing reaches the disk. */
async function changeKilledAfter(writes, from = PIN, to = NEXT) {
  const { put, add } = IDBObjectStore.prototype;
  let left = writes;
  const dying = (real) =>
    function (...args) {
      if ((left -= 1) < 0) throw new DOMException("the browser was killed", "AbortError");
      return real.apply(this, args);
    };
  Object.assign(IDBObjectStore.prototype, { put: dying(put), add: dying(add) });
  try {
    await setPin(to, { current: from, cost: LIGHT });
    return left >= 0;
  } catch {
    return false;
  } finally {
    Object.assign(IDBObjectStore.prototype, { put, add });
    await vault.closeAll();
  }
}

test("what another tab wrote under the old key is refused once the key has changed", async () => {
  const header = (await rawStore().then((db) => db.table("notes").get("vault"))).value;
  const db = await rawStore();
  await db.table("notes").put({ key: "vault", value: { ...header, current: 2 } });

  await assert.rejects(note("late"), vault.Locked);
});

test("locked in the middle of the day, the draft typed last is there again", async () => {
  await vault.writeDraft({ key: "visit/2", values: { note: "typed last" }, title: "", path: "/", saved_at: 0 });
  await lockNow();
  await unlock(PIN);

  assert.equal((await vault.readDraft("visit/2")).values.note, "typed last");
});
