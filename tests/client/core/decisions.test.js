/** What the centre decided reaches whoever saved the work, with the reason; a locked phone learns the state alone. */
import { LIGHT, PIN } from "./phone.js";
import { change, note, startWithParcels } from "./parcels.js";
import { everyByte } from "./raw.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { newId } from "../../../static/client/core/ids.js";
import { lockNow, unlock } from "../../../static/client/core/lock.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { findCommand, markRead, vaultKeys } from "../../../static/client/core/vault.js";
import { needsPerson } from "../../../static/client/core/words.js";

const REASON = "Bà Mừng đã tự ra trung tâm";
const DISCARDED = { resolution: "discard", reason: REASON };

let server;

beforeEach(async () => {
  server = await startWithParcels();
});

/** A wish that was refused, and that its author has read about. */
async function refused() {
  const id = newId();
  await note("a", id);
  const wish = await change(id, "forbidden");
  await syncOnce();
  await markRead(wish.id);
  return wish.id;
}

/** Decided at the centre; something else moved as well, so that the phone asks. */
function decided(id, status, decision) {
  server.decide(id, status, [], decision);
  server.put("parcel", newId(), { text: "other" });
}

test("a discarded wish needs its author once more, with the reason beside it", async () => {
  const id = await refused();
  assert.ok(!needsPerson(await findCommand(id)));
  decided(id, "conflict", DISCARDED);

  await syncOnce();

  const row = await findCommand(id);
  assert.deepEqual(row.decision, DISCARDED);
  assert.ok(row.resolved_at && needsPerson(row));
  await markRead(id);
  await syncOnce();
  assert.ok(!needsPerson(await findCommand(id)), "read is read");
});

test("a decision that was made before the phone asked for the first time is known as one", async () => {
  const id = newId();
  await note("a", id);
  const wish = await change(id, "forbidden");
  server.decide(wish.id, "conflict", [], DISCARDED);

  await syncOnce();

  assert.ok((await findCommand(wish.id)).resolved_at);
});

test("a locked phone learns how its work stands; the reason comes once it is opened", async () => {
  const id = await refused();
  await lockNow();
  decided(id, "applied", { resolution: "apply_edited", reason: REASON });
  await syncOnce();
  assert.ok(!(await everyByte()).includes(REASON));
  await unlock(PIN);
  const before = await findCommand(id);
  assert.deepEqual([before.state, before.decision], ["applied", undefined]);

  await syncOnce();

  assert.equal((await findCommand(id)).decision.reason, REASON);
  assert.ok(!(await everyByte()).includes(REASON), "it lies in a box");
});

test("the reason is still read after another PIN was chosen", async () => {
  const id = await refused();
  decided(id, "conflict", DISCARDED);
  await syncOnce();

  const speaker = { token: async () => "s", name: "" };
  assert.ok(await (await vaultKeys()).changeKeys(PIN, { pin: "975310", modes: ["P"], cost: LIGHT }, speaker));
  await lockNow();
  assert.equal(await unlock("975310"), "open");

  assert.equal((await findCommand(id)).decision.reason, REASON);
});
