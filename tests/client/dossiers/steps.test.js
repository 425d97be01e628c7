/** Missing papers, refusals and withdrawals at the door, without a network: what is sent, how it looks, which date is told. */
import { CITIZEN, PROCEDURE, SHA, startAtTheDoor } from "./door.js";
import assert from "node:assert/strict";
import test from "node:test";
import { one } from "../../../static/client/core/rows.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { datesWhenComplete, leftOf, pressing } from "../../../static/client/dossiers/deadline.js";
import { NOTHING_ASKED, missingFaults, missingOf } from "../../../static/client/dossiers/missing.js";
import { askSupplement, receiveSupplement, refuseDossier, withdrawDossier } from "../../../static/client/dossiers/step-commands.js";

const DOSSIER = "0193cccc-0000-7000-8000-000000000001";
const person = (name) => ({ name, birth_year: null, identity_last4: null, phone: null, relation: null, authorisation: null });
const line = (key, state) => ({ key, name: `Giấy ${key}`, kind: "hand_in", state, form: null, count: 1, note: "", files: [] });
const RULES = { version: "2026-12", cut_off: "15:00", while_missing: "starts-again", office_hours: "07:30-11:30 13:00-17:00" };
const FILED = { status: 1, at: "2026-11-21T02:30:00Z", by: "Đinh Văn Thử", reason: "", ground: "" };

/** Three working days from Saturday the 21st; nothing is declared off here, so that it is due on Wednesday. */
const row = {
  visit_id: null, citizen_id: CITIZEN, procedure_code: "2.000635", procedure_version_id: PROCEDURE, procedure_name: "Trích lục", case_key: null,
  roles: { owner: person("Bùi Văn Thử"), submitter: person("Bùi Thị Con"), helper: null }, copies: 1, note: "", status: 1, official_code: null,
  components: [line("p1", "missing"), line("p2", "received")], files: [],
  finance: { amount: null, exempt: false, exempt_reason: null, paid: false, way: null, slip: null }, delivery: { way: null, address: null },
  receipt: { number: "TN04795-26-0000011", shown_sha256: SHA("a"), taken_at: "2026-11-21T02:30:00Z", counted_from: "2026-11-23", due_on: "2026-11-25", rule_version: "2026-12", checked: null },
  signatures: [], due_on: "2026-11-25", deadline_rules: RULES, supplement: null, payment_duty: null, apology: null, result: null, history: [FILED], corrections: [],
};

async function startWith(changes = {}) {
  const server = await startAtTheDoor();
  server.put("dossier", DOSSIER, { ...row, ...changes });
  await syncOnce();
  return server;
}

const papers = [{ name: "Giấy p1", why: "thiếu chữ ký", key: "p1" }];
const asked = { papers, reason: "", second_reason: "" };

test("a request waits on the phone as the server will see it, in its second version", async () => {
  await startWith();

  const command = await askSupplement(DOSSIER, asked);
  const { status, supplement, history } = await one("dossier", DOSSIER);

  assert.equal(command.v, 2);
  assert.deepEqual([status, supplement.items, supplement.whys, supplement.times, supplement.received_at], [5, ["Giấy p1"], ["thiếu chữ ký"], 1, null]);
  assert.deepEqual([history.at(-1).status, history.at(-1).reason], [5, "thiếu chữ ký"]);
});

test("complete papers set the line, the state and the date that was told", async () => {
  await startWith();
  await askSupplement(DOSSIER, asked);

  await receiveSupplement(DOSSIER, { received_at: "2026-11-27T10:00:00+07:00", counted_from: "2026-11-30", due_on: "2026-12-02", rule_version: "2026-12", note: "" });
  const { status, due_on, components, supplement } = await one("dossier", DOSSIER);

  assert.deepEqual([status, due_on, components[0].state, supplement.received_at], [1, "2026-12-02", "received", "2026-11-27T03:00:00Z"]);
});

