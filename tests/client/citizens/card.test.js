/** The card's QR code, read by the vectors; numbers that contradict the card are doubted, never refused. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { doubtsOf, readCard, readDate, readNumber, tidyNumber } from "../../../static/client/citizens/card.js";

const { vectors, id_numbers, province_codes } = JSON.parse(readFileSync(new URL("cccd_qr_vectors.json", import.meta.url), "utf8"));
const TODAY = "2026-11-21";
const SEX = { Nam: "male", Nữ: "female" };

for (const { id, payload, accept, expect } of vectors) {
  test(`card ${id}`, () => {
    const card = readCard(payload, TODAY);

    if (!accept) return assert.equal(card, null);
    assert.deepEqual(card, {
      identity_number: expect.id_number,
      old_identity_number: expect.old_cmnd,
      full_name: expect.full_name,
      birth_date: expect.birth_date,
      sex: SEX[expect.sex],
      address: expect.address,
    });
    const seen = { ...card, birth_year: Number(card.birth_date.slice(0, 4)) };
    assert.deepEqual(doubtsOf(seen), expect.warnings);
  });
}

for (const { number, decoded } of id_numbers) {
  test(`number ${number} says what it should`, () => {
    const expected = { province: decoded.province_code, sex: SEX[decoded.sex], birth_year: decoded.birth_year };
    assert.deepEqual(readNumber(number), expected);
  });
}

test("every province code is known", () => {
  const unknown = province_codes.filter(({ code }) => doubtsOf({ identity_number: `${code}048990001` }).length > 0);

  assert.deepEqual(unknown, []);
});

test("a birth year other than the number's is doubted", () => {
  assert.deepEqual(doubtsOf({ identity_number: "017048990001", birth_year: 1950 }), ["birth_year_mismatch"]);
});

test("neither the day of issue nor whatever a later card adds is read out", () => {
  const card = readCard(`${vectors[0].payload}|Bùi Thị Mẹ|O+`, TODAY);

  for (const rest of ["2021", "Bùi Thị Mẹ", "O+"]) assert.ok(!JSON.stringify(card).includes(rest), rest);
});

test("slashes in dates, a byte order mark and line ends do no harm", () => {
  const card = readCard("\uFEFF017048990001||Bùi Văn Thử|02/03/1948|Nam|Tổ 14|15/08/2021\r\n", TODAY);

  assert.equal(card.birth_date, "1948-03-02");
});

test("a date is read as it is typed, and a day that never was is none", () => {
  assert.deepEqual(["2/3/1948", "02-03-1948", "02031948"].map(readDate), ["1948-03-02", "1948-03-02", "1948-03-02"]);
  assert.deepEqual(["31/02/1948", "1948", ""].map(readDate), [null, null, null]);
});

test("a typed number may carry spaces and dots", () => {
  assert.equal(tidyNumber("017 048.990-001"), "017048990001");
});
