/** The vault: nothing readable on the disk, nothing readable while locked, swapped and damaged records refused. */
import { PIN, reopen, WARD } from "./phone.js";
import { note, startWithParcels, texts } from "./parcels.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setPin } from "../../../static/client/core/choose-pin.js";
import { resume } from "../../../static/client/core/enrol.js";
import { keepFile } from "../../../static/client/core/files.js";
import { newId } from "../../../static/client/core/ids.js";
import { isLocked, lockNow, unlock } from "../../../static/client/core/lock.js";
import { pinProblem } from "../../../static/client/core/pin-rules.js";
import { all } from "../../../static/client/core/rows.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import * as vault from "../../../static/client/core/vault.js";
import { Dexie } from "../../../static/vendor/dexie.js";
import { everyByte, rawStore } from "./raw.js";

const PLANTED = ["Bùi Thị Mẩy", "017148990001", "Ghi chú bí mật", "ảnh của bà Mẩy"];

let server;

beforeEach(async () => {
  server = await startWithParcels();
});

/** A day's work: a pulled row, a waiting command, an answered one, a draft, a photo with its thumbnail, a secret note. */
async function work() {
  server.put("parcel", newId(), { text: PLANTED[0] });
  await note(PLANTED[1]);
  await syncOnce();
  const thumb = new TextEncoder().encode(PLANTED[3]).buffer;
  const ref = await keepFile(new TextEncoder().encode(PLANTED[3].repeat(30_000)).buffer, "image/jpeg", "photo", thumb);
  await note(PLANTED[2], newId(), { files: [ref] });
  await vault.writeDraft({ key: "visit/1", values: { note: PLANTED[2] }, title: PLANTED[0], path: "/", saved_at: 0 });
  await vault.changeNote("numbers_used", () => ({ value: [PLANTED[1]], answer: null }));
  return ref;
}

