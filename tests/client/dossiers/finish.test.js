/** Saving a dossier at the door, offline: each fact once, in order, seen at once; killed in between, it goes on. */
import assert from "node:assert/strict";
import test from "node:test";
import { SHA, VISIT, citizen, draftOf, photo, procedure, startAtTheDoor, visit } from "./door.js";
import { commandOf } from "../../../static/client/core/preview.js";
import { one, related } from "../../../static/client/core/rows.js";
import { allCommands, readDraft, writeDraft } from "../../../static/client/core/vault.js";
import { recordDossier, signDossier, takeFee } from "../../../static/client/dossiers/commands.js";
import { draftKey, feeOf } from "../../../static/client/dossiers/draft.js";
import { finishDossier, refuseAtDoor } from "../../../static/client/dossiers/finish.js";
import { wholeDossier } from "../../../static/client/dossiers/queries.js";
import { hashOf } from "../../../static/client/dossiers/receipt.js";
import { signaturesOf } from "../../../static/client/dossiers/signing.js";

const about = { visit, citizen, procedure };
const original = (letter) => ({
  paper_id: `0193bbbb-0000-7000-8000-0000000000${letter}1`, transfer_id: `0193bbbb-0000-7000-8000-0000000000${letter}2`,
  name: "Giấy kết hôn", count: 1, condition: "nguyên vẹn", seal: null, given_by: "Bùi Văn Thử",
  signatures: [{ ...photo("d", null), role: "signature" }, { ...photo("e", null), role: "signature" }],
});

/** The draft as the screens hold it, without a screen. */
async function makeDraft(changes = {}) {
  const draft = {
    key: draftKey(VISIT), values: draftOf(changes),
    set(change) { this.values = { ...this.values, ...change }; },
    async flush() { await writeDraft({ key: this.key, values: this.values, title: "", path: "", saved_at: 0 }); },
  };
  await draft.flush();
  return draft;
}

const sent = async () => (await allCommands()).map(commandOf).filter(({ type }) => type.startsWith("dossiers."));
const types = async () => (await sent()).sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ type }) => type);

test("record, fee, original, receipt: one fact each, and the dossier shows them before any network", async () => {
  await startAtTheDoor();
  const draft = await makeDraft({ originals: [original("a")] });

  const { dossierId, number } = await finishDossier(draft, about);

  assert.deepEqual(await types(), ["dossiers.record", "dossiers.take_fee", "dossiers.transfer_custody", "dossiers.issue_receipt"]);
  const dossier = await one("dossier", dossierId);
  assert.equal(dossier.receipt.number, number);
  assert.equal(dossier.finance.amount, 8000);
  assert.equal(dossier.finance.paid, true);
  assert.deepEqual(dossier.components[0].files, [SHA("a"), SHA("b")]);
  assert.deepEqual(dossier.files.map(({ role, page }) => [role, page]), [["component", 1], ["component", 2], ["paper", null]]);
  const [paper] = await related("paper", "dossier_id", dossierId);
  assert.equal(paper.holder.kind, "officer");
  assert.equal(paper.transfers.length, 1);
});

test("the draft ends with the last fact", async () => {
  await startAtTheDoor();

  await finishDossier(await makeDraft(), about);

  assert.equal(await readDraft(draftKey(VISIT)), undefined);
});

test("the receipt that was signed is the one that was shown", async () => {
  await startAtTheDoor();
  const { dossierId } = await finishDossier(await makeDraft({ originals: [original("a")] }), about);

  const { dossier, shown } = await wholeDossier(dossierId);

  assert.equal(await hashOf(shown.text), dossier.receipt.shown_sha256);
  assert.match(shown.text, /Bản chính cán bộ giữ: Giấy kết hôn \(1\)/);
  assert.match(shown.qr, /^TN1\|TN04795-26-0000011\|/);
});

test("killed after the record, it goes on with the fee and the receipt, and records nothing twice", async () => {
  await startAtTheDoor();
  const draft = await makeDraft();
  await recordDossier(draft.values, about);

  await finishDossier(draft, about);

  assert.deepEqual(await types(), ["dossiers.record", "dossiers.take_fee", "dossiers.issue_receipt"]);
});

