/** The loop against a server that speaks the protocol: nothing lost, nothing twice, whatever the network does. */
import { portal, reopen, WARD } from "./phone.js";
import { change, note, startWithParcels, texts } from "./parcels.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { newId } from "../../../static/client/core/ids.js";
import { send } from "../../../static/client/core/outbox.js";
import { preview } from "../../../static/client/core/preview.js";
import { all, one } from "../../../static/client/core/rows.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { countUnsent, cursorOf, findCommand, markSending } from "../../../static/client/core/vault.js";

let server;

beforeEach(async () => {
  server = await startWithParcels();
});

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
  await reopen();

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

test("a row that has come is not folded over again while its sister is still on its way", async () => {
  const ids = [newId(), newId()];
  for (const id of ids) server.put("parcel", id, { text: "a" });
  await syncOnce();
  preview("parcels.stamp", "parcel", (row) => ({ ...row, text: `${row.text}+` }), { ids: ({ args }) => args.parcel_ids });
  server.handlers["parcels.stamp"] = () => ids.map((id) => ({ kind: "parcel", id, body: { id, text: "a+" } }));
  await send("parcels.stamp", { parcel_ids: ids });
  server.limits = { ...server.limits, page: 1 };
  let pulls = 0;
  server.intercept = (url) => (url.pathname.endsWith("/pull") && (pulls += 1) === 2 ? portal() : undefined);

  assert.equal(await syncOnce(), "offline");

  assert.equal(pulls, 2);
  assert.deepEqual(await texts(), ["a+", "a+"]);
});

test("an idle phone asks once and nothing more", async () => {
  await syncOnce();
  await syncOnce();
  server.requests.length = 0;

  await syncOnce();

  assert.deepEqual(server.requests, ["GET /api/sync/v1/hello"]);
});

