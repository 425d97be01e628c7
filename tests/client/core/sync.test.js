/** The loop against a server that speaks the protocol: nothing lost, nothing twice, whatever the network does. */
import { answer, portal, refusal, startPhone, WARD } from "./phone.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { resume } from "../../../static/client/core/enrol.js";
import { newId } from "../../../static/client/core/ids.js";
import { send } from "../../../static/client/core/outbox.js";
import { preview, previewNew } from "../../../static/client/core/preview.js";
import { all, one } from "../../../static/client/core/rows.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { allCommands, closeAll, countUnsent, cursorOf, findCommand, markSending, unsent } from "../../../static/client/core/vault.js";
import { Dexie } from "../../../static/vendor/dexie.js";

previewNew("parcels.note", "parcel", (args) => ({ id: args.parcel_id, text: args.text }));
preview("parcels.change", "parcel", (parcel, args) => ({ ...parcel, text: args.text }));

let server;

beforeEach(async () => {
  server = await startPhone();
  server.handlers["parcels.note"] = ({ parcel_id, text }) => [
    { kind: "parcel", id: parcel_id, body: { id: parcel_id, text } },
  ];
  server.handlers["parcels.change"] = ({ parcel_id, text }) =>
    text === "forbidden" ? { status: "conflict", code: "half-day-full", review: "r1" } : [
      { kind: "parcel", id: parcel_id, body: { id: parcel_id, text } },
    ];
});

const note = (text, id = newId()) => send("parcels.note", { parcel_id: id, text }, { entity: { kind: "parcel", id } });
const change = (id, text) => send("parcels.change", { parcel_id: id, text }, { entity: { kind: "parcel", id }, wish: true });
const texts = async () => (await all("parcel")).map((row) => row.text).sort();

test("a saved command reaches the server once and its row comes back", async () => {
  await note("a");

  const trouble = await syncOnce();

  assert.equal(trouble, null);
  assert.equal(await countUnsent(), 0);
  assert.deepEqual(await texts(), ["a"]);
  assert.equal((await all("parcel"))[0].$waiting, 0);
});

test("our own echo needs no download when the guess was right", async () => {
  await note("a");

  await syncOnce();

  assert.ok(!server.requests.includes("POST /api/sync/v1/entities"));
});

test("a wrong guess is replaced by the server's row", async () => {
  server.handlers["parcels.note"] = ({ parcel_id }) => [{ kind: "parcel", id: parcel_id, body: { id: parcel_id, text: "as filed" } }];
  await note("a");

  await syncOnce();

  assert.deepEqual(await texts(), ["as filed"]);
});

test("an answer lost after the commit changes nothing twice", async () => {
  const { id } = await note("a");
  const lose = (url) => url.pathname.endsWith("/push");
  server.intercept = async (url, init, json) => {
    if (!lose(url)) return undefined;
    server.intercept = null;
    server.do_push(url, json);
    throw new TypeError("connection reset");
  };

  await syncOnce();
  assert.equal((await findCommand(id)).state, "waiting");
  await syncOnce();

  assert.equal((await findCommand(id)).state, "applied");
  assert.equal(server.effects.get(id), 1);
});

test("a phone killed while sending starts again from what it wrote down", async () => {
  const { id } = await note("a");
  await markSending([id]);
  closeAll();
  await resume();

  await syncOnce();

  assert.equal((await findCommand(id)).state, "applied");
});

test("a captive portal drops nothing and says nothing was sent", async () => {
  await note("a");
  server.intercept = () => portal();

  const trouble = await syncOnce();

  assert.equal(trouble, "offline");
  assert.equal(await countUnsent(), 1);
});

test("a batch that some proxy refuses is halved until it passes", async () => {
  for (let n = 0; n < 7; n += 1) await note(`n${n}`);
  const sizes = [];
  server.intercept = (url, _init, json) => {
    if (!url.pathname.endsWith("/push")) return undefined;
    sizes.push(json.commands.length);
    return json.commands.length > 2 ? portal() : undefined;
  };

  const trouble = await syncOnce();

  assert.equal(trouble, null);
  assert.deepEqual(sizes.slice(0, 3), [7, 3, 1]);
  assert.equal(await countUnsent(), 0);
  assert.equal((await texts()).length, 7);
});

test("a refused wish stops being laid over and stays readable", async () => {
  const id = newId();
  server.put("parcel", id, { text: "old" });
  await syncOnce();
  const command = await change(id, "forbidden");
  assert.equal((await one("parcel", id)).text, "forbidden");

  await syncOnce();

  assert.equal((await one("parcel", id)).text, "old");
  const kept = await findCommand(command.id);
  assert.deepEqual([kept.state, kept.code, JSON.parse(kept.body).args.text], ["conflict", "half-day-full", "forbidden"]);
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

test("a server that knows more than this phone asks for a new enrolment", async () => {
  server.lastSeq = 9;
  await note("a");

  assert.equal(await syncOnce(), "fork");
  assert.equal(await countUnsent(), 1);
});

test("another scope is compared by manifest and keeps unsent work", async () => {
  const [stays, goes] = [newId(), newId()];
  server.put("parcel", stays, { text: "stays" });
  server.put("parcel", goes, { text: "goes" });
  await syncOnce();
  server.rows.delete(`parcel:${goes}`);
  server.scopeEpoch = 2;
  server.handlers["parcels.note"] = () => ({ status: "held" });
  await note("mine");

  await syncOnce();

  assert.deepEqual(await texts(), ["mine", "stays"]);
  assert.equal(await cursorOf(WARD), server.head);
});

test("a row taken out of sight disappears", async () => {
  const id = newId();
  server.put("parcel", id, { text: "seen" });
  await syncOnce();
  server.remove("parcel", id);

  await syncOnce();

  assert.deepEqual(await texts(), []);
});

test("a held command is decided later by a receipt", async () => {
  server.handlers["parcels.note"] = () => ({ status: "held", review: "r9" });
  const { id } = await note("a");
  await syncOnce();
  assert.deepEqual(await texts(), ["a"]);
  server.put("parcel", "x", { text: "moves the head" });
  server.decide(id, "rejected");

  await syncOnce();

  assert.equal((await findCommand(id)).state, "rejected");
  assert.deepEqual(await texts(), ["moves the head"]);
});

test("an idle phone asks once and nothing more", async () => {
  await syncOnce();
  await syncOnce();
  server.requests.length = 0;

  await syncOnce();

  assert.deepEqual(server.requests, ["GET /api/sync/v1/hello"]);
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

  assert.deepEqual(await texts(), ["unsent"]);
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
