/** A phone that cannot read its own work still delivers it: locked, suspended, wiped, another person's, forgotten. */
import { LIGHT, PIN, answer, refusal, reopen } from "./phone.js";
import { note, startWithParcels, texts } from "./parcels.js";
import { everyByte, rawStore } from "./raw.js";
import { PUBLIC_KEY } from "./server-half.js";
import { FakeUploads } from "./tus-edge.js";
import { anotherPerson } from "./two-people.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setPin } from "../../../static/client/core/choose-pin.js";
import { enrolWithCode } from "../../../static/client/core/enrol.js";
import { keepFile } from "../../../static/client/core/files.js";
import { newId } from "../../../static/client/core/ids.js";
import { lockNow, unlock } from "../../../static/client/core/lock.js";
import { setNewcomer, somebody } from "../../../static/client/core/session.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import * as vault from "../../../static/client/core/vault.js";
import { Dexie } from "../../../static/vendor/dexie.js";

let server;
let uploads;

beforeEach(async () => {
  setNewcomer(null);
  server = await startWithParcels();
  uploads = new FakeUploads();
  uploads.install();
});

/** So much work waits, and the phone is locked. */
async function lockedWith(count) {
  for (let n = 0; n < count; n += 1) await note(`việc ${n}`);
  await lockNow();
}

/** The server refuses this phone's hello and push, as it does when it is shut out. */
function shutOut(device) {
  server.deviceStatus = device;
  server.intercept = (url) => (/hello|push|receipts|pull/.test(url.pathname) ? refusal(403, "device", {}, { device }) : undefined);
}

const statuses = () => [...server.stored.values()].map(({ result }) => result.status);
const all = (status, count) => Array(count).fill(status);

test("fifty commands of a locked phone arrive, and are not done again after unlocking", async () => {
  await lockedWith(50);

  assert.equal(await syncOnce(), null);

  assert.deepEqual(statuses(), all("applied", 50));
  assert.equal(await vault.countUnsent(), 0);
  assert.ok(!server.requests.some((one) => /pull|entities|manifest|push/.test(one)));
  assert.equal(await unlock(PIN), "open");
  await note("after");
  assert.equal(await syncOnce(), null);
  assert.equal(server.stored.size, 51);
  assert.ok([...server.effects.values()].every((times) => times === 1));
});

test("what was answered while locked is read after unlocking", async () => {
  await lockedWith(1);
  await syncOnce();

  await unlock(PIN);
  await syncOnce();

  assert.deepEqual(await texts(), ["việc 0"]);
});

for (const device of ["suspended", "revoked"])
  for (const locked of [true, false])
    test(`fifty commands of a ${device} phone, ${locked ? "locked" : "open"}, are kept for review`, async () => {
      await lockedWith(50);
      if (!locked) await unlock(PIN);
      shutOut(device);

      assert.equal(await syncOnce(), device);

      assert.deepEqual(statuses(), all("late", 50));
      assert.equal(await vault.countUnsent(), 0);
    });

test("photos of a locked phone arrive byte for byte", async () => {
  const bytes = Uint8Array.from({ length: 700_000 }, (_, n) => (n * 31) % 251).buffer;
  const ref = await keepFile(bytes, "image/jpeg", "photo");
  await note("a", newId(), { files: [ref] });
  await lockNow();
  server.needed = [ref.sha256];

  assert.equal(await syncOnce(), null);

  assert.deepEqual(uploads.stored.get(ref.sha256), Buffer.from(bytes));
  assert.equal(await vault.countFilesToSend(), 0);
});

test("a dead network, a portal or a cut answer settles nothing", async () => {
  await lockedWith(3);
  for (const trouble of [
    () => Promise.reject(new TypeError("offline")),
    () => new Response("<html>", { headers: { "Content-Type": "text/html" } }),
    () => answer({ generation: "g1", results: [] }),
    () => refusal(503, "busy"),
  ]) {
    server.intercept = (url) => (url.pathname.endsWith("/sealed") ? trouble() : undefined);
    assert.ok(["offline", "busy"].includes(await syncOnce()));
    assert.equal(await vault.countUnsent(), 3);
  }
  server.intercept = null;

  assert.equal(await syncOnce(), null);

  assert.equal(await vault.countUnsent(), 0);
});

test("what the server calls unreadable by its place is settled too", async () => {
  await lockedWith(2);
  server.intercept = (url) =>
    url.pathname.endsWith("/sealed") &&
    answer({ generation: "g1", server_time: new Date().toISOString(), results: [{ id: null, status: "parked" }, { id: null, status: "late" }] });

  await syncOnce();

  const rows = await (await rawStore()).table("commands").orderBy("order").toArray();
  assert.deepEqual(rows.map((row) => row.state), ["parked", "late"]);
});

