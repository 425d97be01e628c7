/** The code on a result finds its dossier, whichever code it is and however it was typed; another's finds none. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dossiersNamed } from "../../../static/client/dossiers/result-code.js";

const ID = "0192f0aa-0000-7000-8000-00000000000a";
const LAN = { id: ID, receipt: { number: "TN04795-26-0001237" }, result: { code: "12/QĐ-UBND" }, official_code: "H28.15-260101-0007" };
const BARE = { id: "0192f0aa-0000-7000-8000-00000000000b", receipt: null, result: { code: null }, official_code: null };
const SPLIT = [BARE, LAN];

for (const [how, code] of Object.entries({
  "the receipt's number": "TN04795-26-0001237",
  "the same without hyphens": "tn04795260001237",
  "the receipt's whole QR code": "TN1|TN04795-26-0001237|2026-11-21|hash|device|signature",
  "the result's own code": " 12/qđ-ubnd",
  "the code of the national portal": "H28.15 260101 0007",
  "the code of a form without any number": ID,
}))
  test(`${how} means its dossier`, () => assert.deepEqual(dossiersNamed(code, SPLIT), [LAN]));

for (const code of ["", " - ", "TN04795-26-0001238", "12/QD-UBND", "https://example.org/TN04795-26-0001237", "null"])
  test(`${JSON.stringify(code)} means none`, () => assert.deepEqual(dossiersNamed(code, SPLIT), []));

test("two books have the same number: both are named, and nobody is given the other's paper", () => {
  const birth = { ...BARE, id: "0192f0aa-0000-7000-8000-00000000000c", result: { code: "12/2026" } };
  const death = { ...BARE, id: "0192f0aa-0000-7000-8000-00000000000d", result: { code: "12 / 2026" } };

  assert.deepEqual(dossiersNamed("12/2026", [birth, death]), [birth, death]);
});

test("where the parts of a book's number end counts", () => {
  const first = { ...BARE, result: { code: "1/12" } };

  assert.deepEqual([dossiersNamed("11/2", [first]), dossiersNamed("1/12", [first])], [[], [first]]);
});
