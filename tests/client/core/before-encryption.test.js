/** A phone whose store was written plain by the version before: its first PIN carries everything over. */
import { LIGHT, startPhone } from "./phone.js";
import "./parcels.js";
import { texts } from "./parcels.js";
import { FakeUploads } from "./tus-edge.js";
import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { beforeEach, test } from "node:test";
import { setPin } from "../../../static/client/core/choose-pin.js";
import { enrolWithCode, resume } from "../../../static/client/core/enrol.js";
import { sha256 } from "../../../static/client/core/crypto.js";
import { newId } from "../../../static/client/core/ids.js";
import { isLocked, unlock } from "../../../static/client/core/lock.js";
import { send } from "../../../static/client/core/outbox.js";
import { stageOf } from "../../../static/client/core/stage.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import * as vault from "../../../static/client/core/vault.js";
import { Dexie } from "../../../static/vendor/dexie.js";
import { everyByte, rawStore } from "./raw.js";

const PERSON = { id: "0193aaaa-0000-7000-8000-000000000009", name: "Lê Thị Ba", role: "postal", ward: "04795" };
const OLD_PIN = "135790";
const NEW_PIN = "864209";
const SECRETS = ["một việc chưa gửi", "hàng đã tải về", "nháp dở", "read-token-of-old"];

let server;
let photo;

beforeEach(async () => {
  server = await startPhone();
  new FakeUploads().install();
  vault.closeAll();
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
  await writeOldStores();
});

/** What the version before wrote, table by table. */
async function writeOldStores() {
  const phone = new Dexie("tan-nha");
  phone.version(1).stores({ people: "id", notes: "key" });
  await phone.table("people").put({ ...PERSON, last_used: 1 });
  await phone.table("notes").put({ key: "current", value: PERSON.id });
  phone.close();
  const db = new Dexie(`tan-nha-${PERSON.id}`);
  db.version(1).stores({
    notes: "key", commands: "id, &[device+seq], &order, state, live", snapshots: "[kind+id], kind, id, ward",
    cursors: "ward", files: "sha256, state", chunks: "[sha256+n], sha256", drafts: "key",
  });
  const { privateKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const bytes = new Uint8Array(600_000).fill(3).buffer;
  photo = await sha256(bytes);
  const enrolment = { device_id: "old-device", key: privateKey, send_token: "s", read_token: SECRETS[3], person: PERSON, protocol: [1, 1], enrolled_at: 1 };
  const salt = new Uint8Array(16);
  const notes = { enrolment, seq: 1, order: 1, generation: "g1", answered_seq: 0, is_ready: true, numbers_used: ["TN-1"], pin: { salt, hash: await oldHash(OLD_PIN, salt) } };
  await db.table("notes").bulkPut(Object.entries(notes).map(([key, value]) => ({ key, value })));
  await db.table("commands").add(oldCommand(photo));
  await db.table("snapshots").bulkPut(Array.from({ length: 150 }, (_, n) => ({ kind: "parcel", id: newId(), version: 1, seq: n + 1, ward: PERSON.ward, body: { text: `${SECRETS[1]} ${n}` } })));
  await db.table("cursors").put({ ward: PERSON.ward, cursor: 150 });
  await db.table("files").put({ sha256: photo, size: 600_000, type: "image/jpeg", role: "photo", state: "waiting", command_id: "c1", thumb: new ArrayBuffer(5), upload_url: "/api/uploads/1", sent_bytes: 9, kept_at: 1 });
  for (let n = 0; n < 3; n += 1) await db.table("chunks").put({ sha256: photo, n, bytes: bytes.slice(n * 262_144, (n + 1) * 262_144) });
  await db.table("drafts").put({ key: "visit/1", values: { note: SECRETS[2] }, title: SECRETS[2], path: "/", saved_at: 1 });
  db.close();
}

function oldCommand(sha) {
  const args = { parcel_id: newId(), text: SECRETS[0] };
  const body = JSON.stringify({ id: "c1", type: "parcels.note", v: 1, device_id: "old-device", actor: PERSON.id, ward: PERSON.ward, args });
  return { id: "c1", device: "old-device", seq: 1, order: 1, state: "waiting", live: 1, body, sig: "x".repeat(86), wish: false, changes: [], files: [sha], saved_at: 1, tries: 0 };
}

async function oldHash(pin, salt) {
  const key = await webcrypto.subtle.importKey("raw", Buffer.from(pin), "PBKDF2", false, ["deriveBits"]);
  return Buffer.from(await webcrypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: 600_000 }, key, 256)).toString("hex");
}

