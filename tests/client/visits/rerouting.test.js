/** What is left of a half-day becomes a question, the answer a command, and who must be rung stands in a list: all offline. */
import { WARD, startPhone } from "../core/phone.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { one } from "../../../static/client/core/rows.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { recordCall } from "../../../static/client/notices/commands.js";
import { reorderVisits, reroute, startVisit } from "../../../static/client/visits/commands.js";
import { callsOn, endOfDay } from "../../../static/client/visits/queries.js";
import { asked, callsToMakeOn, leftOf, rearranged, stillAhead } from "../../../static/client/visits/rerouting.js";

const DAY = "2026-11-28";
const ids = ["1", "2", "3"].map((n) => `0193bbbb-0000-7000-8000-00000000000${n}`);
const [NEAR, MIDDLE, FAR] = ids;
const whom = (id) => id.replace("bbbb", "cccc");
const PLACE = "0193dddd-0000-7000-8000-000000000001";
const CENTRE = [20.837, 105.352];
/** Seven in the morning in Vietnam, and half an hour past nine. */
const [SEVEN, LATE] = [new Date("2026-11-28T00:00:00Z"), new Date("2026-11-28T02:30:00Z")];
const WINDOWS = { early: { from: "07:30", to: "09:00" }, late: { from: "09:30", to: "11:00" } };

let server;

/** @param {string} id @param {number} order @param {number} north steps of about 1.1 km from the centre @param {object} [more] */
function putVisit(id, order, north, more = {}) {
  server.put("visit", id, {
    citizen_id: whom(id), neighbourhood_id: PLACE, planned_on: DAY, half: "morning", order, minutes: 40, status: "planned", window: WINDOWS.early,
    purposes: [], outcome: null, started_at: null, closed_at: null, expected_at: null, expected_since: null, ...more,
  });
  server.put("citizen", whom(id), { full_name: id, lat: CENTRE[0] + north / 100, lon: CENTRE[1], position_source: "pin", position_accuracy_m: 8 });
}

beforeEach(async () => {
  server = await startPhone();
  server.put("ward", "0193bbbb-0000-7000-8000-000000000008", { code: WARD, lat: CENTRE[0], lon: CENTRE[1], ways: { detour: 1.4, kmh: 20, minutes: 10, rivers: [] } });
  server.put("neighbourhood", PLACE, { name: "Tổ 1", lat: CENTRE[0] + 0.02, lon: CENTRE[1], radius_m: 300 });
  putVisit(FAR, 1, 3);
  putVisit(NEAR, 2, 1);
  putVisit(MIDDLE, 3, 2);
  await syncOnce();
});

const order = (way) => way.stages.map(({ call }) => call.visit.id);

test("the round begins at the centre, and what nobody was promised goes the shortest way", async () => {
  const left = await leftOf(DAY, SEVEN);
  const { before, after, isSame } = await rearranged(left, {});

  assert.deepEqual(left.from.at, CENTRE);
  assert.deepEqual(order(before), [FAR, NEAR, MIDDLE]);
  assert.equal(isSame, false);
  assert.ok(after.travel < before.travel);
  assert.equal(after.stages[0].begins >= "07:30", true, "nobody rings before the half-day opens");
});

test("a promised hour comes before a short way", async () => {
  putVisit(MIDDLE, 3, 2, { status: "confirmed", window: { from: "07:30", to: "07:50" } });
  await syncOnce();
  const { after, before } = await rearranged(await leftOf(DAY, SEVEN), {});

  assert.equal(order(after)[0], MIDDLE);
  assert.deepEqual([before.broken, after.broken], [1, 0]);
});

