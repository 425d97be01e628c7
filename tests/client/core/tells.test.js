/** What the phone tells about itself: counts and times, from plain columns alone. */
import { note, startWithParcels } from "./parcels.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { codeIn } from "../../../static/client/core/enrol.js";
import { newId, timeOf } from "../../../static/client/core/ids.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { tells } from "../../../static/client/core/tells.js";

const SATURDAY = Date.parse("2026-11-21T09:30:00.123+07:00");

/** Saves work at these moments. */
async function saveAt(t, ...moments) {
  t.mock.timers.enable({ apis: ["Date"], now: moments[0] });
  for (const moment of moments) {
    t.mock.timers.setTime(moment);
    await note("a");
  }
}

test("an id knows when it was made", () => {
  assert.equal(timeOf(newId(SATURDAY)), SATURDAY);
});

test("a phone with nothing to send says so", async () => {
  await startWithParcels();

  const told = await tells();

  assert.equal(told.unsent, 0);
  assert.equal(told.oldest, undefined);
  assert.equal(told.standalone, 0);
  assert.equal(told.lock, "P");
});

test("a phone with work to send says how much and since when", async (t) => {
  await startWithParcels();
  await saveAt(t, SATURDAY, SATURDAY + 5_000, SATURDAY + 9_000);

  const told = await tells();

  assert.equal(told.unsent, 3);
  assert.equal(told.oldest, new Date(SATURDAY).toISOString());
});

test("hello carries what the phone tells", async (t) => {
  const server = await startWithParcels();
  await saveAt(t, SATURDAY);
  const asked = [];
  server.intercept = (url) => {
    if (url.pathname.endsWith("/hello")) asked.push(url.searchParams);
    return null;
  };

  await syncOnce();

  assert.equal(asked[0].get("unsent"), "1");
  assert.equal(asked[0].get("oldest"), new Date(SATURDAY).toISOString());
});

test("a code is read from digits, from groups of digits, and from the picture's address", () => {
  for (const text of ["0123456789", "012 345 6789", "012-345-6789", "https://phuong.vn/app/#/this-phone?code=0123456789"]) {
    assert.equal(codeIn(text), "0123456789");
  }
});
