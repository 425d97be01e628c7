/** From the fields of the door's screens to what is reported: roles, papers, fee. */
import assert from "node:assert/strict";
import test from "node:test";
import { componentsOf, feeOf, isBegun, openParts, rolesOf } from "../../../static/client/dossiers/draft.js";
import { SHA, citizen, draftOf, procedure } from "./door.js";

test("the owner is who is visited, the submitter somebody else with a relation", () => {
  const { owner, submitter, helper, receiver, decider } = rolesOf(draftOf({ owner_last4: "0001" }), citizen);

  assert.deepEqual(owner, {
    name: "Bùi Văn Thử", birth_year: 1948, identity_last4: "0001", phone: "+84912345678", relation: null, right: null,
    authorisation: null,
  });
  assert.deepEqual(submitter, {
    name: "Bùi Thị Con", birth_year: 1975, identity_last4: "4321", phone: "+84987654321", relation: "con gái", right: "relative",
    authorisation: null,
  });
  assert.deepEqual([helper, decider], [null, null]);
  assert.equal(receiver, submitter, "unless somebody else is named");
});

test("who is visited may hand in for an owner who is not there", () => {
  const values = draftOf({ owner_is: "other", owner_name: "Bùi Văn Cháu", submitter_is: "citizen", submitter_relation: "bà nội", submitter_right: "" });

  const { owner, submitter } = rolesOf(values, citizen);

  assert.deepEqual([owner.name, owner.identity_last4], ["Bùi Văn Cháu", null]);
  assert.deepEqual([submitter.name, submitter.relation], ["Bùi Văn Thử", "bà nội"]);
  assert.equal(submitter.right, null, "a right that nobody has chosen is none: the server takes no empty word for one");
});

test("a guardian hands in by a paper, a neighbour is to have the result", () => {
  const values = draftOf({ submitter_right: "guardian", submitter_authorisation: " QĐ 12/2024 ", receiver_is: "other", receiver_name: " Hà Văn Tổ " });

  const { submitter, receiver } = rolesOf({ ...values, receiver_relation: "tổ trưởng" }, citizen);

  assert.deepEqual([submitter.right, submitter.authorisation], ["guardian", "QĐ 12/2024"]);
  assert.deepEqual([receiver.name, receiver.relation, receiver.right], ["Hà Văn Tổ", "tổ trưởng", null]);
  assert.equal(rolesOf({ ...values, receiver_is: "owner" }, citizen).receiver.name, "Bùi Văn Thử");
});

test("an owner who hands in alone is one person twice", () => {
  const { owner, submitter } = rolesOf(draftOf({ submitter_is: "owner" }), citizen);

  assert.deepEqual(submitter, owner);
});

test("each paper of the case says what was found; nobody ticked means missing, a note asks for nothing", () => {
  const lines = componentsOf(procedure, draftOf());

  assert.deepEqual(
    lines.map(({ key, state, form, count, files }) => [key, state, form, count, files]),
    [
      ["p1", "received", "original", 2, [SHA("a"), SHA("b")]],
      ["p2", "seen", null, 1, []],
      ["p3", "not-needed", null, 1, []],
      ["c1-1", "missing", null, 1, []],
    ],
  );
});

test("papers of a case that was not chosen are not asked for", () => {
  const keys = componentsOf(procedure, draftOf({ case_key: "" })).map(({ key }) => key);

  assert.deepEqual(keys, ["p1", "p2", "p3"]);
});

test("a fee typed with dots is a number; exempt is nothing with a reason; not asked is no fee", () => {
  assert.deepEqual(feeOf(draftOf()), { amount: 8000, postage: 0, exempt: false, exempt_reason: null, way: "cash", slip: null });
  assert.deepEqual(feeOf(draftOf({ exempt: "yes", exempt_reason: "Hộ nghèo" })), {
    amount: 0, postage: 0, exempt: true, exempt_reason: "Hộ nghèo", way: "none", slip: null,
  });
  assert.equal(feeOf(draftOf({ exempt: "" })), null);
});

test("what is still open is named, and nothing is open when all is done", () => {
  const open = { procedure: false, people: false, papers: true, fee: false, delivery: false };
  assert.deepEqual(openParts(draftOf(), procedure), open);

  const ticked = draftOf({ papers: { p1: { state: "received" }, p2: { state: "seen" }, "c1-1": { state: "missing" } } });
  assert.ok(!Object.values(openParts(ticked, procedure)).includes(true));
  assert.ok(openParts(draftOf({ submitter_name: " " }), procedure).people);
});

test("a draft nobody touched is not begun", () => {
  assert.equal(isBegun(draftOf({ procedure_id: "", submitter_is: "", submitter_last4: "", photos: [] })), false);
  assert.equal(isBegun(draftOf()), true);
});
