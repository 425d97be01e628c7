/** A rating leaves the phone and shows nowhere on it; what the outbox says is seen in the journeys. */
import { startPhone } from "../core/phone.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { commandOf } from "../../../static/client/core/preview.js";
import { all } from "../../../static/client/core/rows.js";
import { unsent } from "../../../static/client/core/vault.js";
import { rateVisit } from "../../../static/client/feedback/commands.js";

const VISIT = "0193bbbb-0000-7000-8000-0000000000f1";

beforeEach(startPhone);

test("no row of the phone is made of a rating", async () => {
  await rateVisit(VISIT, { score: 1, reasons: ["late"], answered_by: "self" });
  const [row] = await unsent();
  const command = commandOf(row);

  assert.deepEqual(row.changes, []);
  assert.deepEqual(await all("opinion"), []);
  assert.deepEqual([command.args.score, command.args.where], [1, "officer-phone"]);
});
