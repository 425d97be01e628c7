/** An act done at the door: what the form says, what is sent, and how the dossier looks before the server has seen it. */
import { CITIZEN, PROCEDURE, VISIT, citizen, draftOf, procedure, startAtTheDoor, visit } from "./door.js";
import assert from "node:assert/strict";
import test from "node:test";
import { isAtOnce } from "../../../static/client/catalogue/queries.js";
import { one } from "../../../static/client/core/rows.js";
import { atTheDoor, wholeDossier } from "../../../static/client/dossiers/queries.js";
import { draftKey } from "../../../static/client/dossiers/draft.js";
import { finishDossier } from "../../../static/client/dossiers/finish.js";
import { NO_RECEIVER } from "../../../static/client/dossiers/handing.js";
import { NOTHING_SAID, settledFaults, settledOf } from "../../../static/client/dossiers/settling.js";
import { settleDossier } from "../../../static/client/dossiers/step-commands.js";

const NOW = "2026-11-21T10:05:30.000+07:00";
const filled = { ...NO_RECEIVER, ...NOTHING_SAID, done_in: " Số nhà 12 ", done_hour: "9:58", paper: "Giấy ủy quyền", count: "2", decided_by: "Hà Văn Ký", code: "152/2026", to_is: "Bùi Văn Thử", to_last4: "4321" };
const roles = { owner: { name: "Bùi Văn Thử", relation: null, authorisation: null }, submitter: { name: "Bùi Văn Thử", relation: null, authorisation: null }, receiver: null };

test("the form becomes the report of the act, at the hour and minute of the certificate", () => {
  const said = settledOf(filled, { roles }, NOW);

  assert.deepEqual(said, {
    result_id: said.result_id,
    done_in: "Số nhà 12", done_at: "2026-11-21T09:58:00+07:00", code: "152/2026", papers: [{ name: "Giấy ủy quyền", count: 2 }], decided_by: "Hà Văn Ký",
    to: { name: "Bùi Văn Thử", relation: "chủ hồ sơ", authorisation: null, identity_last4: "4321" }, note: "",
  });
  assert.ok(Object.values(settledFaults(filled, NOW)).every((words) => words === ""));
});

test("what is missing, unreadable or still to come is named by its field", () => {
  const faulty = (changes) => Object.entries(settledFaults({ ...filled, ...changes }, NOW)).filter(([, words]) => words).map(([name]) => name);

  assert.deepEqual(faulty({ done_in: " ", decided_by: "", paper: "" }), ["done_in", "decided_by", "paper"]);
  assert.deepEqual(faulty({ done_hour: "10:06" }), ["done_hour"]);
  assert.deepEqual(faulty({ done_hour: "chín giờ" }), ["done_hour"]);
  assert.deepEqual(faulty({ count: "hai", to_is: "", to_last4: "" }), ["count", "to_is", "note"]);
});

test("only what the law finishes within the day is offered to be settled at once", () => {
  const of = (at_home, limit_unit) => ({ at_home, channels: [{ channel: 1, limit_unit }] });

  assert.deepEqual([of("settle", "same_day"), of("settle", "working_days"), of("collect", "same_day")].map(isAtOnce), [true, false, false]);
});

test("without a receipt no number is used; the act stands in the dossier and in what is signed", async () => {
  await startAtTheDoor();
  const draft = { key: draftKey(VISIT), values: draftOf({ submitter_is: "citizen" }) };
  const { dossierId, number } = await finishDossier(draft, { visit, citizen, procedure }, { withReceipt: false });

  await settleDossier(dossierId, settledOf(filled, { roles }, NOW));

  const dossier = await one("dossier", dossierId);
  const { toSign } = await wholeDossier(dossierId);
  assert.equal(number, null);
  assert.deepEqual([dossier.receipt, dossier.status, dossier.citizen_id, dossier.procedure_version_id], [null, 10, CITIZEN, PROCEDURE]);
  assert.deepEqual(dossier.history.map(({ status }) => status), [1, 2, 9, 10]);
  assert.deepEqual(dossier.result.settled, { done_in: "Số nhà 12", at: "2026-11-21T02:58:00Z" });
  assert.match(toSign, /^Giấy tiếp nhận hồ sơ tại nhà: không cấp, kết quả trao ngay$/m);
  assert.match(toSign, /^Giải quyết tại nhà: Số nhà 12, 09:58, Thứ Bảy, 21\/11\/2026$/m);
  assert.match(toSign, /^Đã trao ngay: Giấy ủy quyền \(2\), cho Bùi Văn Thử$/m);
  assert.deepEqual((await atTheDoor(VISIT)).dossiers.map(({ id }) => id), [dossierId]);
});
