/** The fields of a card, scanned or typed: the same report either way; what cannot be is said; who is alike is found. */
import { startPhone } from "../core/phone.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { readCard } from "../../../static/client/citizens/card.js";
import { EMPTY_IDENTITY, addressFix, fromCard, identityFaults, last4Of, seenCard } from "../../../static/client/citizens/identity-values.js";
import { alikePeople } from "../../../static/client/citizens/queries.js";
import { searchPeople } from "../../../static/client/requests/queries.js";
import { syncOnce } from "../../../static/client/core/sync.js";

const { vectors, search_folding } = JSON.parse(readFileSync(new URL("cccd_qr_vectors.json", import.meta.url), "utf8"));
const TODAY = "2026-11-22";
const typed = (values) => ({ ...EMPTY_IDENTITY, ...values });
const wrong = (values) => Object.entries(identityFaults(typed(values), TODAY)).filter(([, words]) => words).map(([name]) => name);

test("a card that is typed says what the same card says when it is scanned", () => {
  for (const { payload } of vectors.filter(({ accept }) => accept)) {
    const scanned = fromCard(readCard(payload, TODAY));
    const { card_name, card_birth, card_sex, card_old_number, identity_number } = scanned;
    const byHand = typed({ card_name: ` ${card_name} `, card_birth, card_sex, card_old_number, identity_number: identity_number.replace(/(\d{3})/g, "$1 ") });

    assert.deepEqual(wrong(scanned), []);
    assert.deepEqual({ ...seenCard(byHand), source: "qr" }, seenCard(scanned));
  }
});

test("the old number alone is enough; in the wrong field it is said where it belongs", () => {
  const old = typed({ card_old_number: "113 000 001" });

  assert.deepEqual(wrong(old), []);
  assert.deepEqual([seenCard(old).identity_number, seenCard(old).old_identity_number, last4Of(seenCard(old))], [null, "113000001", "0001"]);
  assert.match(identityFaults(typed({ identity_number: "113000001" }), TODAY).identity_number, /Số CMND cũ/);
});

for (const [name, values] of [
  ["identity_number", {}],
  ["identity_number", { identity_number: "01704899000" }],
  ["identity_number", { identity_number: "'; DROP TABLE citizen;--" }],
  ["identity_number", { identity_number: "👵🏻👵🏻👵🏻" }],
  ["card_old_number", { identity_number: "017048990001", card_old_number: "12345" }],
  ["card_birth", { identity_number: "017048990001", card_birth: "31/02/1948" }],
  ["card_birth", { identity_number: "017048990001", card_birth: "23/11/2026" }],
  ["card_birth", { identity_number: "017048990001", card_birth: "<script>1</script>" }],
]) {
  test(`${JSON.stringify(values)} is told by the field ${name}`, () => assert.deepEqual(wrong(values), [name]));
}

test("the printed address goes on only where it was ticked, and says what stood there", () => {
  const card = fromCard(readCard(vectors[0].payload, TODAY));
  const citizen = { old_address: "Xóm Bãi" };

  assert.equal(addressFix(card, citizen), null);
  assert.deepEqual(addressFix({ ...card, keep_address: true }, citizen), {
    old_address: { from: "Xóm Bãi", to: "Tổ 14, Phường Đồng Tiến, Thành phố Hòa Bình, Hòa Bình" },
  });
  assert.equal(addressFix({ ...card, keep_address: true }, { old_address: card.card_address }), null);
  assert.ok(!JSON.stringify(seenCard({ ...card, keep_address: true })).includes("Đồng Tiến"), "the report of the card has no address");
});

/** @param {Record<string, any>[]} people */
async function phoneWith(people) {
  const server = await startPhone();
  people.forEach((person, n) => {
    const id = `0193eeee-0000-7000-8000-00000000000${n}`;
    server.put("citizen", id, { id, address: "", phone: null, identity_last4: null, birth_year: 1948, is_deceased: false, ...person });
  });
  await syncOnce();
}

test("somebody alike is found without marks, exact marks first, and never with another year of birth", async () => {
  await phoneWith([{ full_name: "Bùi Văn Thư" }, { full_name: "Bùi Văn Thử" }, { full_name: "Bùi Văn Thử", birth_year: 1950 }]);
  const said = { name: "Bùi Văn Thử".normalize("NFD"), birth_year: 1948, last4: "" };

  const found = await alikePeople(said);

  assert.deepEqual(found.map(({ full_name }) => full_name), ["Bùi Văn Thử", "Bùi Văn Thư"]);
  assert.equal((await alikePeople({ ...said, except: found[0].id })).length, 1);
  assert.deepEqual(await alikePeople({ name: "", birth_year: null, last4: "" }), []);
});

test("the last four digits find a person whose name is written otherwise", async () => {
  await phoneWith([{ full_name: "Bùi V. Thử", identity_last4: "0001" }, { full_name: "Ai Khác", identity_last4: "0002" }]);

  const found = await alikePeople({ name: "Bùi Văn Thử", birth_year: 1948, last4: "0001" });

  assert.deepEqual(found.map(({ full_name }) => full_name), ["Bùi V. Thử"]);
});

test("a search lists who is written exactly so before those who are so without marks", async () => {
  await phoneWith([{ full_name: "Lê Văn Hung" }, { full_name: "Lê Văn Hưng" }, { full_name: "Lê Văn Hùng" }]);

  const names = async (wanted) => (await searchPeople(wanted)).map(({ full_name }) => full_name);

  assert.equal((await names("hưng"))[0], "Lê Văn Hưng");
  assert.equal((await names("Hùng".normalize("NFD")))[0], "Lê Văn Hùng");
  assert.equal((await names("hung")).length, 3);
});

test("each pair that folds alike is found by either spelling", async () => {
  for (const [one, other] of search_folding.equal_pairs) {
    await phoneWith([{ full_name: one }]);
    assert.equal((await searchPeople(other)).length, 1, `${one} by ${other}`);
  }
});
