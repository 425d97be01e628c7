/** Two people on one phone, a forgotten PIN, half of the key at the centre: nobody reads another's, nothing unsent goes. */
import { answer, LIGHT, PIN, refusal, reopen } from "./phone.js";
import { note, startWithParcels, texts } from "./parcels.js";
import { FakeUploads } from "./tus-edge.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setPin } from "../../../static/client/core/choose-pin.js";
import { enrolWithCode, resume } from "../../../static/client/core/enrol.js";
import { keepFile } from "../../../static/client/core/files.js";
import { newId } from "../../../static/client/core/ids.js";
import { changeTo, isLocked, lockNow, signInInstead, unlock } from "../../../static/client/core/lock.js";
import { newcomer, somebody } from "../../../static/client/core/session.js";
import { stageOf } from "../../../static/client/core/stage.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import * as vault from "../../../static/client/core/vault.js";
import { sealedChunksOf, waitingSealed, withStoreOf } from "../../../static/client/core/vault/delivery.js";
import { rawStore } from "./raw.js";

const OTHER = { id: "0193aaaa-0000-7000-8000-000000000002", name: "Trần Văn Hai" };
const CALM = { trouble: null };

let server;

beforeEach(async () => {
  server = await startWithParcels();
  new FakeUploads().install();
  await withSealing();
});

const sealedWaiting = () => withStoreOf(somebody().id, waitingSealed);

/** The server gives a key to seal to, from the next enrolment on. */
async function withSealing() {
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const real = server.do_devices.bind(server);
  server.do_devices = async (url, json) => answer({ ...(await real(url, json).json()), ...server.enrolWith, sealing_key: { kid: "k1", kty, crv, x, y } });
  await enrolWithCode("999999");
}

async function arrive(code, more = {}) {
  server.enrolWith = more;
  await enrolWithCode(code);
}

test("nothing of a newcomer is on the disk before the PIN, and giving up leaves nothing", async () => {
  await arrive("222222", { user: OTHER });

  assert.equal(newcomer().person.id, OTHER.id);
  assert.equal(await stageOf(CALM), "pin");
  assert.ok(!isLocked());
  assert.deepEqual((await vault.people()).map((one) => one.id), [somebody().id]);
  vault.closeAll();
  await resume();
  assert.notEqual(somebody().id, OTHER.id);
});

test("two people, two vaults: neither opens or loses the other's", async () => {
  const first = somebody();
  await note("of the first");
  await arrive("222222", { user: OTHER });
  await setPin("864209", { cost: LIGHT });
  assert.equal(somebody().id, OTHER.id);
  assert.deepEqual(await texts(), []);
  await note("of the second");

  await changeTo(first);
  assert.ok(isLocked());
  assert.equal(await unlock("864209"), "wrong");
  assert.equal(await unlock(PIN), "open");
  assert.deepEqual(await texts(), ["of the first"]);
  await changeTo({ ...OTHER, role: "postal", ward: "04795" });
  assert.equal(await unlock("864209"), "open");

  assert.deepEqual(await texts(), ["of the second"]);
  assert.equal((await vault.people()).length, 2);
});

test("a forgotten PIN: a new vault, and every unsent command and file is still there to be delivered", async () => {
  server.put("parcel", newId(), { text: "pulled" });
  await syncOnce();
  const photo = await keepFile(new Uint8Array(3_000).fill(5).buffer, "image/jpeg", "photo");
  const lost = await note("sealed work", newId(), { files: [photo] });
  const before = await sealedWaiting();
  await vault.writeDraft({ key: "visit/1", values: { note: "half" }, title: "", path: "/", saved_at: 0 });
  await lockNow();
  signInInstead(true);
  assert.equal(await stageOf(CALM), "sign-in");

  await arrive("333333");
  await setPin("864209", { cost: LIGHT });

  assert.equal(await stageOf(CALM), "ready");
  assert.equal(await vault.countUnsent(), 1);
  assert.deepEqual((await sealedWaiting()).map((row) => [row.id, row.device, row.seq, row.sealed]), before.map((row) => [row.id, row.device, row.seq, row.sealed]));
  assert.deepEqual((await vault.unsent()).length, 0, "nothing unreadable is pushed");
  assert.ok((await vault.findCommand(lost.id)).isUnreadable);
  assert.equal((await rawStore().then((db) => db.table("commands").get(lost.id))).box, undefined, "dropped: its sealed copy exists");
  const [file] = await vault.filesToSend();
  assert.equal(file.sha256, photo.sha256);
  assert.ok(file.sealed_key);
  assert.equal((await withStoreOf(somebody().id, (db) => sealedChunksOf(db, photo.sha256)))[0].byteLength, 3_000 + 28);
  assert.deepEqual(await vault.drafts(), []);
  const fresh = await note("new work");
  assert.deepEqual((await vault.unsent()).map((row) => [row.id, row.seq]), [[fresh.id, 1]]);
  assert.equal(await reopen(PIN), "wrong");
  assert.equal(await unlock("864209"), "open");
});

