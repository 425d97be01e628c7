/** A server that was restored has lost the key that work was sealed to: nothing is lost silently, and a wipe still ends. */
import { LIGHT, PIN, answer, portal, refusal } from "./phone.js";
import { note, startWithParcels } from "./parcels.js";
import { rawStore } from "./raw.js";
import { PUBLIC_KEY, SERVER_KEY, openWith } from "./server-half.js";
import { FakeUploads } from "./tus-edge.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setPin } from "../../../static/client/core/choose-pin.js";
import { enrolWithCode } from "../../../static/client/core/enrol.js";
import { keepFile } from "../../../static/client/core/files.js";
import { newId } from "../../../static/client/core/ids.js";
import { lockNow, unlock } from "../../../static/client/core/lock.js";
import { setNewcomer, somebody } from "../../../static/client/core/session.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { countFilesToSend, countUnsent } from "../../../static/client/core/vault.js";

const BYTES = Uint8Array.from({ length: 300_000 }, (_, n) => (n * 7) % 251).buffer;

let server;
let uploads;
let photo;

/** A photo and its command were saved to a key that the server does not have any more. */
beforeEach(async () => {
  setNewcomer(null);
  server = await startWithParcels();
  uploads = new FakeUploads();
  uploads.install();
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  server.sealingKey = { kty, crv, x, y, kid: "lost" };
  await syncOnce();
  photo = await keepFile(BYTES, "image/jpeg", "photo");
  await note("a", newId(), { files: [photo] });
  server.sealingKey = PUBLIC_KEY;
  uploads.hasKey = (kid) => kid === PUBLIC_KEY.kid;
  server.intercept = cannotOpen;
});

/** What was sealed to the lost key is kept, without an id in the answer. */
function cannotOpen(url, _init, { commands = [] }) {
  if (!url.pathname.endsWith("/sealed") || commands.every((one) => one.kid === PUBLIC_KEY.kid)) return undefined;
  const results = commands.map(() => ({ id: null, status: "parked", dup: false }));
  return answer({ generation: "g1", server_time: new Date().toISOString(), results });
}

const everythingIsThere = () => assert.deepEqual(uploads.stored.get(photo.sha256), Buffer.from(BYTES));

test("an open phone seals anew what waits, and delivers it", async () => {
  assert.equal(await syncOnce(), null);

  everythingIsThere();
  assert.deepEqual([await countUnsent(), await countFilesToSend()], [0, 0]);
});

test("what waits is sealed anew before it is pushed, so that it can go behind the lock or in a rescue file too", async () => {
  server.intercept = (url) => (url.pathname.endsWith("/push") ? portal() : undefined);

  assert.equal(await syncOnce(), "offline");

  const db = await rawStore();
  const [[row], [file]] = await Promise.all([db.table("commands").toArray(), db.table("files").toArray()]);
  assert.deepEqual([row.sealed.kid, file.sealed_key.kid], [PUBLIC_KEY.kid, PUBLIC_KEY.kid]);
  const { body } = JSON.parse((await openWith(SERVER_KEY, row.sealed)).toString());
  assert.equal(JSON.parse(body).id, row.id);
});

test("a locked phone keeps the photo until it is opened, and hands nothing over unopened", async () => {
  await lockNow();
  await syncOnce();
  assert.equal(await countFilesToSend(), 1);
  assert.equal(uploads.unopened.size, 0);

  await unlock(PIN);
  assert.equal(await syncOnce(), null);

  everythingIsThere();
});

test("a phone that is to be wiped hands over what nobody can open, and comes to its end", async () => {
  server.intercept = (url, init, json) =>
    /hello|push|receipts|pull/.test(url.pathname) ? refusal(403, "device", {}, { device: "wipe" }) : cannotOpen(url, init, json);

  assert.equal(await syncOnce(), "wiped");

  assert.equal(uploads.unopened.get(photo.sha256).length, BYTES.byteLength + 2 * 28);
  assert.equal(server.requests.at(-1), "POST /api/sync/v1/erased");
  assert.equal(somebody(), null);
});

test("a photo of a forgotten PIN is handed over as it lies", async () => {
  await lockNow();
  await enrolWithCode("777777");
  await setPin("864209", { cost: LIGHT });

  assert.equal(await syncOnce(), null);

  assert.ok(uploads.unopened.has(photo.sha256));
  assert.equal(await countFilesToSend(), 0);
});
