/** Leasing in good time: again after a refusal, next year's before the year ends, never without end. */
import { startWithParcels } from "./parcels.js";
import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { enrolWithCode } from "../../../static/client/core/enrol.js";
import { drawNumber, hasNumbers, NoNumberLeft, numbersLeft, receiptsFor } from "../../../static/client/core/numbers.js";
import { needsPerson } from "../../../static/client/core/words.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { allCommands } from "../../../static/client/core/vault.js";

const HOUR = 3_600_000;
const realNow = Date.now;
let server;
let moment;

/** Phone and server agree on the time. @param {string | number} when */
function itIs(when) {
  moment = new Date(when).getTime();
}

beforeEach(async () => {
  itIs("2026-11-21T08:00:00+07:00");
  Date.now = () => moment;
  server = await startWithParcels();
  server.clock = () => new Date(moment);
  server.role = "officer";
  server.handlers["sync.lease_numbers"] = lease;
  await enrolWithCode("777777");
});

after(() => (Date.now = realNow));

/** The server's own rule: this year's, and in December next year's. */
function lease({ lease_id, kind, count, year }) {
  const today = new Date(server.clock().getTime() + 7 * HOUR);
  const open = today.getUTCMonth() === 11 ? [today.getUTCFullYear(), today.getUTCFullYear() + 1] : [today.getUTCFullYear()];
  if (kind === "receipt" && !open.includes(year)) return { status: "rejected", code: "year-not-open", review: "r1" };
  const codes = Array.from({ length: count }, (_, n) => `${kind}-${year ?? ""}-${lease_id.slice(-4)}-${n}`);
  return [{ kind: "number_lease", id: lease_id, body: { id: lease_id, number_kind: kind, year: year ?? open[0], codes, device_id: server.device, medium: "device" } }];
}

const asked = (kind) => [...server.stored.values()].map(({ body }) => JSON.parse(body)).filter((one) => one.args.kind === kind);

/** So many rounds, one after the other. */
async function rounds(count) {
  for (let n = 0; n < count; n += 1) await syncOnce();
}

test("a refused request is made again: after an hour, then ever later, and only the last one needs a person", async () => {
  server.handlers["sync.lease_numbers"] = () => ({ status: "parked", code: "failed", review: "r1" });
  await rounds(3);
  assert.equal(asked("receipt").length, 1);

  itIs(moment + HOUR + 1);
  await rounds(3);
  assert.equal(asked("receipt").length, 2);
  itIs(moment + HOUR + 1);
  await rounds(3);
  assert.equal(asked("receipt").length, 2);
  server.handlers["sync.lease_numbers"] = () => ({ status: "rejected", code: "numbers-used-up", review: "r1" });
  itIs(moment + HOUR);
  await rounds(3);
  assert.equal(asked("receipt").length, 3);
  assert.equal((await allCommands()).filter(needsPerson).length, 2, "one for each kind");

  server.handlers["sync.lease_numbers"] = lease;
  itIs(moment + 4 * HOUR + 1);
  await rounds(3);

  assert.equal(await numbersLeft("receipt"), 20);
  assert.ok(await hasNumbers());
  assert.equal((await allCommands()).filter(needsPerson).length, 0);
});

test("what was refused to an earlier enrolment keeps no new one waiting", async () => {
  server.handlers["sync.lease_numbers"] = () => ({ status: "late", code: "account-ended" });
  await rounds(2);
  server.handlers["sync.lease_numbers"] = lease;
  await enrolWithCode("888888");

  await rounds(2);

  assert.equal(await numbersLeft("receipt"), 20);
});

test("in December next year's numbers are fetched, and drawn on the first of January without a network", async () => {
  await rounds(2);
  itIs("2026-11-30T23:59:00+07:00");
  await rounds(2);
  assert.deepEqual(asked("receipt").map((command) => command.args.year), [2026]);

  itIs("2026-12-01T00:10:00+07:00");
  await rounds(1);
  assert.ok(!(await hasNumbers()), "not ready for the year's change yet");
  assert.deepEqual([await receiptsFor(["2026-12-27"]), await receiptsFor(["2026-12-31", "2027-01-02"])], [20, 0]);
  await rounds(2);
  assert.deepEqual(asked("receipt").map((command) => command.args.year), [2026, 2027]);
  assert.ok(await hasNumbers());
  assert.equal(await receiptsFor(["2026-12-31", "2027-01-02"]), 20);
  assert.match(await drawNumber("receipt"), /^receipt-2026-/);
  server.intercept = () => {
    throw new TypeError("offline");
  };

  itIs("2027-01-01T07:30:00+07:00");

  assert.match(await drawNumber("receipt"), /^receipt-2027-/);
  assert.equal(await numbersLeft("receipt"), 19);
});

test("a phone set to another year leases one block, and gives no number of the wrong year", async () => {
  const ahead = 60 * 24 * HOUR;
  Date.now = () => moment + ahead;

  await rounds(6);

  assert.deepEqual(asked("receipt").map((command) => command.args.year), [2026]);
  await assert.rejects(drawNumber("receipt"), NoNumberLeft);
  Date.now = () => moment;
  assert.equal(await numbersLeft("receipt"), 20);
});

test("a clock that jumps in the middle of a round asks for no other year", async () => {
  server.intercept = (url) => {
    if (url.pathname.endsWith("/pull")) Date.now = () => moment + 40 * 24 * HOUR;
  };

  await rounds(2);

  assert.deepEqual(asked("receipt").map((command) => command.args.year), [2026]);
});