test("a wipe forgets at once what could be read, delivers, and leaves nothing", async () => {
  const bytes = Uint8Array.from({ length: 5_000 }, (_, n) => n % 251).buffer;
  server.put("parcel", newId(), { text: "bí mật của bà Lan" });
  await syncOnce();
  const ref = await keepFile(bytes, "image/jpeg", "photo");
  await note("việc cuối", newId(), { files: [ref] });
  for (let n = 0; n < 49; n += 1) await note(`việc ${n}`);
  shutOut("wipe");
  const refuse = server.intercept;
  server.intercept = (url) => {
    if (url.pathname.endsWith("/sealed")) throw new TypeError("the network dies here");
    return refuse(url);
  };

  assert.equal(await syncOnce(), "wiped");

  const raw = await rawStore();
  const tables = await Promise.all(["packs", "boxes", "snapshots", "cursors", "drafts"].map((name) => raw.table(name).count()));
  assert.deepEqual(tables, [0, 0, 0, 0, 0]);
  const kept = (await raw.table("notes").toArray()).map((note) => note.key);
  assert.ok(!kept.includes("vault") && !kept.includes("enrolment_secret"), String(kept));
  assert.ok((await raw.table("commands").toArray()).every((row) => !row.box && row.sealed));
  assert.equal(await raw.table("commands").count(), 50);
  assert.ok(!(await everyByte()).includes("read_token"));
  raw.close();
  server.intercept = refuse;

  assert.equal(await syncOnce(), "wiped");

  assert.deepEqual(statuses().filter((one) => one === "late").length, 50);
  assert.deepEqual(uploads.stored.get(ref.sha256), Buffer.from(bytes));
  assert.equal(server.requests.at(-1), "POST /api/sync/v1/erased");
  assert.deepEqual(await Dexie.getDatabaseNames(), ["tan-nha"]);
  assert.equal(somebody(), null);
});

test("a wiped phone keeps whatever the server has not said that it has", async () => {
  const ref = await keepFile(new Uint8Array(5_000).buffer, "image/jpeg", "photo");
  await note("a", newId(), { files: [ref] });
  shutOut("wipe");
  uploads.intercept = (method) => (method === "PATCH" ? "cut" : null);

  assert.equal(await syncOnce(), "wiped");

  assert.equal(await vault.countFilesToSend(), 1);
  assert.ok(!server.requests.includes("POST /api/sync/v1/erased"));
  uploads.intercept = () => null;
  await syncOnce();
  assert.ok(uploads.stored.has(ref.sha256));
  assert.equal(server.requests.at(-1), "POST /api/sync/v1/erased");
});

test("another person's fifty commands go when somebody else uses the phone", async () => {
  await lockedWith(50);
  await anotherPerson(server);

  assert.equal(await syncOnce(), null);

  assert.deepEqual(statuses(), all("applied", 50));
});

test("they go even when the server has forgotten their token", async () => {
  await lockedWith(3);
  await anotherPerson(server);
  let refused = 0;
  server.intercept = (url) => (url.pathname.endsWith("/hello") && (refused += 1) === 2 ? refusal(401, "token-not-valid") : undefined);

  assert.equal(await syncOnce(), null);

  assert.equal(refused, 2);
  assert.deepEqual(statuses(), all("applied", 3));
});

test("trouble with another person's work does not hold up mine", async () => {
  await lockedWith(3);
  await anotherPerson(server);
  await note("mine");
  server.intercept = (url) => (url.pathname.endsWith("/sealed") ? refusal(503, "busy") : undefined);

  assert.equal(await syncOnce(), null);

  assert.deepEqual(statuses(), ["applied"]);
});

test("the wipe of one person leaves the other one's vault alone", async () => {
  await anotherPerson(server);
  await note("mine");
  shutOut("wipe");

  assert.equal(await syncOnce(), "wiped");

  assert.ok(!server.requests.includes("POST /api/sync/v1/erased"), "the browser would forget the other's work too");
  assert.equal((await vault.people()).length, 1);
  assert.equal((await Dexie.getDatabaseNames()).length, 2);
});

test("fifty commands of a forgotten PIN arrive after a new sign-in", async () => {
  await lockedWith(50);
  await enrolWithCode("777777");
  await setPin("864209", { cost: LIGHT });

  assert.equal(await syncOnce(), null);

  assert.deepEqual(statuses(), all("applied", 50));
  assert.equal(await vault.countUnsent(), 0);
  assert.equal(await reopen("864209"), "open");
});

test("a new sealing key of the server is fetched and used", async () => {
  await syncOnce();
  assert.ok(!server.requests.includes("GET /api/sync/v1/sealing-key"));
  server.sealingKey = { ...PUBLIC_KEY, kid: "newer" };
  await syncOnce();
  await syncOnce();

  assert.equal(server.requests.filter((one) => one.endsWith("/sealing-key")).length, 1);
  await note("a");
  const [row] = await (await rawStore()).table("commands").toArray();
  assert.equal(row.sealed.kid, "newer");
});
