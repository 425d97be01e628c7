/** Money at the door: the payment code by NAPAS' rules, postage, slips, and that a shown code is no payment. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { citizen, draftOf, procedure, startAtTheDoor, visit } from "./door.js";
import { one } from "../../../static/client/core/rows.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { recordDossier, takeFee } from "../../../static/client/dossiers/commands.js";
import { feeOf } from "../../../static/client/dossiers/draft.js";
import { paymentCode, purposeOf } from "../../../static/client/dossiers/vietqr.js";
import { dutyLine, feeLine, isAwaited, owedOf, paperWord } from "../../../static/client/dossiers/words.js";
import { QRPay } from "../../../static/vendor/vietqr.js";

const vectors = JSON.parse(readFileSync(new URL("../../vectors/vietqr.json", import.meta.url), "utf8"));

for (const { id, payload, expect } of vectors.synthetic.filter((one) => one.expect.amount && !one.expect.bill)) {
  test(`the code is built as NAPAS says: ${id}`, () => {
    const code = QRPay.initVietQR({ bankBin: expect.bin, bankNumber: expect.account, amount: String(expect.amount), purpose: expect.purpose });

    assert.equal(code.build(), payload);
  });
}

const amountAndPurpose = ({ amount, purpose }) => [Number(amount ?? 0), purpose ?? null];

test("every code of the shared vectors is read as they say, and none that is damaged names an account", () => {
  const { official, third_party, synthetic, negative } = vectors;
  for (const { id, payload, expect } of [...official, ...third_party, ...synthetic]) {
    const { isValid, consumer, amount, additionalData } = new QRPay(payload);
    assert.ok(isValid, id);
    assert.equal(consumer.bankBin, expect.bin, id);
    // The official example 6.1.1 counts its own inner part wrong: it is read all the same.
    if (!expect.inner_length_error) assert.equal(consumer.bankNumber, expect.account, id);
    assert.deepEqual(amountAndPurpose({ amount, ...additionalData }), amountAndPurpose(expect), id);
  }
  for (const { id, payload } of negative) {
    const { isValid, consumer } = new QRPay(payload);
    assert.ok(!isValid || !consumer.bankNumber, id);
  }
});

test("the purpose is the receipt's number and nobody's name", () => {
  const code = paymentCode({ bank_bin: "970405", account_number: "8888000000001" }, 34_000, "TN04795-26-0000011");

  const read = new QRPay(code);
  assert.ok(read.isValid);
  assert.deepEqual(
    [read.consumer.bankBin, read.consumer.bankNumber, read.amount, read.additionalData.purpose],
    ["970405", "8888000000001", "34000", "LP TN04795260000011"],
  );
});

test("whatever number it is, the purpose holds 25 plain characters", () => {
  assert.match(purposeOf("Đặc biệt, số: 12/34 – ký tự lạ và rất dài"), /^LP [A-Z0-9]{1,22}$/);
});

test("postage counts where the post brings the result, exempt or not", () => {
  const byPost = { delivery_way: "post", fee_postage: "26.000", fee_slip: "B7" };

  assert.deepEqual(feeOf(draftOf(byPost)), { amount: 8000, postage: 26_000, exempt: false, exempt_reason: null, way: "cash", slip: "B7" });
  assert.deepEqual(feeOf(draftOf({ ...byPost, exempt: "yes", exempt_reason: "Hộ nghèo" })), {
    amount: 0, postage: 26_000, exempt: true, exempt_reason: "Hộ nghèo", way: "cash", slip: "B7",
  });
  assert.equal(feeOf(draftOf({ ...byPost, delivery_way: "home" })).postage, 0);
});

/** @param {Record<string, any>} changes */
async function dossierWith(changes) {
  await startAtTheDoor();
  const values = draftOf({ photos: [], ...changes });
  await recordDossier(values, { visit, citizen, procedure });
  await takeFee(values.dossier_id, feeOf(values));
  return one("dossier", values.dossier_id);
}

test("a transfer is awaited, and cash after all settles it", async () => {
  const dossier = await dossierWith({ fee_way: "transfer" });
  assert.ok(isAwaited(dossier.finance));
  assert.match(feeLine(dossier.finance), /chuyển khoản, chờ tiền về$/);

  await takeFee(dossier.id, { ...feeOf(draftOf()), slip: "B8" });

  assert.deepEqual((await one("dossier", dossier.id)).finance, {
    amount: 8000, postage: 0, exempt: false, exempt_reason: null, paid: true, way: "cash", slip: "B8",
  });
});

test("waived, with postage in cash: the paper says both", async () => {
  const { finance } = await dossierWith({ exempt: "yes", exempt_reason: "Hộ nghèo", delivery_way: "post", fee_postage: "26000", fee_slip: "B9" });

  assert.equal(feeLine(finance, paperWord), "Miễn phí: Hộ nghèo, cước bưu điện 26.000 đ, tiền mặt");
});

/** @param {any} fee */
async function paidOnRequest(fee) {
  const server = await startAtTheDoor();
  const row = { ...asked, id: DOSSIER };
  server.put("dossier", DOSSIER, row);
  await syncOnce();
  await takeFee(DOSSIER, { postage: 0, exempt: false, exempt_reason: null, ...fee });
  return one("dossier", DOSSIER);
}

const DOSSIER = "0193bbbb-0000-7000-8000-0000000000d1";
const asked = {
  status: 6, finance: { amount: 8000, postage: 0, exempt: false, exempt_reason: null, paid: true, way: "cash", slip: "A1" },
  payment_duty: { amount: 120_000, what_for: "Thuế trước bạ", at: "2026-11-21T02:30:00Z", left: 120_000 },
  history: [{ status: 6, at: "2026-11-21T02:30:00Z", by: "Hà", reason: "", ground: "" }], signatures: [],
};

test("what the office asked for is owed before anything else, and cash lets work go on", async () => {
  assert.equal(owedOf(asked).amount, 120_000);

  const dossier = await paidOnRequest({ amount: 120_000, way: "cash", slip: "B1" });

  assert.deepEqual([dossier.status, dossier.payment_duty.left, dossier.history.at(-1).reason], [4, 0, "Đã nộp: Thuế trước bạ"]);
  assert.equal(dossier.finance.slip, "A1");
  assert.equal(owedOf(dossier), null);
});

test("a transfer for it waits until the centre has seen it, and a part leaves the rest", async () => {
  const transferred = await paidOnRequest({ amount: 120_000, way: "transfer", slip: null });
  assert.deepEqual([transferred.status, transferred.payment_duty.left], [6, 120_000]);

  const part = await paidOnRequest({ amount: 100_000, way: "cash", slip: "B1" });
  assert.deepEqual([part.status, dutyLine(part.payment_duty)], [6, "Thuế trước bạ: 120.000 đ, còn 20.000 đ"]);
});
