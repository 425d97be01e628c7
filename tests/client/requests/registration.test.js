/** A registration: what is missing, what is sent, how it looks before it is sent, and its slip. */
import { startPhone } from "../core/phone.js";
import { inEnglish } from "../core/reader.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { all, one } from "../../../static/client/core/rows.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { cancelRequest, correctRequest, registerRequest } from "../../../static/client/requests/commands.js";
import { weekendsAfter, wishWords } from "../../../static/client/requests/half-days.js";
import { correctable, findSlip, needOf, openRequests, searchPeople, wholeRequest } from "../../../static/client/requests/queries.js";
import { EMPTY, argsOf, consentFaults, faultsOf, needChoices, needOfValues, needValues } from "../../../static/client/requests/registration.js";
import { showCode } from "../../../static/client/requests/slip-words.js";
import { PROCEDURE, procedure } from "../dossiers/door.js";

const IDS = { request_id: "0193bbbb-0000-7000-8000-00000000000a", citizen_id: "0193cccc-0000-7000-8000-00000000000a" };
const DRAWN = { ...IDS, tracking_code: "4821590376", link_token: "0".repeat(32), visit_word: "hoa sen", consent: "self", agreed: true };
const PERSON = { full_name: "Bùi Thị Mẩy", birth_year: "1941", neighbourhood_id: "0193dddd-0000-7000-8000-00000000000a", phone: "0912 345 678" };
const TYPED = { ...EMPTY, ...PERSON, ...DRAWN, procedure: "2.000635", wish: "2026-11-28/morning" };
const KNOWN = { full_name: "Trần Đức Bình", phone: "+84912345678" };

let server;

beforeEach(async () => {
  server = await startPhone();
});

test("somebody new needs a name, a year and a neighbourhood; somebody known does not", () => {
  const empty = { ...EMPTY, phone: "", neighbourhood_id: "", procedure: "unknown" };
  const named = (faults) => Object.keys(faults).filter((name) => faults[name]);

  assert.deepEqual(named(faultsOf(empty, true, "2026-11-22")), ["full_name", "birth_year", "neighbourhood_id"]);
  assert.deepEqual(named(faultsOf(empty, false, "2026-11-22")), []);
  assert.deepEqual(named(faultsOf({ ...empty, procedure: "other", phone: "12" }, false, "2026-11-22")), ["phone", "need_text"]);
  assert.deepEqual(named(consentFaults(EMPTY)), ["consent", "agreed"]);
});

test("a known person's own number is not sent again, another one goes with the request", () => {
  assert.equal(argsOf(TYPED, KNOWN).requester, null);
  assert.equal(argsOf(TYPED, KNOWN).person, null);
  const { requester } = argsOf({ ...TYPED, phone: "0987654321", phone_owner: "hàng xóm" }, KNOWN);
  assert.deepEqual([requester.phone, requester.relation], ["+84987654321", "hàng xóm"]);
});

test("a registration is on the phone at once, with its person and its slip", async () => {
  await registerRequest(argsOf(TYPED, null), "register/new");
  const [asked] = await openRequests();
  const slip = await findSlip(IDS.request_id);

  assert.equal(asked.citizen.full_name, PERSON.full_name);
  assert.deepEqual([asked.request.status, asked.request.tracking_last4], ["waiting", "5678"]);
  assert.equal(slip.args.tracking_code, DRAWN.tracking_code);
  assert.equal((await searchPeople("bui may")).length, 1, "found without marks");
});

test("no request shows the code: it is only in the slip of the phone that registered", async () => {
  await registerRequest(argsOf(TYPED, null), "register/new");
  const rows = JSON.stringify([...(await all("request")), ...(await all("citizen"))]);

  assert.ok(!rows.includes(DRAWN.tracking_code));
});

test("a refused cancellation is laid over no more", async () => {
  server.put("request", IDS.request_id, { citizen_id: IDS.citizen_id, status: "done", made_at: "2026-11-20T01:00:00Z" });
  await syncOnce();
  await cancelRequest(IDS.request_id, "Không còn cần");
  assert.equal((await one("request", IDS.request_id)).status, "cancelled");
  server.handlers["requests.cancel"] = () => ({ status: "conflict", code: "request-not-open" });
  await syncOnce();

  assert.equal((await one("request", IDS.request_id)).status, "done");
});

test("half-days offered are those of the next weekends, from tomorrow", () => {
  const offered = weekendsAfter("2026-11-28").map(({ date, half }) => `${date} ${half}`);

  assert.deepEqual(offered.slice(0, 3), ["2026-11-29 morning", "2026-11-29 afternoon", "2026-12-05 morning"]);
  assert.equal(offered.length, 8);
  assert.equal(wishWords({ date: "2026-11-28", half: "morning" }), "Sáng thứ Bảy, 28/11/2026");
  assert.equal(wishWords(null), "Buổi nào cũng được");
});

test("a code is said in the groups that the citizen's page uses", () => {
  assert.equal(showCode("4821590376"), "482 159 0376");
});

test("what is asked for has its English name for who reads English, and its Vietnamese one where there is none", async () => {
  const row = { ...procedure, plain_name_en: "Copy of a civil-status record" };
  server.put("procedure", PROCEDURE, row);
  await syncOnce();
  const asked = { procedure_code: row.code, need_text: "two copies" };
  const labels = (rows) => needChoices(rows).map(({ label }) => label)[0];
  const said = async () => [labels([row]), labels([procedure]), await needOf(asked)];

  assert.deepEqual(await said(), ["Bản sao trích lục", "Bản sao trích lục", "Bản sao trích lục · two copies"]);
  assert.deepEqual(await inEnglish(said), ["Copy of a civil-status record", "Bản sao trích lục", "Copy of a civil-status record · two copies"]);
});

test("what was written down wrong is put right by its command; both stand on the phone, with the reason", async () => {
  await registerRequest(argsOf({ ...TYPED, need_text: "trích lục" }, null), "register/new");
  const { request, commandId } = await correctable(IDS.request_id);
  const seen = needOfValues(needValues(request));
  const need = { ...seen, procedure_code: null, need_text: "Xin lại khai sinh" };

  const made = await correctRequest(IDS.request_id, commandId, seen, need, "Nghe nhầm", "request-correct/x");

  const { request: shown, past } = await wholeRequest(IDS.request_id);
  assert.deepEqual([shown.need_text, shown.procedure_code, shown.hardship], ["Xin lại khai sinh", null, null]);
  assert.deepEqual(past.map(({ field, before, after }) => [field, before, after]), [
    ["need_text", "trích lục", "Xin lại khai sinh"],
    ["procedure_code", "2.000635", null],
  ]);
  assert.deepEqual([past[0].why, past[0].counts, past[0].id], ["Nghe nhầm", true, made.id]);
  assert.equal(made.args.command_id, commandId);
  assert.equal(await correctable("0193bbbb-0000-7000-8000-00000000000b"), null, "another phone's registration");
});
