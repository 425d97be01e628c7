/** Envelopes brought back together: each its own report, both sides' counts told once, whatever dies in between. */
import { startPhone } from "../core/phone.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keepFile } from "../../../static/client/core/files.js";
import { all } from "../../../static/client/core/rows.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { allCommands, readDraft, writeDraft } from "../../../static/client/core/vault.js";
import { commandOf } from "../../../static/client/core/preview.js";
import { returnItems } from "../../../static/client/postal/commands.js";
import { shift } from "../../../static/client/postal/queries.js";
import { EMPTY, countsApart, papersDiffer, reasonOf, returnFaults, returnsOf } from "../../../static/client/postal/returning.js";

const IDS = ["a1", "a2", "a3"].map((end) => `0193cccc-0000-7000-8000-0000000000${end}`);
const TRY = { id: IDS[0], at: "2026-11-20T02:00:00Z", outcome: "failed", reason: "nobody-home", slip_no: null, next_not_before: null };
const SAID = { ...EMPTY, counted_by_post: "3", counted_by_centre: " 3 ", condition: "nguyên vẹn ", taken_by: "Trần Thị Điều", giver: {}, taker: {} };
const counted = (values, ids = IDS) => ({ ...values, ...Object.fromEntries(ids.map((id) => [`count-${id}`, "1"])) });

let rows;

beforeEach(async () => {
  const server = await startPhone();
  IDS.forEach((id, n) =>
    server.put("postal_item", id, {
      code: null, to: { name: `Người ${n}`, address: `Số ${n}`, phone: null }, papers: [{ name: "Trích lục", count: 1 }], state: "failed", manifest_id: null,
      attempts: [TRY, TRY], delivered: null, returned_at: null, warnings: [], corrections: [],
    }),
  );
  await syncOnce();
  rows = (await shift()).toReturn;
});

/** What this phone has reported as brought back, oldest first. */
async function reported() {
  const commands = (await allCommands()).map(commandOf).filter(({ type }) => type === "postal.return");
  return commands.sort((a, b) => a.id.localeCompare(b.id)).map(({ args }) => args);
}

const signatures = () => Promise.all([1, 2].map((one) => keepFile(new Uint8Array([one, 9]).buffer, "image/png", "signature")));

test("three envelopes are three reports with the same hands; the counts of both sides stand in the first", async () => {
  const signed = await signatures();
  await writeDraft({ key: "return/all", values: SAID, title: "", path: "/", saved_at: 0 });
  await returnItems(returnsOf(counted(SAID), rows, "Lê Văn Phát"), signed, "return/all", async () => undefined);
  const told = await reported();

  assert.deepEqual(told.map(({ item_id, bundle }) => [item_id, bundle]), [
    [IDS[0], { item_ids: IDS, counted_by_post: 3, counted_by_centre: 3 }], [IDS[1], null], [IDS[2], null],
  ]);
  for (const { item_id, bundle, ...same } of told)
    assert.deepEqual([IDS.includes(item_id), bundle === null || bundle === told[0].bundle, same], [true, true, {
      reason: "two-attempts", count: 1, condition: "nguyên vẹn", seal: null, given_by: "Lê Văn Phát", taken_by: "Trần Thị Điều",
      given_signature: signed[0].sha256, taken_signature: signed[1].sha256,
    }]);
  assert.deepEqual((await all("postal_item")).map(({ state }) => state), ["returned", "returned", "returned"]);
  assert.equal(await readDraft("return/all"), undefined, "the form ends with the last report");
});

test("a phone that died after the first goes on with the others, and tells no counts twice", async () => {
  const values = counted(SAID);
  const dies = () => Promise.reject(new Error("the phone died"));
  await assert.rejects(returnItems(returnsOf(values, rows, "Lê Văn Phát"), await signatures(), "none", dies), /died/);
  const left = (await shift()).toReturn;
  await returnItems(returnsOf({ ...values, told: true }, left, "Lê Văn Phát"), await signatures(), "none", async () => undefined);

  assert.deepEqual((await reported()).map(({ item_id, bundle }) => [item_id, bundle === null]), [[IDS[0], false], [IDS[1], true], [IDS[2], true]]);
});

test("counts that do not agree are said, with each side's own; one that is not there yet is no difference", () => {
  const say = (post, centre) => countsApart({ counted_by_post: post, counted_by_centre: centre }, 3);

  assert.equal(say("3", "3"), "");
  assert.equal(say("", "3"), "");
  assert.match(say("3", "2"), /Danh sách có 3 phong bì; bưu điện đếm 3, trung tâm đếm 2\. Hãy đếm lại/);
  assert.match(say("4", ""), /bưu điện đếm 4, trung tâm đếm …/);
});

test("papers that are missing in one envelope are seen at that envelope", () => {
  assert.ok(!papersDiffer(counted(SAID), rows[0]));
  assert.ok(!papersDiffer(SAID, rows[0]), "not counted yet");
  assert.ok(papersDiffer({ ...SAID, [`count-${IDS[0]}`]: "0" }, rows[0]));
});

test("after two tries the reason is known, before that it is asked, and what was chosen stays", () => {
  const early = { ...rows[0], attempts: [TRY] };

  assert.equal(reasonOf({}, rows[0]), "two-attempts");
  assert.equal(reasonOf({}, early), "");
  assert.equal(reasonOf({ [`reason-${IDS[0]}`]: "refused" }, rows[0]), "refused");
});

test("nothing is saved before everybody has counted, looked and signed", () => {
  const faultsIn = (values, items = rows) => Object.entries(returnFaults(values, items)).filter(([, words]) => words).map(([name]) => name);

  assert.deepEqual(faultsIn(counted(SAID)), []);
  assert.deepEqual(faultsIn(counted(SAID, IDS.slice(1))), [`count-${IDS[0]}`]);
  assert.deepEqual(faultsIn(EMPTY, []), ["chosen", "counted_by_post", "counted_by_centre", "condition", "taken_by", "giver", "taker"]);
  assert.deepEqual(faultsIn({ ...counted(SAID), counted_by_centre: "ba" }), ["counted_by_centre"]);
});
