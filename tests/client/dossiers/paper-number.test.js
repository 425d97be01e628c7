/** A receipt written by hand on numbered paper: typed in later, once, with the moment that stands on it. */
import assert from "node:assert/strict";
import test from "node:test";
import { VISIT, citizen, draftOf, procedure, startAtTheDoor, visit } from "./door.js";
import { damm } from "../../../static/client/core/damm.js";
import { commandOf } from "../../../static/client/core/preview.js";
import { numbersLeft } from "../../../static/client/core/numbers.js";
import { allCommands, writeDraft } from "../../../static/client/core/vault.js";
import { draftKey } from "../../../static/client/dossiers/draft.js";
import { finishDossier } from "../../../static/client/dossiers/finish.js";
import { paperFaults, paperMoment, paperNumber } from "../../../static/client/dossiers/paper-number.js";

const NUMBER = `TN04795-26-000123${damm("0479526000123")}`;
const NOON = Date.parse("2026-11-21T12:00:00+07:00");
const written = (changes = {}) => ({ paper_number: NUMBER, paper_day: "2026-11-21", paper_hour: "9:05", ...changes });

test("the number is read with or without hyphens, and a wrong digit is noticed", () => {
  assert.equal(paperNumber(NUMBER), NUMBER);
  assert.equal(paperNumber(NUMBER.toLowerCase().replaceAll("-", " ")), NUMBER);
  for (let place = 2; place < NUMBER.length; place += 1) {
    if (NUMBER[place] === "-") continue;
    const other = String((Number(NUMBER[place]) + 1) % 10);
    assert.equal(paperNumber(NUMBER.slice(0, place) + other + NUMBER.slice(place + 1)), null, `digit ${place}`);
  }
});

test("day and hour are taken as they stand on the paper", () => {
  assert.equal(paperMoment(written()), "2026-11-21T09:05:00+07:00");
  assert.equal(paperMoment(written({ paper_hour: "14h30" })), "2026-11-21T14:30:00+07:00");
  for (const wrong of [{ paper_hour: "" }, { paper_hour: "25:00" }, { paper_hour: "chín giờ" }, { paper_day: "" }]) {
    assert.equal(paperMoment(written(wrong)), "");
    assert.ok(paperFaults(written(wrong), NOON).paper_hour);
  }
});

test("nothing typed asks for nothing; what lies in the future is no receipt", () => {
  assert.deepEqual(paperFaults(draftOf(), NOON), {});
  assert.deepEqual(paperFaults(written(), NOON), { paper_number: "", paper_hour: "" });
  assert.ok(paperFaults(written({ paper_hour: "13:00" }), NOON).paper_hour);
});

test("it is issued with its own number and moment, unsigned by this phone, and no leased number is used up", async () => {
  await startAtTheDoor();
  const before = await numbersLeft("receipt");
  const draft = {
    key: draftKey(VISIT), values: draftOf({ photos: [], ...written() }),
    set(change) { this.values = { ...this.values, ...change }; },
    async flush() { await writeDraft({ key: this.key, values: this.values, title: "", path: "", saved_at: 0 }); },
  };
  await draft.flush();

  const { number } = await finishDossier(draft, { visit, citizen, procedure });

  const issued = (await allCommands()).map(commandOf).find(({ type }) => type === "dossiers.issue_receipt");
  assert.equal(number, NUMBER);
  assert.deepEqual([issued.args.number, issued.args.taken_at, issued.args.qr], [NUMBER, "2026-11-21T09:05:00+07:00", null]);
  assert.match(issued.args.shown, /Nhận tại nhà: 09:05/);
  assert.equal(await numbersLeft("receipt"), before);
});
