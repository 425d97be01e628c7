/** How an officer's waiting reports look over the server's rows, and what the round asks of them. */
import { startPhone } from "../core/phone.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { one } from "../../../static/client/core/rows.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { closeVisit, correctReport, reorderVisits, startVisit, withdrawStart } from "../../../static/client/visits/commands.js";
import { callsOn, daysAhead, endOfDay, lastOutcome, readiness, reportsOn } from "../../../static/client/visits/queries.js";
import { correctedOf, reportFaults, reportOf } from "../../../static/client/visits/reports.js";

const DAY = "2026-11-28";
const IDS = ["0193bbbb-0000-7000-8000-000000000001", "0193bbbb-0000-7000-8000-000000000002", "0193bbbb-0000-7000-8000-000000000003"];
const WHO = "0193cccc-0000-7000-8000-000000000001";
const MET = { outcome: "met", reason: null, note: "", next_try: null };
const ABSENT = { outcome: "nobody-home", reason: "Cửa khoá ngoài", note: "", next_try: { date: "2026-12-05", half: "morning" } };

let server;

/** @param {string} id @param {number} order @param {object} [more] */
const putVisit = (id, order, more = {}) =>
  server.put("visit", id, {
    citizen_id: WHO, neighbourhood_id: "0193dddd-0000-7000-8000-000000000001", planned_on: DAY, half: "morning", order, status: "planned",
    purposes: [], outcome: null, outcome_reason: null, note: "", next_try: null, started_at: null, closed_at: null, ...more,
  });

beforeEach(async () => {
  server = await startPhone();
  IDS.forEach((id, n) => putVisit(id, n + 1));
  await syncOnce();
});

test("a started visit stands so at once, with the moment as the server will write it", async () => {
  const { at } = await startVisit(IDS[0]);
  const visit = await one("visit", IDS[0]);

  assert.equal(visit.status, "started");
  assert.match(visit.started_at, /Z$/);
  assert.equal(Date.parse(visit.started_at), Date.parse(at));
});

test("a second start keeps the earlier moment", async () => {
  await startVisit(IDS[0]);
  const first = (await one("visit", IDS[0])).started_at;
  await new Promise((go) => setTimeout(go, 5));
  await startVisit(IDS[0]);

  assert.equal((await one("visit", IDS[0])).started_at, first);
});

test("a withdrawn start puts the visit back into the plan", async () => {
  const { id } = await startVisit(IDS[0]);
  await withdrawStart(IDS[0], id, "bấm nhầm");
  const { status, started_at } = await one("visit", IDS[0]);

  assert.deepEqual([status, started_at], ["planned", null]);
});

test("a correction lays over the outcome and both stay readable", async () => {
  const wrong = await closeVisit(IDS[0], ABSENT);
  await correctReport(IDS[0], wrong.id, MET, "ra mở cửa sau");
  const visit = await one("visit", IDS[0]);
  const said = (await reportsOn(IDS[0])).map(({ args }) => args.outcome);

  assert.equal(visit.outcome, "met");
  assert.deepEqual(visit.next_try, ABSENT.next_try, "what a correction does not name stays, as at the server");
  assert.deepEqual(said, ["nobody-home", "met"]);
  assert.deepEqual(visit.corrections, [{ outcome: "nobody-home", outcome_reason: ABSENT.reason, why: "ra mở cửa sau" }], "as at the server");
});

test("a correction follows the newest report, so that a second one corrects the first correction", async () => {
  const wrong = await closeVisit(IDS[0], ABSENT);
  const right = await correctReport(IDS[0], wrong.id, MET, "nhầm");

  assert.equal(lastOutcome(await reportsOn(IDS[0])).id, right.id);
});

test("a refused report is no report", async () => {
  server.handlers["visits.close"] = () => ({ status: "rejected", code: "unknown-visit" });
  await closeVisit(IDS[0], MET);
  await syncOnce();

  assert.equal((await one("visit", IDS[0])).status, "planned");
  assert.deepEqual(await reportsOn(IDS[0]), []);
});

test("the round follows the new order", async () => {
  await reorderVisits(DAY, "morning", [IDS[2], IDS[0], IDS[1]]);

  assert.deepEqual((await callsOn(DAY)).map(({ visit }) => visit.id), [IDS[2], IDS[0], IDS[1]]);
});

