/** Genuine or altered: the phone and the page judge as the server does, by the same vectors. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { startPhone } from "../core/phone.js";
import { judge } from "../../../static/public/receipt-check.js";
import { hashOf, receiptQr } from "../../../static/client/dossiers/receipt.js";

const { list, vectors } = JSON.parse(readFileSync(new URL("../../vectors/receipts.json", import.meta.url), "utf8"));

for (const { name, text, words, verdict } of vectors) {
  test(name, async () => assert.equal((await judge(text, list, words)).verdict, verdict));
}

test("what is read from the code is told, nothing longer", async () => {
  const { number, day } = await judge(vectors[0].text, list);

  assert.deepEqual([number, day], vectors[0].text.split("|").slice(1, 3));
});

test("what this phone signs is genuine under its own public key", async () => {
  const { device, publicKey } = await startPhone();
  const [words, number] = ["Hẹn trả: 26/11/2026", vectors[0].text.split("|")[1]];
  const qr = await receiptQr(number, "2026-11-21", await hashOf(words));

  const judged = await judge(qr, { ward: "04795", keys: [{ ...publicKey, device, first: "2026-11-21", last: null }] }, words);

  assert.equal(judged.verdict, "genuine");
});
