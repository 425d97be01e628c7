/** Whom a leader has to ring: who waits at a wrong hour first, a second try in its time, nobody at night. */
import { startPhone } from "../core/phone.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { syncOnce } from "../../../static/client/core/sync.js";
import { correctCall, recordCall } from "../../../static/client/notices/commands.js";
import { callAgainAt, callTasks, findCall } from "../../../static/client/notices/queries.js";
import { toldWords } from "../../../static/client/notices/words.js";

const DAY = "2026-11-28";
const [FIRST, SECOND, THIRD] = ["1", "2", "3"].map((n) => `0193bbbb-0000-7000-8000-00000000000${n}`);
const WHO = "0193cccc-0000-7000-8000-000000000001";
const BEFORE = "2026-11-01T01:00:00Z";

let server;

/** @param {string} id @param {number} order @param {object} [more] */
const putVisit = (id, order, more = {}) =>
  server.put("visit", id, {
    citizen_id: WHO, planned_on: DAY, half: "morning", order, status: "planned", window: { from: "07:30", to: "09:00" }, expected_at: null, expected_since: null, ...more,
  });

beforeEach(async () => {
  server = await startPhone();
  putVisit(FIRST, 1);
  putVisit(SECOND, 2, { status: "confirmed" });
  putVisit(THIRD, 3, { status: "confirmed", expected_at: "10:15", expected_since: BEFORE });
  await syncOnce();
});

const listed = async () => (await callTasks(DAY)).map(({ visit, isTold }) => [visit.id, isTold]);

test("a promise that is not kept is told before a promise is made, and who knows stands last", async () => {
  assert.deepEqual(await listed(), [[THIRD, false], [FIRST, false], [SECOND, true]]);
});

test("an hour inside the promised ones is no news", async () => {
  putVisit(THIRD, 3, { status: "confirmed", expected_at: "08:50", expected_since: BEFORE });
  await syncOnce();
  assert.deepEqual(await listed(), [[FIRST, false], [SECOND, true], [THIRD, true]]);
});

test("a call before the change is no news of it, one after it is", async () => {
  server.put("call", "0193eeee-0000-7000-8000-000000000001", { visit_id: THIRD, citizen_id: WHO, outcome: "told", note: "", at: "2026-11-01T00:59:00Z", by_name: "x", corrections: [] });
  await syncOnce();
  assert.deepEqual((await listed())[0], [THIRD, false]);

  await recordCall({ id: THIRD, citizen_id: WHO }, "asked-relative");
  assert.deepEqual((await listed()).at(-1), [THIRD, true]);
});

test("by which way and when a household heard of its visit last is said", () => {
  const confirmed = { told_by: "Zalo", confirmed_at: "2026-11-24T02:10:00Z" };
  const [earlier, later] = ["2026-11-24T01:00:00Z", "2026-11-24T08:30:00Z"].map((at) => ({ at }));

  assert.match(toldWords(confirmed, []), /^Zalo, .*09:10/);
  assert.match(toldWords(confirmed, [earlier]), /^Zalo, .*09:10/);
  assert.match(toldWords(confirmed, [earlier, later]), /^Gọi điện, .*15:30/);
  assert.match(toldWords({ told_by: null, confirmed_at: null }, [later]), /^Gọi điện, .*15:30/);
  assert.equal(toldWords({}, []), "Trung tâm đã báo");
});

test("who did not answer waits behind the others for the second try", async () => {
  putVisit(SECOND, 2);
  await syncOnce();
  await recordCall({ id: FIRST, citizen_id: WHO }, "no-answer");
  const tasks = await callTasks(DAY);

  assert.deepEqual(tasks.map(({ visit }) => visit.id), [THIRD, SECOND, FIRST]);
  assert.ok(tasks[2].again > new Date());
});

test("who waits at a wrong hour stays first though nobody answered, and is rung again at once", async () => {
  await recordCall({ id: THIRD, citizen_id: WHO }, "no-answer");
  const [task, next] = await callTasks(DAY);

  assert.deepEqual([task.visit.id, task.again, next.visit.id], [THIRD, null, FIRST]);
});

for (const [made, again] of [
  ["2026-11-27T02:00:00Z", "2026-11-27T05:00:00.000Z"],
  ["2026-11-27T11:00:00Z", "2026-11-28T00:00:00.000Z"],
  ["2026-11-26T19:00:00Z", "2026-11-27T00:00:00.000Z"],
]) {
  test(`nobody answered at ${made}`, () => assert.equal(callAgainAt([{ outcome: "no-answer", at: made }])?.toISOString(), again));
}

test("a wrong number is not rung again", () => {
  assert.equal(callAgainAt([{ outcome: "no-answer", at: BEFORE }, { outcome: "wrong-number", at: BEFORE }]), null);
  assert.equal(callAgainAt([]), null);
});

test("a wrong tap is put right: who was not rung is to be rung, and what was recorded stays beside it", async () => {
  await recordCall({ id: FIRST, citizen_id: WHO }, "told");
  const { calls } = (await callTasks(DAY)).find(({ visit }) => visit.id === FIRST) ?? { calls: [] };

  await correctCall(calls[0], { outcome: "not-called", note: "" }, "Bấm nhầm nhà bên");

  assert.deepEqual((await listed())[1], [FIRST, false]);
  const call = await findCall(calls[0].id);
  assert.deepEqual(call?.corrections.map(({ before, after, why }) => [before.outcome, after.outcome, why]), [["told", "not-called", "Bấm nhầm nhà bên"]]);
  assert.equal(callAgainAt([call]), null, "at once, for nobody has rung yet");
});
