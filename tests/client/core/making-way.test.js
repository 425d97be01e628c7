/** Files never stand in the way: what is saved meanwhile goes between two parts, and a busy server is left alone. */
import { note, startWithParcels } from "./parcels.js";
import { FakeUploads } from "./tus-edge.js";
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { keepFile } from "../../../static/client/core/files.js";
import { newId } from "../../../static/client/core/ids.js";
import { lockNow, unlock } from "../../../static/client/core/lock.js";
import { currentStatus } from "../../../static/client/core/status.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { countFilesToSend, countUnsent } from "../../../static/client/core/vault.js";
import { anotherPerson } from "./two-people.js";
import { PIN } from "./phone.js";

const REST = [429, { "Retry-After": "3600" }];

let server;
let uploads;
/** Every request of the phone, in its order. @type {string[]} */
let wire;

beforeEach(async () => {
  mock.restoreAll();
  server = await startWithParcels();
  uploads = new FakeUploads();
  uploads.install();
  wire = [];
  server.intercept = (url, _init, { commands }) => void wire.push(`${url.pathname.split("/").at(-1)} ${commands?.length ?? ""}`.trim());
  uploads.intercept = (method) => void wire.push(method);
});

const photo = (size, seed) => Uint8Array.from({ length: size }, (_, n) => (n * 31 + seed) % 251).buffer;

async function savePhotos(count, size = 150_000) {
  for (let n = 0; n < count; n += 1) {
    await note("a", newId(), { files: [await keepFile(photo(size, n), "image/jpeg", "photo")] });
  }
}

/** Does something just before the n-th part goes. */
function beforePart(n, act) {
  let parts = 0;
  uploads.intercept = async (method) => {
    wire.push(method);
    if (method === "PATCH" && (parts += 1) === n) await act();
    return null;
  };
}

const hourLater = () => {
  const real = performance.now.bind(performance);
  mock.method(performance, "now", () => real() + 3_601_000);
};

test("what is saved while a photo is on its way goes up before its next part", async () => {
  await savePhotos(1);
  beforePart(2, () => note("saved meanwhile"));

  assert.equal(await syncOnce(), null);

  const parts = wire.filter((one) => one.startsWith("push") || ["POST", "PATCH", "HEAD"].includes(one));
  assert.deepEqual(parts, ["push 1", "POST", "PATCH", "PATCH", "push 1", "HEAD", "PATCH"]);
  assert.equal(await countFilesToSend(), 0);
});

test("what is saved between two photos goes up before the second", async () => {
  await savePhotos(2, 1_000);
  beforePart(1, () => note("saved meanwhile"));

  assert.equal(await syncOnce(), null);

  assert.deepEqual(wire.filter((one) => /^push|PATCH/.test(one)), ["push 2", "PATCH", "push 1", "PATCH"]);
});

test("each round carries a part at least, however much is being saved", async () => {
  await savePhotos(1, 260_000);
  uploads.intercept = async (method) => {
    wire.push(method);
    if (method === "PATCH" && wire.filter((one) => one === "PATCH").length < 4) await note("and one more");
    return null;
  };

  assert.equal(await syncOnce(), null);

  assert.equal(wire.filter((one) => one === "PATCH").length, 4);
  assert.deepEqual([await countFilesToSend(), await countUnsent()], [0, 0]);
});

test("what was saved after unlocking goes up while the photos of the locked phone are still on their way", async () => {
  await savePhotos(2);
  await lockNow();
  beforePart(1, async () => {
    assert.equal(await unlock(PIN), "open");
    await note("saved meanwhile");
  });

  assert.equal(await syncOnce(), null);

  assert.deepEqual(wire.filter((one) => /^(sealed|push) |PATCH/.test(one)).slice(0, 3), ["sealed 2", "PATCH", "push 1"]);
  assert.equal(await countFilesToSend(), 0);
});

test("photos of another person of this phone make way for my work as well", async () => {
  await savePhotos(2);
  await lockNow();
  await anotherPerson(server);
  beforePart(1, () => note("mine"));

  assert.equal(await syncOnce(), null);

  assert.ok(wire.indexOf("push 1") < wire.lastIndexOf("PATCH"));
  assert.equal(uploads.stored.size, 2);
});

test("a server that asks to wait gets no file until then, and everything else at once", async () => {
  await savePhotos(3, 1_000);
  uploads.intercept = (method) => (wire.push(method), REST);

  assert.equal(await syncOnce(), "busy");
  assert.deepEqual(wire.filter((one) => one === "POST"), ["POST"], "the other files would be refused too");
  assert.ok(currentStatus().isOnlyFiles);
  uploads.intercept = (method) => void wire.push(method);
  await note("b");
  wire.length = 0;
  assert.equal(await syncOnce(), null);
  assert.equal(await countUnsent(), 0);
  assert.ok(!wire.includes("POST"));

  hourLater();
  assert.equal(await syncOnce(), null);

  assert.equal(await countFilesToSend(), 0);
});

test("a moment in place of seconds is understood, and a day is too long to believe", async () => {
  const { secondsToWait } = await import("../../../static/client/core/api.js");

  const inTwoMinutes = secondsToWait(new Date(Date.now() + 120_000).toUTCString());

  assert.ok(inTwoMinutes > 100 && inTwoMinutes <= 121, String(inTwoMinutes));
  assert.deepEqual(["5", "86400", "", null, "soon", "-3"].map(secondsToWait), [5, 3_600, 0, 0, 0, 0]);
});