test("the clock and the house where the team is count, a visit under way takes its time", async () => {
  putVisit(FAR, 1, 3, { status: "started", started_at: "2026-11-28T01:00:00Z" });
  await syncOnce();
  const left = await leftOf(DAY, new Date("2026-11-28T01:05:00Z"));

  assert.deepEqual(left.from.at, [CENTRE[0] + 0.03, CENTRE[1]]);
  assert.equal(left.leaves, 8 * 60 + 40, "forty minutes at the door, begun at eight");
  assert.deepEqual(left.calls.map(({ visit }) => visit.id), [NEAR, MIDDLE]);
  assert.equal((await leftOf(DAY, LATE)).leaves, 9 * 60 + 30, "it took longer than that");
});

test("late at half past nine, who was promised an earlier hour must be rung", async () => {
  putVisit(NEAR, 1, 1, { status: "confirmed", window: WINDOWS.early });
  putVisit(FAR, 2, 3, { status: "confirmed", window: WINDOWS.late });
  await syncOnce();
  const left = await leftOf(DAY, LATE);
  const { after } = await rearranged(left, {});
  const stops = after.stages.map(({ call, begins }) => ({ visit_id: call.visit.id, begins }));
  await reroute({ date: DAY, half: "morning", cause: "late", reason: "chậm", stops, left_out: [] });

  assert.equal(left.leaves, 570);
  assert.equal(after.broken, 1);
  assert.deepEqual(after.stages.map(({ isOver }) => isOver), [false, false, false].with(2, after.overtime > 0));
  const tasks = await callsToMakeOn(DAY);
  assert.deepEqual(tasks.map(({ call, isTold }) => [call.visit.id, isTold]), [[NEAR, false]]);
  assert.deepEqual((await callsOn(DAY)).map(({ visit }) => visit.id), order(after));

  await recordCall(tasks[0].call.visit, "no-answer");
  assert.equal((await callsToMakeOn(DAY))[0].isTold, false);
  await recordCall(tasks[0].call.visit, "told");
  assert.equal((await callsToMakeOn(DAY))[0].isTold, true);
});

test("a call about the old hour is no news of the new one", async () => {
  putVisit(NEAR, 1, 1, { status: "confirmed", window: WINDOWS.early });
  await syncOnce();
  const [{ visit }] = await callsOn(DAY);
  await recordCall(visit, "told");
  await new Promise((done) => setTimeout(done, 5));
  await reroute({ date: DAY, half: "morning", cause: "late", reason: "chậm", stops: [{ visit_id: NEAR, begins: "10:00" }], left_out: [] });

  assert.equal((await callsToMakeOn(DAY))[0].isTold, false);
});

test("the house that cannot wait comes first, whatever it costs", async () => {
  putVisit(NEAR, 1, 1, { status: "confirmed", window: { from: "07:30", to: "07:50" } });
  putVisit(FAR, 2, 3, { status: "confirmed", window: WINDOWS.late });
  await syncOnce();
  const { after } = await rearranged(await leftOf(DAY, SEVEN), { urgent: FAR });

  assert.equal(order(after)[0], FAR);
  assert.ok(after.stages[0].begins < "09:30", "it does not wait for its hour");
  assert.equal(after.stages[0].isKept, false, "and is rung about it");
});

test("a house that is left out is in no round, stays in the list of calls, and is no open visit", async () => {
  const left = await leftOf(DAY, SEVEN);
  const { after } = await rearranged(left, { leftOut: [MIDDLE] });
  const stops = after.stages.map(({ call, begins }) => ({ visit_id: call.visit.id, begins }));
  await reroute({ date: DAY, half: "morning", cause: "ill", reason: "ốm", stops, left_out: [MIDDLE] });

  assert.equal(order(after).includes(MIDDLE), false);
  assert.deepEqual((await callsToMakeOn(DAY)).map(({ call }) => call.visit.id), [MIDDLE]);
  assert.equal((await endOfDay(DAY)).open.some(({ visit }) => visit.id === MIDDLE), false);
  assert.equal((await leftOf(DAY, SEVEN)).calls.length, 2);
});

