/** What is typed wrong at a door is told by its field, in words, and never makes a report that the centre cannot take. */
import { startPhone } from "./core/phone.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { identityFaults } from "../../static/client/citizens/identity-values.js";
import { e164 } from "../../static/client/core/phone.js";
import { matches } from "../../static/client/core/search.js";
import { wholeIn } from "../../static/client/core/whole.js";
import { recordDossier } from "../../static/client/dossiers/commands.js";
import { componentsOf, rolesOf } from "../../static/client/dossiers/draft.js";
import { countFaults } from "../../static/client/dossiers/pages.js";
import { EMPTY, faultsOf } from "../../static/client/requests/registration.js";
import { citizen, draftOf, procedure, visit } from "./dossiers/door.js";

const { phones } = JSON.parse(readFileSync(new URL("citizens/cccd_qr_vectors.json", import.meta.url), "utf8"));
const ODD = ["-1", "0", "1.5", "hai", "1e3", "1000", "👵🏻", "<script>", "' OR 1=1 --", "", " "];

for (const typed of ODD) {
  test(`"${typed}" copies are no count: the field says so, the report stays whole`, async () => {
    await startPhone();
    const papers = { p1: { state: "received", count: typed }, p2: { state: "seen", count: typed } };
    const values = draftOf({ copies: typed, papers, photos: [] });

    assert.equal(wholeIn(typed), null);
    assert.deepEqual(Object.keys(countFaults(papers)), ["count:p1"], "what was only seen is not counted");
    const { args } = await recordDossier(values, { visit, citizen, procedure });
    assert.equal(args.copies, 1);
    assert.ok(args.components.every(({ count }) => Number.isInteger(count) && count >= 0 && count <= 999));
  });
}

test("counts are taken with spaces around them", () => assert.deepEqual([" 2 ", "999", "07"].map((typed) => wholeIn(typed)), [2, 999, 7]));

const TYPED = { ...EMPTY, full_name: "Bùi Thị Mẩy", birth_year: "1941", neighbourhood_id: "x", phone: "", procedure: "unknown" };
for (const [field, typed] of [
  ["full_name", " "],
  ["birth_year", "2027"],
  ["birth_year", "1800"],
  ["birth_year", "năm con rồng"],
  ["birth_year", "-1941"],
  ["phone", "0123456789"],
  ["phone", "01691234567"],
  ["phone", "<script>alert(1)</script>"],
]) {
  test(`a registration with ${field} "${typed}" is told by that field`, () => {
    const faults = faultsOf({ ...TYPED, [field]: typed }, true, "2026-11-22");

    assert.deepEqual(Object.keys(faults).filter((name) => faults[name]), [field]);
  });
}

for (const name of ["Robert'); DROP TABLE dossier;--", "<img src=x onerror=alert(1)>", "Bùi Thị Mẩy 👵🏻", "Đặng Thị Hoà".normalize("NFD")]) {
  test(`the name ${name} is kept as it was typed and found again`, () => {
    const { owner } = rolesOf(draftOf({ owner_is: "other", owner_name: ` ${name} ` }), citizen);

    assert.equal(owner.name, name);
    assert.ok(matches(name.normalize("NFC"), name));
  });
}

test("twenty papers at once are twenty lines, each with its own pages", () => {
  const papers = Array.from({ length: 20 }, (_, n) => ({ key: `p${n}`, kind: "hand_in", name: `Giấy ${n}`, originals: 1, copies: 0 }));
  const photos = papers.map(({ key }, n) => ({ sha256: String(n).padStart(64, "0"), size: 1, type: "image/jpeg", role: "component", component_key: key }));
  const lines = componentsOf({ ...procedure, cases: [{ key: "all", name: "", papers }] }, draftOf({ photos, papers: {} }));

  assert.deepEqual(lines.map(({ files }) => files.length), Array.from({ length: 20 }, () => 1));
});

test("each telephone number of the vectors is taken in any shape, or told to be none", () => {
  for (const { raw, normal } of phones.accept) assert.equal(e164(raw), `+84${normal.slice(1)}`, raw);
  for (const raw of phones.reject) assert.equal(e164(raw), null, raw);
});

test("forty digits are no identity number", () => {
  const faults = identityFaults({ identity_number: "1".repeat(40), card_old_number: "", card_birth: "" }, "2026-11-22");
  assert.ok(faults.identity_number);
});