test("the date is counted by the rules that the dossier keeps, and never brought forward", async () => {
  await startWith({ status: 5, supplement: { items: ["A"], whys: [""], keys: ["p1"], reason: "", at: "2026-11-23T03:00:00Z", times: 1, received_at: null } });
  const dossier = await one("dossier", DOSSIER);
  const due = async (changes) => (await datesWhenComplete({ ...dossier, ...changes }, "2026-11-27T10:00:00+07:00"))?.due_on;
  const paused = { ...RULES, while_missing: "paused" };

  assert.equal(await due({}), "2026-12-02");
  assert.equal(await due({ deadline_rules: paused }), "2026-12-01");
  assert.equal(await due({ due_on: "2026-12-20" }), "2026-12-20");
  assert.equal(await due({ deadline_rules: paused, supplement: { ...dossier.supplement, times: 2 } }), undefined, "the phone knows one gap only");
});

test("a refusal keeps its article; what has ended stays ended", async () => {
  await startWith();
  await refuseDossier(DOSSIER, { reason: "Tẩy xoá", ground: "Điều 22" });
  await withdrawDossier(DOSSIER, { asked_by: "Bùi Thị Con", reason: "" });
  await askSupplement(DOSSIER, asked);

  const { status, history, supplement } = await one("dossier", DOSSIER);

  assert.deepEqual([status, history.length, history[1].ground, supplement], [3, 2, "Điều 22", null]);
});

test("what is missing is ticked, others are typed, and each has a reason", () => {
  const values = { ...NOTHING_ASKED, whys: { p1: " mờ " }, others: "Ảnh 3x4: ảnh cũ: mờ\n\nĐơn" };

  assert.deepEqual(missingOf(row, values), [
    { name: "Giấy p1", why: "mờ", key: "p1" },
    { name: "Ảnh 3x4", why: "ảnh cũ: mờ", key: null },
    { name: "Đơn", why: "", key: null },
  ]);
  assert.match(missingFaults(row, values).others, /Đơn/);
  assert.match(missingFaults(row, NOTHING_ASKED)["why:p1"], /p1/);
  assert.match(missingFaults(row, { ...NOTHING_ASKED, chosen: { p1: false } }).others, /ít nhất/);
  assert.match(missingFaults({ ...row, supplement: {} }, values).second_reason, /lần nữa/);
});

test("days left are said in words: red, amber, plain, and grey while papers are missing", () => {
  const left = (changes, day) => leftOf({ ...row, ...changes }, new Map(), day);

  assert.deepEqual(left({}, "2026-11-26"), { look: "bad", words: "Quá hạn 1 ngày làm việc" });
  assert.deepEqual(left({}, "2026-11-25"), { look: "warn", words: "Hạn trả hôm nay" });
  assert.deepEqual(left({}, "2026-11-23"), { look: "warn", words: "Còn 2 ngày làm việc" });
  assert.deepEqual(left({}, "2026-11-20"), { look: "", words: "Còn 3 ngày làm việc" });
  assert.deepEqual(left({ status: 5 }, "2026-11-26").look, "info");
  assert.deepEqual(left({ status: 10 }, "2026-11-26").words, "");
  assert.equal(left({ due_on: undefined }, "2026-11-25").words, "Hạn trả hôm nay", "a row from before an update");
});

test("the officer's dossiers stand by their date, those that wait for papers last, those that ended not at all", async () => {
  const server = await startWith();
  const put = (n, changes) => server.put("dossier", `0193cccc-0000-7000-8000-00000000000${n}`, { ...row, ...changes });
  put(2, { due_on: "2026-11-24" });
  put(3, { status: 5, due_on: "2026-11-20" });
  put(4, { status: 10 });
  put(5, { due_on: null, receipt: null });
  await syncOnce();

  assert.deepEqual((await pressing()).map(({ dossier }) => dossier.id.at(-1)), ["2", "1", "5", "3"]);
});
