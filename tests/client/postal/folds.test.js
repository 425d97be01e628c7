/** The post's reports over the server's rows; slip numbers by the shared vectors; two working days between tries. */
import { startPhone } from "../core/phone.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { keepFile } from "../../../static/client/core/files.js";
import { one } from "../../../static/client/core/rows.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { isPrintable, tidyCode, warningsOf } from "../../../static/client/postal/codes.js";
import { correctFact, deliverItem, deliveryDraft, pickUp, recordAttempt, returnItems, signManifest } from "../../../static/client/postal/commands.js";
import { allCommands, drafts, writeDraft } from "../../../static/client/core/vault.js";
import { valuesNow } from "../../../static/client/postal/corrections.js";
import { journal, nextAttemptDay, reportedItem, reportsOn, scanned, shift } from "../../../static/client/postal/queries.js";

const vectors = JSON.parse(readFileSync(new URL("../../postal/s10_vectors.json", import.meta.url), "utf8"));
const MANIFEST = "0193bbbb-0000-7000-8000-0000000000aa";
const ITEMS = ["0193cccc-0000-7000-8000-0000000000a1", "0193cccc-0000-7000-8000-0000000000a2"];
const RECEIVER = { to_name: "Đỗ Thị Yến", relation: "", identity_last4: "0123" };
const BACK = { reason: "two-attempts", count: 1, condition: "nguyên vẹn", seal: null, given_by: "Lê Văn Phát", taken_by: "Trần Thị Điều" };
const signed = () => Promise.all([1, 2].map((one) => keepFile(new Uint8Array([one, 9]).buffer, "image/png", "signature")));
const ATTEMPT = { reason: "nobody-home", slip_no: "GM-1", next_not_before: "2026-11-24" };

let server;

beforeEach(async () => {
  server = await startPhone();
  server.put("manifest", MANIFEST, { number: "BBGN-1", item_ids: ITEMS, state: "open", signatures: [], counted_by_post: null, counted_by_centre: null, signed_at: null });
  ITEMS.forEach((id, n) =>
    server.put("postal_item", id, {
      code: n === 0 ? "EE471108151VN" : null, to: { name: `Người ${n}`, address: `Số ${n}`, phone: null }, papers: [{ name: "Trích lục", count: 1 }],
      state: "listed", manifest_id: MANIFEST, attempts: [], delivered: null, returned_at: null, warnings: [], corrections: [],
    }),
  );
  await syncOnce();
});

const sign = (side, count) => signManifest(MANIFEST, { side, count, name: "A" }, null, "none");

test("published slip numbers pass; a wrong digit is a warning and never a refusal", () => {
  for (const { id } of vectors.valid_published) assert.deepEqual(warningsOf(id), [], id);
  assert.deepEqual(warningsOf("ee 4711 0815 2vn"), ["postal-code-check-digit"]);
  assert.deepEqual(warningsOf("BCCI-17-001"), [], "domestic numbers cannot be checked");
  assert.ok(isPrintable("bcci 17.001"));
  assert.ok(!isPrintable("địa chỉ"));
  assert.equal(tidyCode("ee 471.108"), "EE471108");
});

test("when both sides signed the same count, the envelopes are in hand before anything is sent", async () => {
  await sign("post", 2);
  assert.equal((await shift()).inHand.length, 0);
  await sign("centre", 2);

  assert.equal((await one("manifest", MANIFEST)).state, "signed");
  assert.deepEqual((await shift()).inHand.map(({ id }) => id), ITEMS);
});

test("different counts leave the list open", async () => {
  await sign("post", 1);
  await sign("centre", 2);

  assert.equal((await one("manifest", MANIFEST)).state, "open");
});

test("a delivery ends the way: a later try does not undo it", async () => {
  const [giver, taker] = await signed();
  await deliverItem(ITEMS[0], RECEIVER, [giver, taker], "none");
  await recordAttempt(ITEMS[0], ATTEMPT, "none");
  const item = await one("postal_item", ITEMS[0]);

  assert.deepEqual([item.state, item.delivered.to_name, item.attempts.length], ["delivered", RECEIVER.to_name, 0]);
  assert.deepEqual([item.delivered.giver_file, item.delivered.signature_file], [giver.sha256, taker.sha256]);
});

test("the place of a delivery travels beside what is said, and only when somebody tapped for it", async () => {
  const here = { lat: 20.83, lon: 105.34, accuracy_m: 25 };
  await deliverItem(ITEMS[0], RECEIVER, await signed(), "none", here);
  await deliverItem(ITEMS[1], RECEIVER, await signed(), "none");

  const sent = (await allCommands()).map(({ body }) => JSON.parse(body)).sort((a, b) => a.id.localeCompare(b.id));
  assert.deepEqual(sent.map(({ position }) => position), [here, undefined]);
  assert.ok(!JSON.stringify(await one("postal_item", ITEMS[0])).includes("105.34"));
});