test("killed after the number was drawn, the same number is used", async () => {
  await startAtTheDoor();
  const draft = await makeDraft({ receipt_number: "TN04795-26-0000011" });

  const { number } = await finishDossier(draft, about);

  assert.equal(number, "TN04795-26-0000011");
});

test("without numbers left the dossier is saved all the same", async () => {
  await startAtTheDoor({ codes: [] });

  const { dossierId, number } = await finishDossier(await makeDraft(), about);

  assert.equal(number, null);
  assert.equal((await one("dossier", dossierId)).receipt, null);
  assert.equal(await readDraft(draftKey(VISIT)), undefined);
});

test("a fee that nobody asked about is not recorded", async () => {
  await startAtTheDoor();

  await finishDossier(await makeDraft({ exempt: "" }), about);

  assert.ok(!(await types()).includes("dossiers.take_fee"));
});

test("signatures bind to the receipt's hash, and each file is there once", async () => {
  await startAtTheDoor();
  const { dossierId } = await finishDossier(await makeDraft(), about);
  const { receipt } = await one("dossier", dossierId);
  const values = { way: "pad", read_back: true, signer_name: "", signer_relation: "", citizen_file: photo("f", null), officer_file: photo("f", null) };
  const signatures = signaturesOf(values, { submitter: "Bùi Thị Con", officer: "Lan", over_sha256: receipt.shown_sha256, at: "2026-11-21T09:40:00+07:00" });

  await signDossier(dossierId, signatures, null, { files: [photo("f", null)] });

  const dossier = await one("dossier", dossierId);
  assert.deepEqual(dossier.signatures.map(({ who, name, at }) => [who, name, at]), [
    ["citizen", "Bùi Thị Con", "2026-11-21T02:40:00Z"],
    ["officer", "Lan", "2026-11-21T02:40:00Z"],
  ]);
  assert.ok(dossier.signatures.every(({ over_sha256 }) => over_sha256 === receipt.shown_sha256));
  assert.equal(dossier.files.filter(({ sha256 }) => sha256 === SHA("f")).length, 1);
});

test("what changed between the receipt and the signing is signed as it is now; nothing changed means the receipt's words", async () => {
  await startAtTheDoor();
  const { dossierId } = await finishDossier(await makeDraft({ fee_way: "transfer" }), about);
  const before = await wholeDossier(dossierId);
  assert.equal(before.toSign, before.shown.text);

  await takeFee(dossierId, { ...feeOf(draftOf()), slip: "B1" });

  const { shown, toSign } = await wholeDossier(dossierId);
  assert.match(shown.text, /chuyển khoản/);
  assert.match(toSign, /Lệ phí: 8.000 đ, tiền mặt/);
});

test("not taken at the door: written down and refused without a network, and nothing is given for it", async () => {
  await startAtTheDoor();
  const draft = await makeDraft({ originals: [original("a")] });
  const said = { reason: "Bản chính bị tẩy xoá", ground: "Nghị định 23/2015, Điều 22" };

  const id = await refuseAtDoor(draft, about, said);

  assert.deepEqual(await types(), ["dossiers.record", "dossiers.refuse"]);
  const dossier = await one("dossier", id);
  assert.deepEqual([dossier.status, dossier.receipt, dossier.finance.amount], [3, null, null]);
  assert.deepEqual([dossier.history.at(-1).reason, dossier.history.at(-1).ground], [said.reason, said.ground]);
  assert.deepEqual(dossier.components.map(({ state }) => state).includes("received"), false, "papers were looked at, not taken");
  assert.deepEqual(await related("paper", "dossier_id", id), [], "the original stays with the family");
  assert.equal(await readDraft(draft.key), undefined);
});

test("killed between both facts, the refusal goes on where it stopped", async () => {
  await startAtTheDoor();
  const draft = await makeDraft();
  await recordDossier(draft.values, about);

  await refuseAtDoor(draft, about, { reason: "Sai nơi cư trú", ground: "Điều 4" });

  assert.deepEqual(await types(), ["dossiers.record", "dossiers.refuse"]);
});
