/** Whose half-day cannot be kept stays on the leader's list until somebody has chosen, or was told of the one that is kept. */
import { startPhone } from "../core/phone.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { all } from "../../../static/client/core/rows.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { recordCall } from "../../../static/client/notices/commands.js";
import { chooseHalfDay } from "../../../static/client/visits/commands.js";
import { letDown } from "../../../static/client/visits/queries.js";

const [FULL, STORM] = ["1", "2"].map((n) => `0193bbbb-0000-7000-8000-00000000000${n}`);
const [FIRST, SECOND] = ["1", "2"].map((n) => `0193cccc-0000-7000-8000-00000000000${n}`);
const BEFORE = "2026-11-01T01:00:00Z";
const OFFER = { date: "2099-11-28", half: "afternoon" };
const PAST = { date: "2026-01-03", half: "morning" };
const KEPT = { date: "2099-11-29", half: "morning" };

let server;

const news = (reason) => ({ date: "2099-11-28", half: "morning", reason, at: BEFORE, offers: [PAST, OFFER] });

beforeEach(async () => {
  server = await startPhone();
  server.put("request", FULL, { citizen_id: FIRST, status: "waiting", made_at: BEFORE, wish: PAST, next_try: null, let_down: news("") });
  server.put("request", STORM, { citizen_id: SECOND, status: "accepted", made_at: "2026-11-02T01:00:00Z", wish: null, next_try: KEPT, let_down: news("bão") });
  await syncOnce();
});

const listed = async () => (await letDown()).map(({ request }) => request.id);

test("what is past is offered to nobody", async () => {
  const [task] = await letDown();
  assert.deepEqual([task.request.id, task.offers], [FULL, [OFFER]]);
});

test("told is enough where a half-day is kept, and not where one must be chosen", async () => {
  for (const citizen_id of [FIRST, SECOND]) await recordCall({ id: null, citizen_id }, "told");

  const [task, ...others] = await letDown();
  assert.deepEqual([task.request.id, task.calls.length, others], [FULL, 1, []]);
});

test("a call from before the news is none about it", async () => {
  server.put("call", "0193eeee-0000-7000-8000-000000000001", { visit_id: null, citizen_id: SECOND, outcome: "told", note: "", at: "2026-11-01T00:59:00Z", by_name: "x" });
  await syncOnce();

  assert.deepEqual(await listed(), [FULL, STORM]);
});

test("one tap takes the half-day without a network, and the wish or what was kept becomes it", async () => {
  await chooseHalfDay(FULL, OFFER);
  await chooseHalfDay(STORM, OFFER);

  assert.deepEqual(await listed(), []);
  const rows = await all("request");
  assert.deepEqual(rows.map(({ wish, next_try }) => [wish, next_try]), [[OFFER, null], [null, OFFER]]);
});

test("a half-day that has gone meanwhile brings the household back to the list", async () => {
  server.handlers["visits.choose_half_day"] = () => ({ status: "conflict", code: "half-day-full" });
  await chooseHalfDay(FULL, OFFER);
  await syncOnce();

  assert.deepEqual(await listed(), [FULL, STORM]);
});

test("whoever chose a half-day that has gone is offered those that the answer named", async () => {
  const details = { minutes_left: 0, needed: 40, next_free: [PAST, KEPT] };
  server.handlers["visits.choose_half_day"] = () => ({ status: "conflict", code: "half-day-full", details });
  await chooseHalfDay(FULL, OFFER);
  await syncOnce();

  const offers = Object.fromEntries((await letDown()).map((task) => [task.request.id, task.offers]));
  assert.deepEqual(offers, { [FULL]: [KEPT], [STORM]: [OFFER] });
});

test("news that came after the answer counts more than it", async () => {
  const details = { next_free: [KEPT] };
  server.handlers["visits.choose_half_day"] = () => ({ status: "conflict", code: "half-day-full", details });
  await chooseHalfDay(FULL, OFFER);
  await syncOnce();
  server.put("request", FULL, { citizen_id: FIRST, status: "waiting", made_at: BEFORE, wish: PAST, next_try: null, let_down: { ...news("bão"), at: "2099-11-01T01:00:00Z" } });
  await syncOnce();

  assert.deepEqual((await letDown())[0].offers, [OFFER]);
});
