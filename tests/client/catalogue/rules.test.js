/** The phone counts days as the server does: the same vectors, the same dates. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { countedFrom, dueAfter, dueDate, isWorking, PLAIN, workingDaysLeft } from "../../../static/client/catalogue/rules.js";

const vectors = JSON.parse(readFileSync(new URL("../../catalogue/calendar_vectors.json", import.meta.url), "utf8"));
const declared = new Map([
  ...vectors.days_off.map(({ date }) => [date, false]),
  ...vectors.working_saturdays.map(({ date }) => [date, true]),
]);
const UNITS = { working: "working_days", calendar: "calendar_days", same_day: "same_day", hours: "hours", half_days: "half_days" };
const gapVectors = JSON.parse(readFileSync(new URL("../../catalogue/waiting_vectors.json", import.meta.url), "utf8"));

for (const { note, received, n, mode, gaps, while_missing, due } of gapVectors) {
  test(note, () => {
    const spans = gaps.map(([asked, complete]) => ({ asked, complete }));

    assert.equal(dueAfter({ limit_n: n, limit_unit: UNITS[mode] }, received, spans, declared, { ...PLAIN, while_missing }), due);
  });
}

test("days left are working days, and late is late at a weekend too", () => {
  const left = (today) => workingDaysLeft("2026-11-26", today, declared);

  assert.deepEqual(["2026-11-20", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-29"].map(left), [3, 1, 0, -1, -1]);
});


for (const { received, n, mode, due } of vectors.deadline_vectors) {
  test(`${received} and ${n} ${mode} is due ${due}`, () => {
    assert.equal(dueDate({ limit_n: n, limit_unit: UNITS[mode] }, received, declared), due);
  });
}

test("papers taken on a Saturday are counted from Monday", () => {
  assert.equal(countedFrom({ limit_n: 3, limit_unit: "working_days" }, "2026-11-21T09:30:00+07:00", declared), "2026-11-23");
});

test("a minute's seconds after the cut-off are after it, the cut-off itself is not", () => {
  const limit = { limit_n: 0, limit_unit: "same_day" };

  assert.equal(dueDate(limit, "2026-11-20T15:00:00+07:00", declared), "2026-11-20");
  assert.equal(dueDate(limit, "2026-11-20T15:00:20+07:00", declared), "2026-11-23");
});

test("a limit without a unit has no date", () => {
  assert.equal(dueDate({ limit_n: 3, limit_unit: "unknown" }, "2026-11-20T09:00", declared), null);
});

test("hours run over midnight into a working day", () => {
  assert.equal(dueDate({ limit_n: 1, limit_unit: "hours" }, "2026-11-20T23:30", declared), "2026-11-23");
});

test("a worked Saturday is worked, a plain one is not", () => {
  assert.deepEqual([isWorking("2026-08-22", declared), isWorking("2026-08-15", declared)], [true, false]);
});

test("a calendar that never opens is refused", () => {
  const shut = new Map(Array.from({ length: 90 }, (_, step) => [new Date(Date.UTC(2026, 0, 1 + step)).toISOString().slice(0, 10), false]));

  assert.throws(() => dueDate({ limit_n: 1, limit_unit: "working_days" }, "2026-01-01T09:00", shut), RangeError);
});

const halfDays = JSON.parse(readFileSync(new URL("../../catalogue/half_day_vectors.json", import.meta.url), "utf8"));
const withHalves = new Map([...declared, ["2027-01-01", false], ...Object.entries(halfDays.half_days)]);

for (const { note, received, n, mode, due } of halfDays.vectors) {
  test(`half days: ${note}`, () => {
    assert.equal(dueDate({ limit_n: n, limit_unit: UNITS[mode] }, received, withHalves), due);
  });
}

for (const { note, received, n, asked, complete, due } of halfDays.waiting) {
  test(`half days: ${note}`, () => {
    const limit = { limit_n: n, limit_unit: "working_days" };
    assert.equal(dueAfter(limit, received, [{ asked, complete }], withHalves, { ...PLAIN, while_missing: "paused" }), due);
  });
}

test("a dossier of earlier rules is counted as it was promised", () => {
  const { rule_version: version, received, n, mode, due } = halfDays.before;

  assert.equal(dueDate({ limit_n: n, limit_unit: UNITS[mode] }, received, withHalves, { ...PLAIN, version }), due);
});
