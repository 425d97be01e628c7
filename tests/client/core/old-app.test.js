/** An app too old to read: it delivers commands and photos, hears the answers, keeps what it shows, asks to update. */
import { refusal } from "./phone.js";
import { change, note, startWithParcels, texts } from "./parcels.js";
import { FakeUploads } from "./tus-edge.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keepFile } from "../../../static/client/core/files.js";
import { newId } from "../../../static/client/core/ids.js";
import { currentStatus } from "../../../static/client/core/status.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import * as vault from "../../../static/client/core/vault.js";
import { chipWords } from "../../../static/client/core/words.js";

let server;
let uploads;

beforeEach(async () => {
  server = await startWithParcels();
  uploads = new FakeUploads();
  uploads.install();
  server.put("parcel", newId(), { text: "known" });
  await syncOnce();
  server.intercept = (url) => (url.pathname.endsWith("/pull") ? refusal(426, "app-too-old", { app_min: 3 }) : undefined);
});

test("everything is delivered, photos too", async () => {
  const photo = await keepFile(new Uint8Array(1_000).buffer, "image/jpeg", "photo");
  await note("a", newId(), { files: [photo] });
  await note("b");

  assert.equal(await syncOnce(), "update");

  assert.equal(await vault.countUnsent(), 0);
  assert.deepEqual([...server.effects.values()], [1, 1]);
  assert.ok(uploads.stored.has(photo.sha256));
});

test("answers and refusals are heard", async () => {
  const id = newId();
  await note("a", id);
  await change(id, "forbidden");

  await syncOnce();

  assert.deepEqual((await vault.allCommands()).map((row) => row.state), ["conflict", "applied"]);
});

test("what was read and what was saved stays on the screen", async () => {
  await note("mine");
  await syncOnce();

  assert.deepEqual(await texts(), ["known", "mine"]);
});

test("the chip asks for the update, and work saved later is delivered all the same", async () => {
  await note("a");
  await syncOnce();
  const counts = { unsent: 0, oldest: Date.now(), files: 0, action: 0 };
  assert.deepEqual(chipWords(currentStatus(), counts), { look: "warn", text: "Cần cập nhật ứng dụng" });

  await note("later");
  assert.equal(await syncOnce(), "update");
  assert.equal(await vault.countUnsent(), 0);
});

test("once updated it reads on from where it was", async () => {
  await note("a");
  await syncOnce();
  server.put("parcel", newId(), { text: "new" });
  server.intercept = null;

  assert.equal(await syncOnce(), null);
  assert.deepEqual(await texts(), ["a", "known", "new"]);
});
