/** What was signed is compared line by line, in the same words as on the server (tests/vectors/shown.json). */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import "../core/phone.js";
import { receiptText } from "../../../static/client/dossiers/receipt.js";
import { noticed } from "../../../static/client/dossiers/signed-lines.js";

const VECTORS = JSON.parse(readFileSync(new URL("../../vectors/shown.json", import.meta.url), "utf8"));

for (const { name, parts, text } of VECTORS) {
  test(`the text that was signed is composed to the letter: ${name}`, () => {
    assert.equal(receiptText({ ward: undefined, ...parts }), text);
  });
}

const [{ parts }] = VECTORS;
const { number, taken_at, counted_from, due_on } = parts.told;
const row = { ...parts.dossier, signatures: [{}], changed_after_signing: [], history: [{ at: taken_at, by: "Lan" }], receipt: { number, taken_at, counted_from, due_on }, note: "" };
const changed = (after, before = row) => noticed(before, { ...before, ...after }).changed_after_signing;

test("a line that was signed is named when a report changes it, and each once", () => {
  const roles = { ...row.roles, owner: { ...row.roles.owner, name: "Người Khác" } };

  assert.deepEqual(changed({ roles }), ["Chủ hồ sơ"]);
  assert.deepEqual(changed({ roles, copies: 7 }, { ...row, changed_after_signing: ["Chủ hồ sơ"] }), ["Chủ hồ sơ", "Số bản"]);
  assert.deepEqual(changed({ receipt: { ...row.receipt, due_on: "2026-12-30" } }), ["Hẹn trả"]);
});

test("what was not shown, and what nobody has signed, changes nothing", () => {
  assert.deepEqual(changed({ note: "ghi thêm", case_key: "khac", official_code: "H44" }), []);
  assert.deepEqual(changed({ copies: 7 }, { ...row, signatures: [] }), []);
});
