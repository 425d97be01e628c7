/** A newer app carries the outbox of older ones over: what was signed stays as it was, whatever it says. */
import { PIN, startPhone } from "./phone.js";
import { rawStore } from "./raw.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { resume, unlock } from "../../../static/client/core/lock.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import * as vault from "../../../static/client/core/vault.js";

const DEVICE_OF = async (raw) => (await raw.table("notes").get("enrolment")).value.device_id;

/** As an app wrote it before the store was encrypted: a type, a version and fields that nobody knows today. */
const OLD = [
  { type: "parcels.forgotten", v: 7, args: { parcel: "số 1", colour: null, weights: [1.0, 1e3] }, later: true },
  { type: "parcels.note", v: 1, args: { parcel_id: "0193", text: "  hai   dấu cách \u0111" } },
];

let server;

beforeEach(async () => {
  server = await startPhone();
});

/** Spaces and escapes that no JSON writer of today would choose. */
const oddText = (body) => JSON.stringify(body, null, 3).replaceAll("ấ", "\\u1ea5");

async function writeAsBefore() {
  const raw = await rawStore();
  const device = await DEVICE_OF(raw);
  const rows = OLD.map((one, n) => {
    const id = `0193aaaa-0000-7000-8000-00000000000${n}`;
    const body = oddText({ id, ward: "04795", device_id: device, at: "2026-01-03T09:00:00+07:00", ...one });
    const more = { saved_at: 1, tries: 0, files: [], a_column_of_then: [1, 2] };
    return { id, device, seq: n + 1, order: n + 1, state: "waiting", live: 1, type: one.type, body, sig: `sig${n}-_`, ...more };
  });
  await raw.table("commands").bulkAdd(rows);
  await raw.table("notes").bulkPut([{ key: "seq", value: 2 }, { key: "order", value: 2 }]);
  const { value } = await raw.table("notes").get("vault");
  await raw.table("notes").put({ key: "vault", value: { ...value, isCarried: false } });
  raw.close();
  return rows.map(({ seq, body, sig }) => ({ seq, body, sig }));
}

async function startNewerApp() {
  vault.closeAll();
  await resume();
  assert.equal(await unlock(PIN), "open");
}

test("an outbox row is carried over as it was signed, byte for byte", async () => {
  const before = await writeAsBefore();

  await startNewerApp();

  assert.deepEqual((await vault.unsent()).map(({ seq, body, sig }) => ({ seq, body, sig })), before);
});

test("and is sent so, once, although no feature of today knows its type", async () => {
  const before = await writeAsBefore();
  const pushed = [];
  server.intercept = (url, _init, json) => void (url.pathname.endsWith("/push") && pushed.push(...json.commands));

  await startNewerApp();
  await syncOnce();

  assert.deepEqual(pushed, before);
  assert.equal(await vault.countUnsent(), 0);
});

test("what was refused or answered then stays readable", async () => {
  await writeAsBefore();
  const raw = await rawStore();
  await raw.table("commands").update("0193aaaa-0000-7000-8000-000000000000", { state: "rejected", code: "unknown-command", live: 0 });
  raw.close();

  await startNewerApp();

  const row = await vault.findCommand("0193aaaa-0000-7000-8000-000000000000");
  assert.deepEqual([row.state, row.code, JSON.parse(row.body).args.parcel], ["rejected", "unknown-command", "số 1"]);
});
