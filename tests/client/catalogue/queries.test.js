/** An officer finds procedures without a network and without marks, and knows papers, fee and dates. */
import { startPhone } from "../core/phone.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import * as catalogue from "../../../static/client/catalogue/queries.js";
import { limitWords, paperKindWords, wayWords } from "../../../static/client/catalogue/texts.js";
import { newId } from "../../../static/client/core/ids.js";
import { syncOnce } from "../../../static/client/core/sync.js";

const DAY = "2026-11-21";
let server;

const paper = (key, kind = "hand_in") => ({ key, kind, name: `Giấy ${key}`, originals: 1, copies: 0 });

function procedure(code, values = {}) {
  const id = newId();
  server.put("procedure", id, {
    code,
    version_no: 1,
    status: "offered",
    name: "Cấp bản sao Trích lục hộ tịch",
    plain_name: "Bản sao trích lục",
    plain_name_en: "Extract",
    field: "Hộ tịch",
    popular: null,
    valid_from: "2026-01-01",
    valid_to: null,
    channels: [{ channel: 1, limit_n: 2, limit_unit: "working_days", fee_amount: 8000, fee_per: "bản" }],
    cases: [{ key: "all", name: "", papers: [paper("p1"), paper("p2", "show")] }, { key: "c1", name: "Nhờ người khác", papers: [paper("c1-1")] }],
    confidence: { fee_1: "confirmed", limit_1: "memory" },
    ...values,
  });
  return id;
}

beforeEach(async () => {
  server = await startPhone();
});

test("a procedure is found without marks, by code and by field", async () => {
  procedure("2.000635");
  procedure("1.001699", { plain_name: "Xác định khuyết tật", name: "Xác định mức độ khuyết tật", field: "Bảo trợ xã hội" });
  await syncOnce();

  const codes = async (wanted) => (await catalogue.offeredProcedures(wanted, DAY)).map((row) => row.code);

  assert.deepEqual(await codes("KHUYET TAT"), ["1.001699"]);
  assert.deepEqual(await codes("ho tich sao"), ["2.000635"]);
  assert.deepEqual(await codes("2.000"), ["2.000635"]);
  assert.equal((await codes("")).length, 2);
});

test("the version in force on the day is used, an old one stays readable", async () => {
  const old = procedure("2.000635", { valid_to: "2026-11-20" });
  const fresh = procedure("2.000635", { version_no: 2, valid_from: DAY });
  await syncOnce();

  assert.equal((await catalogue.findProcedure("2.000635", DAY)).id, fresh);
  assert.equal((await catalogue.findProcedure("2.000635", "2026-11-20")).id, old);
  assert.equal((await catalogue.findProcedureVersion(old)).version_no, 1);
});

test("retired procedures are not offered", async () => {
  procedure("2.000635", { status: "retired" });
  await syncOnce();

  assert.deepEqual(await catalogue.offeredProcedures("", DAY), []);
});

test("the popular ones come in their order", async () => {
  procedure("2.000884", { popular: 2 });
  procedure("2.000635", { popular: 1 });
  procedure("1.000419");
  await syncOnce();

  assert.deepEqual((await catalogue.popularProcedures()).map((row) => row.code), ["2.000635", "2.000884"]);
});

test("a picked case adds its papers to those that everybody needs", async () => {
  const id = procedure("2.000635");
  await syncOnce();
  const found = await catalogue.findProcedureVersion(id);

  assert.deepEqual(catalogue.papersFor(found).map((one) => one.key), ["p1", "p2"]);
  assert.deepEqual(catalogue.papersFor(found, ["c1"]).map((one) => one.key), ["p1", "p2", "c1-1"]);
  assert.deepEqual(catalogue.casesToPick(found).map((one) => one.key), ["c1"]);
});

test("only what is confirmed may be said for certain", async () => {
  const id = procedure("2.000635");
  await syncOnce();
  const found = await catalogue.findProcedureVersion(id);

  assert.deepEqual([catalogue.isConfirmed(found, "fee_1"), catalogue.isConfirmed(found, "limit_1")], [true, false]);
  assert.equal(catalogue.isConfirmed({ ...found, confidence: undefined }, "fee_1"), false);
});

test("both dates of a receipt are known offline, over a declared holiday", async () => {
  const id = procedure("2.000635");
  server.put("calendar_day", newId(), { on: "2026-11-24", is_working: false, name: "Ngày Văn hóa Việt Nam" });
  await syncOnce();

  const promised = await catalogue.promiseFor(await catalogue.findProcedureVersion(id), "2026-11-21T09:30:00+07:00");

  assert.deepEqual(promised, { counted_from: "2026-11-23", due: "2026-11-25", rule_version: "2027-01" });
});

test("a channel that is not said falls back to the first", async () => {
  const id = procedure("2.000635");
  await syncOnce();

  assert.equal(catalogue.channelOf(await catalogue.findProcedureVersion(id), 3).fee_amount, 8000);
});

test("values are said in words", () => {
  assert.equal(wayWords("collect"), "Nhận giấy tờ tại nhà, trả kết quả sau");
  assert.equal(paperKindWords("show"), "Cho xem");
  assert.deepEqual([limitWords(5, "working_days"), limitWords(0, "same_day"), limitWords(3, "unknown")], ["5 ngày làm việc", "Trong ngày", "Chưa rõ thời hạn"]);
});