test("nothing that was planted lies readable on the disk", async () => {
  const ref = await work();
  const enrolment = await vault.readEnrolment();

  const disk = await everyByte();

  for (const text of [...PLANTED, PIN, enrolment.read_token === "r" ? '"r"' : ""]) assert.ok(!disk.includes(text), text);
  assert.ok(!/"d":\s*"/.test(disk), "the private half of the signing key");
  assert.ok(disk.includes(ref.sha256), "the search itself finds what is plain");
});

test("a locked vault reads nothing, and delivers what it needs no key for", async () => {
  const ref = await work();

  await lockNow();

  assert.ok(isLocked());
  for (const read of [vault.allCommands, () => vault.snapshotsOf("parcel"), vault.drafts, () => vault.fileBytes(ref.sha256)]) {
    await assert.rejects(read(), vault.Locked);
  }
  await assert.rejects(note("behind the lock"), vault.Locked);
  assert.equal(await vault.countUnsent(), 1);
  assert.equal((await vault.readEnrolment()).send_token, "s");
  assert.equal((await vault.readEnrolment()).read_token, undefined);
});

test("after a restart only the PIN opens, and everything is there", async () => {
  const ref = await work();
  vault.closeAll();
  await resume();
  assert.ok(isLocked());

  assert.equal(await unlock("135790"), "wrong");
  assert.equal(await unlock(PIN), "open");

  assert.deepEqual(await texts(), [PLANTED[1], PLANTED[0], PLANTED[2]].sort());
  assert.equal((await vault.readDraft("visit/1")).title, PLANTED[0]);
  assert.equal(new TextDecoder().decode(await vault.fileBytes(ref.sha256)), PLANTED[3].repeat(30_000));
  assert.equal(new TextDecoder().decode((await vault.findFile(ref.sha256)).thumb), PLANTED[3]);
});

test("every write has an IV of its own", async () => {
  for (let n = 0; n < 5; n += 1) await vault.writeDraft({ key: "visit/1", values: {}, title: "", path: "/", saved_at: 0 });
  const seen = new Set();
  for (let n = 0; n < 5; n += 1) {
    await vault.writeDraft({ key: "visit/1", values: {}, title: "", path: "/", saved_at: 0 });
    seen.add((await rawStore().then((db) => db.table("drafts").get("visit/1"))).box.iv);
  }

  assert.equal(seen.size, 5);
});

test("a record moved to another row does not open", async (context) => {
  const [first, second] = [await note("a"), await note("b")];
  const db = await rawStore();
  const rows = await db.table("commands").bulkGet([first.id, second.id]);
  await db.table("commands").update(first.id, { box: rows[1].box });
  await reopen();
  context.mock.method(console, "error", () => undefined);

  const kept = await vault.findCommand(first.id);

  assert.ok(kept.isUnreadable);
  assert.equal(JSON.parse((await vault.findCommand(second.id)).body).args.text, "b");
});

test("a damaged pack is told, and its rows are fetched again", async (context) => {
  for (let n = 0; n < 3; n += 1) server.put("parcel", newId(), { text: `n${n}` });
  await syncOnce();
  const db = await rawStore();
  const [pack] = await db.table("boxes").toArray();
  new Uint8Array(pack.box.ct)[20] ^= 1;
  await db.table("boxes").put(pack);
  await reopen();
  const told = context.mock.method(console, "error", () => undefined);

  assert.deepEqual(await texts(), []);
  assert.ok(told.mock.callCount() > 0);
  await new Promise((go) => setTimeout(go, 20));
  await syncOnce();

  assert.deepEqual(await texts(), ["n0", "n1", "n2"]);
});

test("rows lie in packs of a hundred, whatever comes and goes", async () => {
  const ids = Array.from({ length: 230 }, () => newId());
  for (const id of ids) server.put("parcel", id, { text: id });
  await syncOnce();
  for (const id of ids.slice(0, 20)) server.remove("parcel", id);
  server.put("parcel", ids[100], { text: "changed" });
  for (let n = 0; n < 15; n += 1) server.put("parcel", newId(), { text: `new ${n}` });
  await syncOnce();

  const packs = await (await rawStore()).table("packs").toArray();
  assert.ok(packs.every((pack) => pack.ids.length > 0 && pack.ids.length <= 100));
  assert.ok(packs.length <= 4, `${packs.length} packs`);
  const held = await all("parcel");
  assert.equal(held.length, 230 - 20 + 15);
  assert.equal(held.find((row) => row.id === ids[100]).text, "changed");
  assert.equal((await vault.cursorOf(WARD)), server.head);
});

test("a live question is asked again although its answer was decrypted", async () => {
  server.put("parcel", newId(), { text: "first" });
  await syncOnce();
  await reopen();
  const seen = [];
  const stop = vault.watch(texts, { next: (value) => seen.push(value), error: (fault) => seen.push(fault) });
  await until(() => seen.length > 0);
  await note("second");
  await until(() => seen.at(-1).length === 2);
  server.put("parcel", newId(), { text: "third" });
  await syncOnce();
  await until(() => seen.at(-1).length === 3);
  stop();

  assert.deepEqual(seen.at(-1), ["first", "second", "third"]);
});

test("whatever is being asked meanwhile, a save is a save", async () => {
  server.put("parcel", newId(), { text: "first" });
  await syncOnce();
  await reopen();
  const faults = [];
  const slowly = async () => {
    const rows = await texts();
    for (let n = 0; n < 30; n += 1) await crypto.subtle.digest("SHA-256", new Uint8Array(n));
    return (await texts()).length + rows.length;
  };
  const stops = Array.from({ length: 4 }, () => vault.watch(slowly, { next: () => undefined, error: (fault) => faults.push(fault) }));

  for (let n = 0; n < 12; n += 1) {
    await note(`note ${n}`);
    await vault.writeDraft({ key: "some", values: { n }, title: "", path: "", saved_at: 0 });
  }

  for (const stop of stops) stop();
  assert.deepEqual(faults, []);
  assert.equal(await vault.countUnsent(), 12);
});

async function until(holds) {
  for (let n = 0; n < 200 && !holds(); n += 1) await new Promise((go) => setTimeout(go, 10));
  assert.ok(holds());
}

test("saves at the same moment get one number each", async () => {
  await Promise.all(["a", "b", "c", "d"].map((text) => note(text)));

  assert.deepEqual((await vault.unsent()).map((row) => row.seq), [1, 2, 3, 4]);
});

for (const [pin, problem] of [
  ["12345", "six"],
  ["12345a", "six"],
  ["111111", "obvious"],
  ["123456", "obvious"],
  ["987654", "obvious"],
  ["135913", "" ],
  ["121212", "obvious"],
  ["123123", "obvious"],
  ["112233", "obvious"],
  ["246810", ""],
  ["907214", ""],
]) {
  test(`the PIN ${pin} is ${problem || "taken"}`, () => assert.equal(pinProblem(pin), problem));
}

test("wrong PINs are counted on the disk", async () => {
  for (let n = 0; n < 5; n += 1) assert.equal(await setPin("975310", { current: "000001", now: 0 }), "wrong");
  vault.closeAll();
  await resume();

  assert.equal(await unlock(PIN, 1_000), "wait");
  assert.equal(await unlock(PIN, 31_000), "open");
});

test("the old database of nobody is left behind", async () => {
  assert.deepEqual((await Dexie.getDatabaseNames()).sort(), ["tan-nha", `tan-nha-${(await vault.currentPerson()).id}`]);
});
