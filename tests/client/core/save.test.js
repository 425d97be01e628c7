/** Saving: strict, in one piece, signed once; drafts; files; leased numbers; previews. */
import { reopen, startPhone } from "./phone.js";
import { change, note, startWithParcels } from "./parcels.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { today } from "../../../static/client/core/clock.js";
import { sha256 } from "../../../static/client/core/crypto.js";
import { Draft } from "../../../static/client/core/drafts.js";
import { keepFile } from "../../../static/client/core/files.js";
import { newId } from "../../../static/client/core/ids.js";
import { drawNumber, NoNumberLeft, numbersLeft } from "../../../static/client/core/numbers.js";
import { preview } from "../../../static/client/core/preview.js";
import { all, one } from "../../../static/client/core/rows.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import * as vault from "../../../static/client/core/vault.js";

preview("parcels.break", "parcel", () => {
  throw new Error("a faulty fold");
});

let server;

beforeEach(async () => {
  server = await startWithParcels();
});

test("a saved command is on the disk before send resolves, its transaction strict", async () => {
  const modes = [];
  const original = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (mode === "readwrite") modes.push(options?.durability);
    return original.call(this, stores, mode, options);
  };

  await reopen();

  const { id } = await note("a");
  IDBDatabase.prototype.transaction = original;
  await reopen();

  assert.equal((await vault.findCommand(id)).state, "waiting");
  assert.deepEqual([...new Set(modes)], ["strict"]);
});

test("the signature is over the exact text, by the enrolled key", async () => {
  let jwk;
  server.intercept = (url, _init, json) => void (url.pathname.endsWith("/devices") && (jwk = json.public_key));
  const again = await startPhone();
  again.intercept = server.intercept;
  const { enrolWithCode } = await import("../../../static/client/core/enrol.js");
  await enrolWithCode("654321");
  await note("Nguyễn");
  const [row] = await vault.unsent();

  const key = await crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  const signature = Buffer.from(row.sig, "base64url");
  const signed = new TextEncoder().encode(row.body);

  assert.equal(signature.length, 64);
  assert.ok(await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, signed));
});

test("the body names what the person looked at and what it stands on", async () => {
  const id = newId();
  server.put("parcel", id, { text: "old" });
  await syncOnce();
  const first = await note("b", id);

  const second = await note("c", id);

  assert.deepEqual(first.base, { generation: "g1", version: 1 });
  assert.equal(first.after, undefined);
  assert.deepEqual(second.after, [first.id]);
  assert.match(second.at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00$/);
});

test("a fact is never stacked on a wish", async () => {
  const id = newId();
  server.put("parcel", id, { text: "old" });
  await syncOnce();
  await change(id, "wished");

  const fact = await note("happened", id);

  assert.equal(fact.after, undefined);
});

test("a command and the end of its draft are one transaction", async () => {
  const host = { addController: () => undefined, requestUpdate: () => undefined };
  const draft = new Draft(host, () => "visit/1", { note: "" });
  await draft.load();
  draft.set({ note: "half filled" });
  await draft.flush();
  assert.equal((await vault.readDraft("visit/1")).values.note, "half filled");

  await assert.rejects(note("a", newId(), { draft: "visit/1", files: [{ sha256: "00", size: 1, type: "x", role: "photo" }] }));
  assert.ok(await vault.readDraft("visit/1"));
  assert.equal(await vault.countUnsent(), 0);

  await note("a", newId(), { draft: "visit/1" });
  draft.set({ note: "typed too late" });
  await draft.flush();
  assert.equal(await vault.readDraft("visit/1"), undefined);
});

test("a draft survives a killed tab", async () => {
  const host = { addController: () => undefined, requestUpdate: () => undefined };
  const before = new Draft(host, () => "visit/2", { note: "", papers: [] });
  await before.load();
  before.set({ note: "chó dữ" });
  await before.flush();
  await reopen();

  const after = new Draft(host, () => "visit/2", { note: "", papers: [] });
  await after.load();

  assert.deepEqual([after.values, after.isResumed], [{ note: "chó dữ", papers: [] }, true]);
});

test("a file keeps its bytes and waits once a command names it", async () => {
  const bytes = Uint8Array.from({ length: 700_000 }, (_, n) => (n * 31) % 251).buffer;
  const ref = await keepFile(bytes, "image/jpeg", "photo");

  await note("a", newId(), { files: [ref] });

  assert.deepEqual((await vault.filesToSend()).map((file) => file.sha256), [ref.sha256]);
  assert.equal(await sha256(await vault.fileBytes(ref.sha256)), ref.sha256);
});

test("photos of a screen given up long ago go, those of a draft stay", async (context) => {
  const [gone, named] = [await keepFile(new ArrayBuffer(8), "image/jpeg", "photo"), await keepFile(new ArrayBuffer(9), "image/jpeg", "photo")];
  await vault.writeDraft({ key: "visit/3", values: { photos: [named] }, title: "", path: "/", saved_at: 0 });

  const later = Date.now() + 36 * 86_400_000;
  context.mock.method(Date, "now", () => later);

  await vault.forgetOldSent(later);

  assert.equal(await vault.fileBytes(gone.sha256), null);
  assert.ok(await vault.fileBytes(named.sha256));
});

test("a fold that fails leaves the row as it was", async (context) => {
  const id = newId();
  server.put("parcel", id, { text: "fine" });
  await syncOnce();
  const told = context.mock.method(console, "error", () => undefined);
  const { send } = await import("../../../static/client/core/outbox.js");
  await send("parcels.break", { parcel_id: id });

  assert.equal((await one("parcel", id)).text, "fine");
  assert.ok(told.mock.callCount() > 0);
});

test("a waiting command shows at once and counts as waiting", async () => {
  await note("a");

  const [row] = await all("parcel");

  assert.deepEqual([row.text, row.$waiting, row.$version], ["a", 1, 0]);
});

test("leased numbers are drawn once each and run out loudly", async () => {
  const year = Number(today().slice(0, 4));
  const lease = { number_kind: "receipt", year, device_id: server.device, medium: "device", codes: ["TN-1", "TN-2"] };
  server.put("number_lease", newId(), lease);
  server.put("number_lease", newId(), { ...lease, device_id: "another phone", codes: ["TN-9"] });
  await syncOnce();

  const drawn = [await drawNumber("receipt"), await drawNumber("receipt")];

  assert.deepEqual(drawn, ["TN-1", "TN-2"]);
  assert.equal(await numbersLeft("receipt"), 0);
  await assert.rejects(drawNumber("receipt"), NoNumberLeft);
});

test("an officer's phone asks for numbers in good time, once", async () => {
  server.role = "officer";
  const { enrolWithCode } = await import("../../../static/client/core/enrol.js");
  await enrolWithCode("777777");

  await syncOnce();
  await syncOnce();
  await syncOnce();

  const asked = [...server.stored.values()].map(({ body }) => JSON.parse(body)).filter((c) => c.type === "sync.lease_numbers");
  assert.deepEqual(asked.map((command) => command.args.kind), ["receipt", "tracking"]);
});