test("after two tries the envelope stands among those to bring back", async () => {
  await recordAttempt(ITEMS[0], ATTEMPT, "none");
  await recordAttempt(ITEMS[0], { ...ATTEMPT, slip_no: "GM-2" }, "none");
  assert.deepEqual((await shift()).toReturn.map(({ id }) => id), [ITEMS[0]]);
  await returnItems([[ITEMS[0], BACK]], await signed(), "none");

  assert.equal((await one("postal_item", ITEMS[0])).state, "returned");
  assert.deepEqual((await journal()).map(({ kind }) => kind), ["returned", "attempt", "attempt"]);
});

test("a waiting correction shows the right value, and what was reported beside it", async () => {
  const { id } = await deliverItem(ITEMS[0], RECEIVER, await signed(), "none");
  await correctFact(ITEMS[0], id, { to_name: { from: "Đỗ Thị Yến", to: "Đỗ Thị Yên" } }, "Ghi nhầm tên", "none");
  const { item, reports } = await reportedItem(ITEMS[0]);

  assert.deepEqual([item.state, item.delivered.to_name, item.delivered.identity_last4], ["delivered", "Đỗ Thị Yên", "0123"]);
  const [{ command_id, field, was, now, reason, standing }] = item.corrections;
  assert.deepEqual([command_id, field, was, now, reason, standing], [id, "to_name", "Đỗ Thị Yến", "Đỗ Thị Yên", "Ghi nhầm tên", "in-force"]);
  assert.deepEqual(valuesNow(item, reports[0]), { to_name: "Đỗ Thị Yên", relation: "", identity_last4: "0123" });
});

test("of two tries the one that was named is put right, also after the envelope came back", async () => {
  const { id } = await recordAttempt(ITEMS[0], ATTEMPT, "none");
  await new Promise((go) => setTimeout(go, 5));
  await recordAttempt(ITEMS[0], ATTEMPT, "none");
  await returnItems([[ITEMS[0], BACK]], await signed(), "none");
  await correctFact(ITEMS[0], id, { slip_no: { from: "GM-1", to: null }, reason: { from: "nobody-home", to: "moved" } }, "Nhầm nhà", "none");
  const item = await one("postal_item", ITEMS[0]);

  assert.deepEqual(item.attempts.map(({ reason, slip_no }) => [reason, slip_no]), [["moved", null], ["nobody-home", "GM-1"]]);
  assert.deepEqual(item.corrections.map(({ field, was, now }) => [field, was, now]), [["slip_no", "GM-1", ""], ["reason", "nobody-home", "moved"]]);
});

test("a correction of what stands no more waits beside for a person", async () => {
  const { id } = await deliverItem(ITEMS[0], RECEIVER, await signed(), "none");
  await correctFact(ITEMS[0], id, { to_name: { from: "Người khác", to: "Đỗ Thị Út" } }, "Ghi nhầm", "none");
  const item = await one("postal_item", ITEMS[0]);

  assert.deepEqual([item.delivered.to_name, item.corrections[0].standing], ["Đỗ Thị Yến", "beside"]);
  assert.deepEqual((await reportsOn(ITEMS[0])).map((report) => report.id), [id], "only reports are put right");
});

test("a slip number is kept once given", async () => {
  await pickUp(ITEMS[1], "RR000000000VN");
  await pickUp(ITEMS[1], "EE471108151VN");

  assert.equal((await one("postal_item", ITEMS[1])).code, "RR000000000VN");
});

test("scans find their envelope, tell strangers and doubles", async () => {
  const rows = await scanned(["EE471108151VN", "RR1VN", "EE471108151VN"]);

  assert.deepEqual(rows.map(({ item, isRepeated }) => [item?.id, isRepeated]), [[ITEMS[0], false], [undefined, false], [ITEMS[0], true]]);
});

test("the next try is two working days away, over weekends and declared days", async () => {
  server.put("calendar_day", "0193dddd-0000-7000-8000-0000000000c1", { on: "2026-11-23", is_working: false });
  await syncOnce();

  assert.equal(await nextAttemptDay("2026-11-21T09:00:00+07:00"), "2026-11-25");
});

test("a try that failed ends the delivery that was begun: its signature is for no later one", async () => {
  const begun = { key: deliveryDraft(ITEMS[0]), values: { taker: { sha256: "a" } }, title: "", path: "/", saved_at: 0 };
  await writeDraft(begun);
  await writeDraft({ ...begun, key: deliveryDraft(ITEMS[1]) });

  await recordAttempt(ITEMS[0], ATTEMPT, `attempt/${ITEMS[0]}`);

  assert.deepEqual((await drafts()).map(({ key }) => key), [deliveryDraft(ITEMS[1])]);
});
