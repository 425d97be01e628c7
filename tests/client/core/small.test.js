/** Small parts: ids, dates, check digits, telephone numbers, search, canonical JSON, the lock. */
import { startPhone } from "./phone.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { showDate, showDay, showTime, today, vnNow } from "../../../static/client/core/clock.js";
import { canonical } from "../../../static/client/core/crypto.js";
import { damm, isDamm } from "../../../static/client/core/damm.js";
import { newId } from "../../../static/client/core/ids.js";
import { isLocked, lockNow, unlock } from "../../../static/client/core/lock.js";
import { e164, showPhone, telLink } from "../../../static/client/core/phone.js";
import { byGivenName, fold, matches } from "../../../static/client/core/search.js";

test("ids are UUIDv7 and sort by time", () => {
  const [early, late] = [newId(1_700_000_000_000), newId(1_700_000_000_001)];

  assert.match(early, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(early < late);
  assert.equal(parseInt(early.replaceAll("-", "").slice(0, 12), 16), 1_700_000_000_000);
});

test("times are Vietnam's whatever the phone is set to", () => {
  const late = "2026-02-06T18:30:00Z";

  assert.equal(vnNow(late), "2026-02-07T01:30:00.000+07:00");
  assert.equal(today(late), "2026-02-07");
  assert.deepEqual([showDate("2026-02-07"), showDay("2026-02-07"), showTime(late)], ["07/02/2026", "Thứ Bảy, 07/02/2026", "01:30"]);
});

test("the check digit finds each wrong digit and each swap", () => {
  const number = "572" + damm("572");
  assert.equal(damm("572"), "4");
  assert.ok(isDamm(number));

  for (let place = 0; place < number.length; place += 1) {
    const wrong = number.slice(0, place) + ((Number(number[place]) + 1) % 10) + number.slice(place + 1);
    assert.ok(!isDamm(wrong));
  }
  assert.ok(!isDamm("7524"));
});

test("telephone numbers are taken in any shape", () => {
  for (const text of ["0912 345 678", "+84912345678", "84912345678", "0912.345.678"]) assert.equal(e164(text), "+84912345678");
  assert.equal(e164("12"), null);
  assert.deepEqual([showPhone("+84912345678"), telLink("0912 345 678")], ["0912 345 678", "tel:+84912345678"]);
});

test("search knows no accents and lists sort by the given name", () => {
  assert.equal(fold("  Đặng   Thị Mừng "), "dang thi mung");
  assert.ok(matches("Đặng Thị Mừng", "mung dang"));
  assert.deepEqual(["Lê Dung", "Bùi Đặng", "Vũ An"].sort(byGivenName), ["Vũ An", "Lê Dung", "Bùi Đặng"]);
});

test("canonical JSON is what the server hashes", () => {
  assert.equal(canonical({ b: [{ z: 1, a: "Đ" }], a: null }), '{"a":null,"b":[{"a":"Đ","z":1}]}');
});

test("five wrong PINs wait, ten ask for sign-in, the right one opens", async () => {
  await startPhone();
  await lockNow();
  assert.ok(isLocked());

  for (let n = 0; n < 4; n += 1) assert.equal(await unlock("000000", 0), "wrong");
  assert.equal(await unlock("000000", 0), "wrong");
  assert.equal(await unlock("246810", 1_000), "wait");
  assert.equal(await unlock("246810", 31_000), "open");
  assert.ok(!isLocked());

  for (let n = 0; n < 9; n += 1) await unlock("000000", 1e9 * (n + 1));
  assert.equal(await unlock("000000", 1e12), "sign-in");
  assert.equal(await unlock("246810", 1e13), "sign-in");
});