test("a home without a pin is looked for where its neighbourhood lies, and takes longer", async () => {
  server.put("citizen", whom(NEAR), { full_name: "x", lat: null, lon: null, position_source: null, position_accuracy_m: null });
  await syncOnce();
  const left = await leftOf(DAY, SEVEN);
  const { stops } = asked(left, left.calls, {});
  const [vague, exact] = [NEAR, FAR].map((id) => stops.find((stop) => stop.id === id));

  assert.equal(vague.service - exact.service, 6 * 60);
});

test("more than twelve houses: the first twelve are searched, the others follow in their order", async () => {
  const many = Array.from({ length: 14 }, (_one, n) => `0193bbbb-0000-7000-8000-0000000001${String(n).padStart(2, "0")}`);
  for (const id of ids) server.remove("visit", id);
  many.forEach((id, n) => putVisit(id, n + 1, (n * 5) % 7));
  await syncOnce();
  const { after } = await rearranged(await leftOf(DAY, SEVEN), {});

  assert.deepEqual(order(after).slice(12), many.slice(12));
  assert.deepEqual([...order(after)].sort(), many);
});

test("nothing is left where everything has begun", async () => {
  for (const id of ids) await startVisit(id);
  assert.equal(await leftOf(DAY, SEVEN), null);
});

test("the way there is no time at the door: the plan's own figure where it has one, else the ward's share", async () => {
  putVisit(NEAR, 1, 1, { minutes: 40, travel_minutes: 4 });
  await syncOnce();
  const left = await leftOf(DAY, SEVEN);
  const { stops } = asked(left, left.calls, {});

  assert.deepEqual([NEAR, FAR].map((id) => stops.find((stop) => stop.id === id).service / 60), [36, 30]);
});

test("an order by hand ends the reckoned hours", async () => {
  putVisit(FAR, 3, 3, { expected_at: "10:40", expected_since: SEVEN.toISOString(), status: "confirmed" });
  await syncOnce();
  await reorderVisits(DAY, "morning", [FAR, NEAR, MIDDLE]);

  const { order: place, expected_at, expected_since } = await one("visit", FAR);
  assert.deepEqual([place, expected_at, expected_since], [1, null, null]);
  assert.deepEqual(await callsToMakeOn(DAY), []);
});

test("the same hour again is no news, as at the centre", async () => {
  putVisit(NEAR, 1, 1, { expected_at: "10:00", expected_since: SEVEN.toISOString() });
  await syncOnce();
  const stops = [{ visit_id: NEAR, begins: "10:00" }, { visit_id: FAR, begins: "10:40" }];
  await reroute({ date: DAY, half: "morning", cause: "late", reason: "chậm", stops, left_out: [] });

  assert.equal((await one("visit", NEAR)).expected_since, SEVEN.toISOString());
  assert.notEqual((await one("visit", FAR)).expected_since, null);
});

test("a morning visit that was never closed does not keep the afternoon from being rearranged", async () => {
  putVisit(FAR, 1, 3, { half: "afternoon" });
  await syncOnce();
  const halfAt = async (moment) => (await leftOf(DAY, new Date(moment))).half;

  assert.equal(await halfAt("2026-11-28T04:00:00Z"), "morning", "eleven in the morning");
  assert.equal(await halfAt("2026-11-28T07:00:00Z"), "afternoon");
  assert.equal(await halfAt("2026-11-27T07:00:00Z"), "morning", "the day before");
  await startVisit(FAR);
  assert.equal(await halfAt("2026-11-28T07:00:00Z"), "morning", "nothing is left of the afternoon");
});

test("an hour of an old draft is dropped once it is past, a day ahead it stands", async () => {
  const left = await leftOf(DAY, LATE);

  assert.deepEqual(["09:00", "10:00", ""].map((said) => stillAhead(said, left, LATE)), ["", "10:00", ""]);
  assert.equal(stillAhead("07:00", await leftOf(DAY, new Date("2026-11-26T02:00:00Z")), new Date("2026-11-26T02:00:00Z")), "07:00");
});
