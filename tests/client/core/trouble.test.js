/** When the server's memory and the phone's differ, and what each refusal of a whole request means. */
import { answer, refusal, WARD } from "./phone.js";
import { note, startWithParcels, texts } from "./parcels.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { enrolWithCode } from "../../../static/client/core/enrol.js";
import { keepFile } from "../../../static/client/core/files.js";
import { newId } from "../../../static/client/core/ids.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { allCommands, countUnsent, cursorOf, unsent, writeNote } from "../../../static/client/core/vault.js";
import { Dexie } from "../../../static/vendor/dexie.js";

let server;

beforeEach(async () => {
  server = await startWithParcels();
});

test("a hole in what the phone still has is filled from the sent box", async () => {
  await note("a");
  await note("b");
  await syncOnce();
  server.lastSeq = 1;
  server.stored.delete((await allCommands())[0].id);
  server.intercept = (url) => (url.pathname.endsWith("/hello") ? answerWith(2) : undefined);
  await note("c");

  await syncOnce();

  assert.equal(server.lastSeq, 3);
  assert.equal(await countUnsent(), 0);
});

/** A hello that still claims to know everything, while the sequence has a hole. */
function answerWith(lastSeq) {
  const real = server.lastSeq;
  server.lastSeq = lastSeq;
  const response = server.do_hello();
  server.lastSeq = real;
  return response;
}

test("only what the phone has not is declared as a gap", async () => {
  await note("a");
  await note("b");
  const rows = await unsent();
  const raw = await new Dexie(`tan-nha-${JSON.parse(rows[0].body).actor}`).open();
  await raw.table("commands").delete(rows[0].id);
  raw.close();

  await syncOnce();

  const declared = [...server.stored.values()].map(({ body }) => JSON.parse(body)).find((c) => c.type === "sync.declare_gap");
  assert.deepEqual([declared.args.from, declared.args.to], [1, 1]);
  assert.equal(server.lastSeq, 3);
  assert.equal(await countUnsent(), 0);
});

test("a restored server is offered again what it lost", async () => {
  const first = await note("a");
  await syncOnce();
  const { lastSeq, head } = server;
  const lost = await note("b");
  await syncOnce();
  server.generation = "g2";
  server.stored.delete(lost.id);
  server.rows = new Map([...server.rows].filter(([, row]) => row.seq <= head));
  Object.assign(server, { lastSeq, head });

  await syncOnce();

  assert.equal(server.effects.get(first.id), 1);
  assert.ok(server.stored.has(lost.id));
  assert.deepEqual(await texts(), ["a", "b"]);
});

test("a restored server is offered again what it had answered to an earlier enrolment of this phone", async () => {
  const earlier = await note("a");
  await syncOnce();
  await enrolWithCode("123456789");
  const later = await note("b");
  await syncOnce();
  Object.assign(server, { generation: "g2", stored: new Map(), rows: new Map(), lastSeq: 0, head: 0 });

  await syncOnce();

  assert.deepEqual([...server.stored.keys()].sort(), [earlier.id, later.id].sort());
  assert.deepEqual([await texts(), await countUnsent()], [["a", "b"], 0]);
});

test("a server that knows more than this phone asks for a new enrolment", async () => {
  server.lastSeq = 9;
  await note("a");

  assert.equal(await syncOnce(), "fork");
  assert.equal(await countUnsent(), 1);
});

for (const [status, more, trouble] of [
  [401, {}, "sign-in"],
  [403, { device: "suspended" }, "suspended"],
  [403, { device: "revoked" }, "revoked"],
  [429, {}, "busy"],
  [503, {}, "busy"],
  [500, {}, "offline"],
]) {
  test(`status ${status} ${more.device ?? ""} keeps the command and means ${trouble}`, async () => {
    await note("a");
    server.intercept = () => refusal(status, "said", {}, more);

    assert.equal(await syncOnce(), trouble);
    assert.equal(await countUnsent(), 1);
  });
}

test("too old to pull still delivers", async () => {
  await note("a");
  server.intercept = (url) => (url.pathname.endsWith("/pull") ? refusal(426, "too-old") : undefined);

  assert.equal(await syncOnce(), "update");
  assert.equal(await countUnsent(), 0);
});

test("a wiped phone forgets what it could read and keeps what was not delivered", async () => {
  server.put("parcel", newId(), { text: "secret" });
  await syncOnce();
  await note("unsent");
  server.intercept = () => refusal(403, "device", {}, { device: "wipe" });

  assert.equal(await syncOnce(), "wiped");

  assert.deepEqual(await texts(), []);
  assert.equal(await countUnsent(), 1);
});

test("a page cut off on its way leaves the cursor where it was", async () => {
  server.limits = { ...server.limits, page: 2 };
  for (let n = 0; n < 5; n += 1) server.put("parcel", newId(), { text: `n${n}` });
  let pulls = 0;
  server.intercept = (url) => {
    if (!url.pathname.endsWith("/pull")) return undefined;
    pulls += 1;
    return pulls === 2 ? answer({ half: true }, 200, { "Content-Type": "text/plain" }) : undefined;
  };

  assert.equal(await syncOnce(), "offline");
  assert.equal(await cursorOf(WARD), 2);
  await syncOnce();

  assert.equal((await texts()).length, 5);
});

for (const call of ["pull", "entities", "receipts", "needed", "schema"]) {
  test(`a stranger's JSON in place of ${call} is network trouble: what the phone holds stays`, async () => {
    server.put("parcel", newId(), { text: "held" });
    await syncOnce();
    server.handlers["parcels.note"] = ({ parcel_id }) => [{ kind: "parcel", id: parcel_id, body: { id: parcel_id, text: "b" } }];
    await note("a", newId(), { files: [await keepFile(new ArrayBuffer(8), "image/jpeg", "photo")] });
    await writeNote("reasons", null);
    const cursor = await cursorOf(WARD);
    server.intercept = (url) => (url.pathname.endsWith(`/${call}`) ? answer({ login: "https://wifi.test/" }) : undefined);

    assert.equal(await syncOnce(), "offline");

    assert.ok((await texts()).includes("held"));
    assert.ok((await cursorOf(WARD)) >= cursor);
  });
}

test("a stranger's JSON in place of the manifest is network trouble", async () => {
  server.put("parcel", newId(), { text: "held" });
  await syncOnce();
  server.scopeEpoch = 2;
  server.intercept = (url) => (url.pathname.endsWith("/manifest") ? answer({ login: "https://wifi.test/" }) : undefined);

  assert.equal(await syncOnce(), "offline");

  assert.deepEqual(await texts(), ["held"]);
});

for (const [words, atSending, afterwards] of [
  ["set to next year", 0, 400],
  ["that was a season behind when it sent", -100, 0],
]) {
  test(`a phone ${words} keeps its sent box for the server's 35 days`, async (context) => {
    const real = Date.now;
    let days = atSending;
    context.mock.method(Date, "now", () => real() + days * 86_400_000);
    const { id } = await note("a");
    await syncOnce();
    days = afterwards;

    await note("b");
    await syncOnce();

    assert.ok((await allCommands()).some((row) => row.id === id));
  });
}
