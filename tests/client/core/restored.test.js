/** A server that was restored while the phone was shut: what it lost goes again sealed, nobody has to unlock for it. */
import { LIGHT, PIN, refusal } from "./phone.js";
import { note, startWithParcels, texts } from "./parcels.js";
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
import { countUnsent } from "../../../static/client/core/vault.js";

let server;
let uploads;
/** How many commands each sealed request carried. @type {number[]} */
let sealed;

beforeEach(async () => {
  setNewcomer(null);
  server = await startWithParcels();
  uploads = new FakeUploads();
  uploads.install();
  sealed = [];
  server.intercept = count;
});

const count = (url, _init, { commands }) => void (url.pathname.endsWith("/sealed") && commands.length > 0 && sealed.push(commands.length));

/** Back to a backup in which nothing of this phone was known but its enrolment. */
function restore(generation = "g2") {
  Object.assign(server, { generation, stored: new Map(), effects: new Map(), rows: new Map(), lastSeq: 0, head: 0 });
  uploads.stored.clear();
}

/** A command with a photo that the server has answered. */
async function sent(text = "a") {
  const photo = await keepFile(new Uint8Array(5_000).fill(text.length).buffer, "image/jpeg", "photo");
  const command = await note(text, newId(), { files: [photo] });
  await syncOnce();
  return { ...command, photo };
}

test("a locked phone offers its sent box again, once for each life of the server", async () => {
  const { id, photo } = await sent();
  await lockNow();
  restore();

  assert.equal(await syncOnce(), null);
  assert.equal(await syncOnce(), null);

  assert.ok(server.stored.has(id) && uploads.stored.has(photo.sha256));
  assert.deepEqual(sealed, [1]);
  restore("g3");
  await syncOnce();
  assert.deepEqual([server.stored.has(id), sealed], [true, [1, 1]]);
});

test("what it can read stays readable behind the lock, and after unlocking nothing happens twice", async () => {
  const { id } = await sent();
  await lockNow();
  restore();
  await syncOnce();

  await unlock(PIN);
  assert.deepEqual(await texts(), ["a"], "out there without a network");
  assert.equal(await syncOnce(), null);

  assert.deepEqual([await texts(), await countUnsent(), server.effects.get(id)], [["a"], 0, 1]);
});

test("what was sent before a forgotten PIN exists only sealed, and goes again too, locked or open", async () => {
  const { id } = await sent();
  await lockNow();
  await enrolWithCode("777777");
  await setPin("864209", { cost: LIGHT });
  await syncOnce();
  await lockNow();
  restore();
  await syncOnce();
  assert.ok(server.stored.has(id));

  restore("g3");
  await unlock("864209");
  await syncOnce();

  assert.ok(server.stored.has(id));
});

test("work of another person of this phone goes again while I use it", async () => {
  const { id } = await sent();
  await anotherPerson(server);
  await syncOnce();
  restore();

  assert.equal(await syncOnce(), null);

  assert.ok(server.stored.has(id));
});

for (const device of ["suspended", "revoked", "wipe"])
  test(`a phone that is ${device} offers its sent box again to a restored server, before it forgets anything`, async () => {
    const { id, photo } = await sent();
    restore();
    server.deviceStatus = device;
    server.intercept = (url) => (/hello|push|receipts|pull/.test(url.pathname) ? refusal(403, "device", {}, { device }) : undefined);

    await syncOnce();

    assert.ok(server.stored.has(id) && uploads.stored.has(photo.sha256));
    assert.equal(somebody() === null, device === "wipe");
  });

test("a phone that is to be wiped by a server that lost nothing sends nothing again", async () => {
  await sent();
  server.intercept = (url, init, json) =>
    /hello|push|receipts|pull/.test(url.pathname) ? refusal(403, "device", {}, { device: "wipe" }) : count(url, init, json);

  await syncOnce();

  assert.deepEqual([sealed, somebody()], [[], null]);
});
