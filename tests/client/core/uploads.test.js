/** Files by the real tus-js-client: resumed where they stopped, byte for byte, and freed only when that is safe. */
import { note, startWithParcels } from "./parcels.js";
import { FakeUploads } from "./tus-edge.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keepFile } from "../../../static/client/core/files.js";
import { newId } from "../../../static/client/core/ids.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import * as vault from "../../../static/client/core/vault.js";

let server;
let uploads;

beforeEach(async () => {
  server = await startWithParcels();
  uploads = new FakeUploads();
  uploads.install();
});

/** Bytes of a size, different for each seed. */
const photo = (size, seed = 1) => Uint8Array.from({ length: size }, (_, n) => (n * 31 + seed) % 251).buffer;

async function savePhoto(size, seed) {
  const ref = await keepFile(photo(size, seed), "image/jpeg", "photo");
  await note("a", newId(), { files: [ref] });
  return ref;
}

test("a photo arrives byte for byte, in parts", async () => {
  const { sha256, size } = await savePhoto(175_000);
  server.needed = [sha256];

  assert.equal(await syncOnce(), null);

  assert.deepEqual(uploads.requests, ["POST", "PATCH", "PATCH", "PATCH"]);
  assert.equal(uploads.stored.get(sha256).length, size);
  assert.equal((await vault.findFile(sha256)).state, "stored");
});

test("a file that the server does not list is still sent: only our own upload proves it is there", async () => {
  const { sha256 } = await savePhoto(1_000);

  await syncOnce();

  assert.ok(uploads.stored.has(sha256));
});

test("nothing is uploaded before its command was answered", async () => {
  await savePhoto(1_000);
  server.intercept = (url) => {
    if (url.pathname.endsWith("/push")) throw new TypeError("offline");
  };

  await syncOnce();

  assert.deepEqual(uploads.requests, []);
});

test("a cut upload goes on where it stopped", async () => {
  const { sha256 } = await savePhoto(175_000);
  let patches = 0;
  uploads.intercept = (method) => (method === "PATCH" && (patches += 1) === 2 ? "cut" : null);

  assert.equal(await syncOnce(), null);

  assert.deepEqual(uploads.requests, ["POST", "PATCH", "PATCH", "HEAD", "PATCH", "PATCH"]);
  assert.ok(uploads.stored.has(sha256));
});

test("an upload that the network will not carry goes on in the next round where it stopped", async () => {
  const { sha256 } = await savePhoto(175_000);
  uploads.intercept = () => (uploads.requests.length > 2 ? "cut" : null);

  assert.equal(await syncOnce(), "offline");
  Object.assign(uploads, { requests: [], intercept: () => null });
  assert.equal(await syncOnce(), null);

  assert.equal(uploads.requests[0], "HEAD");
  assert.ok(!uploads.requests.includes("POST"));
  assert.ok(uploads.stored.has(sha256));
});

test("a network that falls silent ends the round: the loop waits for nobody for ever", async () => {
  const { sha256 } = await savePhoto(1_000);
  uploads.intercept = (method) => (method === "PATCH" ? "silence" : null);

  assert.equal(await syncOnce(), "offline");
  uploads.intercept = () => null;
  assert.equal(await syncOnce(), null);

  assert.ok(uploads.stored.has(sha256));
});

for (const [status, trouble] of [[403, "offline"], [429, "busy"], [502, "offline"], [503, "busy"]]) {
  test(`status ${status} to "how far is it?" does not send the file from its start`, async () => {
    await savePhoto(175_000);
    uploads.intercept = (method) => (method === "PATCH" && uploads.requests.length > 2 ? 503 : null);
    await syncOnce();
    Object.assign(uploads, { requests: [], intercept: (method) => (method === "HEAD" ? status : null) });

    assert.equal(await syncOnce(), trouble);

    assert.deepEqual(uploads.requests, ["HEAD"]);
  });
}

test("when a file was stored is the server's word: a clock set back in mid upload frees nothing early", async () => {
  const { sha256 } = await savePhoto(1_000);
  const stored = Date.now() + 86_400_000; // the phone's clock is a day behind
  uploads.clock = () => new Date(stored);

  await syncOnce();
  await vault.freeBackedUp(new Date(stored - 60_000).toISOString());

  assert.ok(await vault.fileBytes(sha256));
});

test("wrong bytes start again from nothing", async () => {
  const { sha256 } = await savePhoto(1_000);
  let isFirst = true;
  uploads.intercept = (method) => (method === "PATCH" && isFirst ? ((isFirst = false), 460) : null);

  assert.equal(await syncOnce(), "offline");
  uploads.requests.length = 0;
  await syncOnce();

  assert.deepEqual(uploads.requests, ["POST", "PATCH"]);
  assert.ok(uploads.stored.has(sha256));
});

test("one bad file does not keep the others", async () => {
  const bad = await savePhoto(1_000, 1);
  const good = await savePhoto(1_000, 2);
  uploads.intercept = (method, url) => (method === "PATCH" && uploads.running.get(url).sha256 === bad.sha256 ? 413 : null);

  await syncOnce();

  assert.deepEqual([...uploads.stored.keys()], [good.sha256]);
  assert.ok(await vault.fileBytes(bad.sha256));
});

test("bytes are freed only after a backup later than their storing", async () => {
  const { sha256 } = await savePhoto(1_000);
  await syncOnce();
  const { stored_at } = await vault.findFile(sha256);

  await vault.freeBackedUp(new Date(stored_at - 1_000).toISOString());
  assert.ok(await vault.fileBytes(sha256));
  await vault.freeBackedUp(new Date(stored_at + 1_000).toISOString());

  assert.equal(await vault.fileBytes(sha256), null);
});

test("after a restore of the server the bytes still here are offered again", async () => {
  const { sha256 } = await savePhoto(1_000);
  await syncOnce();
  uploads.stored.clear();
  server.generation = "g2";

  await syncOnce();

  assert.ok(uploads.stored.has(sha256));
});