test("a start is not stacked on a mere wish for another order", async () => {
  await reorderVisits(DAY, "morning", [IDS[1], IDS[0], IDS[2]]);

  assert.equal((await startVisit(IDS[1])).after, undefined);
});

test("afternoons come after mornings, whatever their numbers", async () => {
  putVisit(IDS[0], 1, { half: "afternoon" });
  await syncOnce();

  assert.deepEqual((await callsOn(DAY)).map(({ visit }) => visit.id), [IDS[1], IDS[2], IDS[0]]);
  assert.deepEqual(await daysAhead("2026-11-22"), [DAY]);
  assert.deepEqual(await daysAhead("2026-11-29"), []);
});

test("readiness counts visits that lack their person", async () => {
  assert.equal((await readiness()).missing, 4, "three people and the receipt numbers");
});

test("the end of the day counts open visits, unsent reports and originals in hand", async () => {
  const me = "0193aaaa-0000-7000-8000-000000000001";
  server.put("paper", "0193eeee-0000-7000-8000-000000000001", { name: "Sổ hộ tịch", count: 1, holder: { kind: "officer", id: me } });
  server.put("paper", "0193eeee-0000-7000-8000-000000000002", { name: "Khác", count: 1, holder: { kind: "centre", id: null } });
  await syncOnce();
  await closeVisit(IDS[0], MET);
  const { open, unsent, originals } = await endOfDay(DAY);

  assert.deepEqual([open.length, unsent, originals.map(({ name }) => name)], [2, 1, ["Sổ hộ tịch"]]);
});

test("who is in a house is there today, although the visit was planned for a later day", async () => {
  assert.deepEqual((await endOfDay("2026-11-18")).open, []);

  await startVisit(IDS[0], null);

  assert.deepEqual((await endOfDay("2026-11-18")).open.map(({ visit }) => visit.id), [IDS[0]]);
});

test("a reason picked for another outcome neither satisfies nor is sent", () => {
  const values = { outcome: "nobody-home", reason: "Đã tự đi làm", other_reason: "", note: "", next_try: "centre" };

  assert.ok(reportFaults(values).reason);
  assert.equal(reportOf({ ...values, outcome: "met" }).reason, null);
});

test("a stored outcome opens in the form as it was reported", () => {
  const stored = { outcome: "postponed", outcome_reason: "Đi đám cưới", note: "", next_try: { date: "2026-12-06", half: "afternoon" } };
  const report = reportOf(correctedOf(stored, {}));

  assert.deepEqual([report.reason, report.next_try], [stored.outcome_reason, stored.next_try]);
});

test("who has died is left in peace unless the family wants otherwise, who lies in hospital only if it wants so", () => {
  const report = (outcome, quiet) => reportOf({ outcome, reason: "", other_reason: "", note: "", next_try: "2026-12-05/morning", quiet });

  assert.deepEqual([null, true, false].map((quiet) => report("died", quiet).leave_in_peace), [true, true, undefined]);
  assert.deepEqual([null, true, false].map((quiet) => report("hospital", quiet).leave_in_peace), [undefined, true, undefined]);
  assert.equal(report("nobody-home", true).leave_in_peace, undefined);
  assert.deepEqual([report("hospital", null).next_try, report("hospital", true).next_try], [{ date: "2026-12-05", half: "morning" }, null]);
  assert.equal(reportFaults({ outcome: "hospital", next_try: "", quiet: true }).next_try, "", "nobody comes again before the family says so");
  assert.notEqual(reportFaults({ outcome: "hospital", next_try: "", quiet: null }).next_try, "");
});

test("a report corrected to a death offers peace as the first report does; correcting its note asks nobody again", () => {
  const met = { outcome: "met", outcome_reason: null, note: "", next_try: null };
  const peace = (visit, draft) => reportOf(correctedOf(visit, { why: "nghe nhầm", ...draft })).leave_in_peace;

  assert.equal(peace(met, { outcome: "died" }), true);
  assert.equal(peace(met, { outcome: "died", quiet: false }), undefined);
  assert.equal(peace({ ...met, outcome: "died" }, { note: "con trai báo" }), undefined);
});