async function isAllThere() {
  const shown = await texts();
  assert.equal(shown.filter((text) => text?.startsWith(SECRETS[1])).length, 150);
  assert.ok(shown.includes(SECRETS[0]));
  assert.equal((await vault.readDraft("visit/1")).values.note, SECRETS[2]);
  assert.equal(await sha256(await vault.fileBytes(photo)), photo);
  assert.deepEqual((await vault.unsent()).map((row) => [row.id, row.seq, row.sig.length]), [["c1", 1, 86]]);
  assert.deepEqual(await vault.changeNote("numbers_used", (value) => ({ value, answer: value })), ["TN-1"]);
}

test("the first PIN asks for the old one, then nothing plain is left and nothing is missing", async () => {
  await resume();
  assert.equal(await stageOf({ trouble: null }), "pin");
  assert.ok(!isLocked());
  assert.equal(await setPin(NEW_PIN, { current: "000001", cost: LIGHT }), "wrong");
  for (const text of SECRETS) assert.ok((await everyByte()).includes(text), "the search finds what is plain");

  assert.equal(await setPin(NEW_PIN, { current: OLD_PIN, cost: LIGHT }), "open");

  await isAllThere();
  const disk = await everyByte();
  for (const text of [...SECRETS, '"hash"']) assert.ok(!disk.includes(text), text);
  assert.equal((await (await rawStore()).table("snapshots").count()), 0);
  assert.equal((await vault.filesToSend())[0].upload_url, undefined, "the stream on the disk is another one now");
});

test("the old key still signs, until the next enrolment brings one that lies in the vault", async () => {
  await resume();
  await setPin(NEW_PIN, { current: OLD_PIN, cost: LIGHT });
  const id = newId();
  await send("parcels.note", { parcel_id: id, text: "signed by the old key" }, { entity: { kind: "parcel", id } });
  assert.equal((await vault.unsent()).length, 2);
  assert.ok((await everyByte()).includes("a key in the open"));

  const real = server.do_devices.bind(server);
  const { id: user, name } = PERSON;
  server.do_devices = async (url, json) => new Response(JSON.stringify({ ...(await real(url, json).json()), user: { id: user, name } }), { headers: { "Content-Type": "application/json" } });
  await enrolWithCode("121212");

  assert.ok(!(await everyByte()).includes("a key in the open"));
  assert.deepEqual((await vault.unsent()).map((row) => row.seq), [1, 2]);
  assert.equal(await syncOnce(), null);
  assert.equal(await vault.countUnsent(), 0);
});

test("killed after any write of the way over, the next unlocking goes on and nothing is missing", async () => {
  let halves = 0;
  for (let writes = 1, isDone = false; !isDone; writes += 1) {
    for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
    await writeOldStores();
    await resume();
    isDone = await setPinKilledAfter(writes);
    await resume();
    const header = await vault.readNote("vault");
    if (header && !header.isCarried) halves += 1;
    const answer = header ? await unlock(NEW_PIN) : await setPin(NEW_PIN, { current: OLD_PIN, cost: LIGHT });
    assert.equal(answer, "open", `after ${writes} writes`);
    await isAllThere();
    assert.ok(!(await everyByte()).includes(SECRETS[0]));
    vault.closeAll();
    assert.ok(writes < 60);
  }
  assert.ok(halves > 4, `${halves} stops in the middle`);
});

async function setPinKilledAfter(writes) {
  const { put, add } = IDBObjectStore.prototype;
  let left = writes;
  const dying = (real) =>
    function (...args) {
      if ((left -= 1) < 0) throw new DOMException("the browser was killed", "AbortError");
      return real.apply(this, args);
    };
  Object.assign(IDBObjectStore.prototype, { put: dying(put), add: dying(add) });
  try {
    return (await setPin(NEW_PIN, { current: OLD_PIN, cost: LIGHT })) === "open" && left >= 0;
  } catch {
    return false;
  } finally {
    Object.assign(IDBObjectStore.prototype, { put, add });
    vault.closeAll();
  }
}