test("a forgotten PIN drops no secret that has no sealed copy", async () => {
  const { id } = await note("never sealed");
  const db = await rawStore();
  await db.table("commands").update(id, { sealed: undefined });
  await lockNow();
  signInInstead(true);
  await arrive("333333");
  await setPin("864209", { cost: LIGHT });

  const kept = await db.table("commands").get(id);
  const header = (await db.table("notes").get("vault")).value;
  assert.ok(kept.box);
  assert.equal(header.lost.length, 1);
  assert.equal(await vault.countUnsent(), 1);
});

test("an open vault goes on under a new enrolment, its unsent work readable and renumbered", async () => {
  await note("a");
  await note("b");
  await arrive("333333");

  assert.equal(newcomer(), null);
  assert.deepEqual((await vault.unsent()).map((row) => row.seq), [1, 2]);
  assert.equal(await syncOnce(), null);
  assert.deepEqual(await texts(), ["a", "b"]);
});

test("every command and file carries a copy that only the server opens", async () => {
  const photo = await keepFile(new Uint8Array(9).buffer, "image/jpeg", "photo");
  await note("a", newId(), { files: [photo] });

  const [row] = await sealedWaiting();
  const [file] = await vault.filesToSend();

  assert.deepEqual(Object.keys(row.sealed).sort(), ["ct", "epk", "iv", "kid"]);
  assert.equal(file.sealed_key.kid, "k1");
});

test("a vault in mode S opens with the server's share only, and the server counts", async () => {
  const shares = new Map();
  let wrong = 0;
  server.do_vault_shares = (_url, { share_id, proof }) => {
    shares.set(share_id, { proof, share: "ab".repeat(32) });
    return answer({ share: "ab".repeat(32) }, 201);
  };
  server.do_release = (_url, { share_id, proof }) => {
    if (wrong >= 10) return refusal(400, "share-locked");
    if (shares.get(share_id).proof === proof) return answer({ share: shares.get(share_id).share });
    wrong += 1;
    return refusal(400, "pin-wrong", { left: 10 - wrong });
  };
  await arrive("444444", { user: OTHER, vault_modes: ["S"] });
  assert.equal(await setPin("864209", { cost: LIGHT }), "open");
  await note("a");
  const [{ proof }] = shares.values();
  assert.ok(!proof.includes("864209"));

  assert.equal(await reopen("975310"), "wrong");
  assert.equal(await unlock("864209"), "open");
  assert.deepEqual(await texts(), ["a"]);
  server.intercept = () => {
    throw new TypeError("offline");
  };
  assert.equal(await reopen("864209"), "offline");
  assert.equal((await vault.readNote("pin_tries")).count, 0, "no network is no wrong PIN");
  server.intercept = null;
  wrong = 10;
  assert.equal(await unlock("864209"), "refused");
});

test("a phone that has none of the allowed ways is told so, and nothing is begun", async () => {
  await arrive("555555", { user: OTHER, vault_modes: ["H"] });

  assert.equal(await setPin("864209", { cost: LIGHT }), "no-way");
  assert.equal(newcomer().person.id, OTHER.id);
  assert.equal((await vault.people()).length, 1);
});
