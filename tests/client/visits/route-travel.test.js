/** The phone reckons the way between homes as the plan does: both are held to tests/vectors/travel.json. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { searchSeconds, travelSeconds } from "../../../static/client/visits/route-travel.js";

const { cases, search } = JSON.parse(readFileSync(new URL("../../vectors/travel.json", import.meta.url), "utf8"));

for (const { name, ground, places, seconds } of cases) {
  test(`ways, ${name}`, () => assert.deepEqual(travelSeconds(places, ground), seconds));
}

test("the river makes some ways longer", () => {
  const [{ ground, places, seconds }] = cases.filter(({ name }) => name === "over the river");
  const dry = travelSeconds(places, { ...ground, rivers: [] });
  const over = seconds.flat().filter((one, n) => one > dry.flat()[n]);
  assert.ok(over.length > 4 && over.length < dry.flat().length / 2, `${over.length}`);
});

test("how long the search for a vague home takes", () => {
  for (const [radius, wanted] of search) assert.equal(searchSeconds(radius), wanted, `${radius} m`);
});
