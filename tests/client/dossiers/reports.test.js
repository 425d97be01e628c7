/** Reports after the first: hand-over, corrections, originals back home; laid over at once, both values kept. */
import assert from "node:assert/strict";
import test from "node:test";
import { CITIZEN, SHA, VISIT, citizen, photo, startAtTheDoor } from "./door.js";
import { one } from "../../../static/client/core/rows.js";
import { person } from "../../../static/client/core/session.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { addFiles, correctFact, handOver, transferCustody } from "../../../static/client/dossiers/commands.js";
import { handOverFaults, handOverOf } from "../../../static/client/dossiers/handing.js";
import { fetchOf, returnOf, takingFault } from "../../../static/client/dossiers/originals.js";
import { atTheDoor, awaitedPapers, reportsAbout } from "../../../static/client/dossiers/queries.js";
import { signFaults, signaturesOf } from "../../../static/client/dossiers/signing.js";

const DOSSIER = "0193cccc-0000-7000-8000-000000000001";
const RESULT = "0193cccc-0000-7000-8000-000000000002";
const PAPER = "0193cccc-0000-7000-8000-000000000003";
const owner = { name: "Bùi Văn Thử", birth_year: 1948, identity_last4: null, phone: null, relation: null, authorisation: null };
const submitter = { ...owner, name: "Bùi Thị Con", relation: "con gái" };
const row = {
  visit_id: null, citizen_id: CITIZEN, procedure_code: "2.000635", procedure_version_id: DOSSIER, procedure_name: "Trích lục",
  case_key: null, roles: { owner, submitter, helper: null }, copies: 1, note: "", status: 9, official_code: null,
  components: [{ key: "p1", name: "Tờ khai", kind: "hand_in", state: "received", form: "original", count: 1, note: "", files: [SHA("a")] }],
  files: [{ sha256: SHA("a"), role: "component", component_key: "p1", page: 1, state: "stored" }],
  finance: { amount: 8000, exempt: false, exempt_reason: null, paid: true, way: "cash", slip: null },
  delivery: { way: "home", address: null }, receipt: null, signatures: [], supplement: null, apology: null,
  result: { id: RESULT, code: null, papers: [{ name: "Bản sao trích lục", count: 1 }], state: "with-officer", handed: null },
  history: [], corrections: [],
};

/** An officer with a result and one original in the bag. */
async function startWithResult() {
  const server = await startAtTheDoor();
  const holder = { kind: "officer", id: person().id, name: person().name };
  server.put("dossier", DOSSIER, row);
  server.put("paper", PAPER, { dossier_id: DOSSIER, citizen_id: CITIZEN, name: "Giấy kết hôn", count: 1, condition: "nguyên vẹn", seal: null, holder, transfers: [] });
  server.put("visit", VISIT, { citizen_id: CITIZEN, purposes: [{ kind: "return", dossier_id: DOSSIER }] });
  await syncOnce();
  return server;
}

const filled = { to_is: "Bùi Thị Con", to_name: "", to_relation: "", to_last4: "4321", to_authorisation: "", way: "pad", note: "", papers_counted: true, returned: null, file: photo("d", null), giver_file: photo("e", null) };

test("a visit knows the result it brings and the originals it owes", async () => {
  await startWithResult();

  const { returning, papers } = await atTheDoor(VISIT);

  assert.deepEqual([returning.map(({ id }) => id), papers.map(({ id }) => id)], [[DOSSIER], [PAPER]]);
});

test("a hand-over says who, in what relation, which card, and sends the originals home", async () => {
  await startWithResult();
  const dossier = await one("dossier", DOSSIER);

  await handOver(DOSSIER, handOverOf(filled, dossier, [PAPER]), { files: [filled.file] });

  const { result, status, history } = await one("dossier", DOSSIER);
  assert.equal(result.state, "handed-over");
  assert.deepEqual([result.handed.to_name, result.handed.relation, result.handed.identity_last4], ["Bùi Thị Con", "con gái", "4321"]);
  assert.deepEqual([result.handed.giver_file, result.handed.signature_file], [SHA("e"), SHA("d")]);
  assert.match(result.handed.at, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/);
  assert.deepEqual([status, history.at(-1).status], [10, 10]);
  assert.equal((await one("paper", PAPER)).holder.kind, "citizen");
});

test("somebody else needs a name and a relation; without a card seen there must be a word why", () => {
  const faults = (changes) => Object.entries(handOverFaults({ ...filled, ...changes })).filter(([, words]) => words).map(([name]) => name);

  assert.deepEqual(faults({}), []);
  assert.deepEqual(faults({ to_is: "other" }), ["to_name", "to_relation"]);
  assert.deepEqual(faults({ to_last4: "" }), ["note"]);
  assert.deepEqual(faults({ to_last4: "017048" }), ["to_last4"]);
  assert.deepEqual(faults({ file: null, papers_counted: false, to_is: "" }), ["papers_counted", "to_is", "file"]);
  assert.deepEqual(faults({ giver_file: null }), ["giver_file"], "the officer signs as well");
});

test("an original that stays behind is not sent home", async () => {
  await startWithResult();

  const given = handOverOf({ ...filled, returned: [] }, await one("dossier", DOSSIER), [PAPER]);

  assert.deepEqual(given.papers_returned, []);
});

test("an original goes back without a result, too", async () => {
  await startWithResult();

  const said = { count: "", condition: "gấp mép", taker: "Bùi Thị Con" };
  await transferCustody(returnOf(await one("paper", PAPER), citizen, said), [photo("c", null), photo("d", null)]);

  const { holder, condition, transfers } = await one("paper", PAPER);
  assert.deepEqual([condition, transfers.at(-1).signature_files.length], ["gấp mép", 2]);
  assert.deepEqual([holder.kind, holder.name], ["citizen", "Bùi Thị Con"]);
  assert.deepEqual([transfers[0].given_by, transfers[0].taken_by, transfers[0].standing], [person().name, "Bùi Thị Con", "in-force"]);
});

test("a correction shows both values; one that starts from something else lies beside", async () => {
  await startWithResult();
  const command = await handOver(DOSSIER, handOverOf(filled, await one("dossier", DOSSIER), []), { files: [filled.file] });

  await correctFact(DOSSIER, command.id, { to_name: { from: "Bùi Thị Con", to: "Bùi Thị Conn" } }, "gõ sai");
  await correctFact(DOSSIER, command.id, { to_name: { from: "Ai đó", to: "Người khác" } }, "nhầm");

  const { result, corrections } = await one("dossier", DOSSIER);
  assert.equal(result.handed.to_name, "Bùi Thị Conn");
  assert.deepEqual(
    corrections.map(({ was, now, reason, standing }) => [was, now, reason, standing]),
    [["Bùi Thị Con", "Bùi Thị Conn", "gõ sai", "in-force"], ["Ai đó", "Người khác", "nhầm", "beside"]],
  );
});

test("what this phone reported about a dossier can be named by a correction", async () => {
  await startWithResult();
  const command = await handOver(DOSSIER, handOverOf(filled, await one("dossier", DOSSIER), []), { files: [filled.file] });

  assert.deepEqual((await reportsAbout(DOSSIER)).map(({ id }) => id), [command.id]);
});

test("later photos count their pages on from those under the same paper", async () => {
  await startWithResult();

  const { args } = await addFiles(await one("dossier", DOSSIER), [photo("b", "p1"), photo("c", null), photo("d", "p1")]);

  assert.deepEqual(args.files.map(({ component_key, page, role }) => [component_key, page, role]), [
    ["p1", 2, "component"], [null, 1, "paper"], ["p1", 3, "component"],
  ]);
  const { components } = await one("dossier", DOSSIER);
  assert.deepEqual(components[0].files, [SHA("a"), SHA("b"), SHA("d")]);
});

test("who cannot write has three other ways", () => {
  const about = { submitter: "Bùi Thị Con", officer: "Lan", over_sha256: SHA("a"), at: "2026-11-21T09:40:00+07:00" };
  const values = { signer_name: "Bùi Văn Hai", signer_relation: "con trai", citizen_file: photo("d", null), officer_file: photo("e", null) };
  const first = (way) => signaturesOf({ ...values, way }, about)[0];

  assert.deepEqual([first("pad").who, first("pad").name, first("pad").relation], ["citizen", "Bùi Thị Con", null]);
  assert.deepEqual([first("thumbprint").who, first("thumbprint").way], ["citizen", "thumbprint"]);
  assert.deepEqual([first("relative").who, first("relative").name, first("relative").relation], ["relative", "Bùi Văn Hai", "con trai"]);
  assert.deepEqual([first("witness").who, first("witness").way], ["witness", "witness"]);
});

test("nobody signs what was not read back, and a witness has a name", () => {
  const faults = Object.entries(signFaults({ way: "witness", read_back: false, signer_name: "", signer_relation: " ", citizen_file: null, officer_file: null }));

  assert.deepEqual(faults.filter(([, words]) => words).map(([name]) => name), ["read_back", "signer_name", "signer_relation", "citizen_file", "officer_file"]);
});

test("a paper fetched from a colleague is awaited until both have signed, then it is mine", async () => {
  const server = await startAtTheDoor();
  const me = { kind: "officer", id: person().id, name: person().name };
  const colleague = { kind: "officer", id: RESULT, name: "Bùi Văn Máy Hỏng" };
  server.put("paper", PAPER, { dossier_id: DOSSIER, citizen_id: CITIZEN, name: "Giấy kết hôn", count: 2, condition: "", seal: null, holder: colleague, awaited: me, transfers: [] });
  await syncOnce();
  const [paper] = await awaitedPapers();

  const taken = fetchOf(paper, { count: "1", condition: " ướt một góc ", giver: "" });
  await transferCustody(taken, [photo("d", null), photo("e", null)]);

  assert.deepEqual([taken.count, taken.condition, taken.given_by, taken.taken_by], [1, "ướt một góc", colleague.name, me.name]);
  assert.deepEqual(await awaitedPapers(), []);
  assert.deepEqual((await one("paper", PAPER)).holder, me);
});

test("a count that nobody can have counted is asked again, never replaced", () => {
  const signed = { giver_file: photo("d", null), taker_file: photo("e", null) };
  const isWrong = (count) => takingFault({ ...signed, count }) !== "";

  assert.deepEqual(["0", "-1", "2,5", "hai", "1000", "1e2"].map(isWrong), Array(6).fill(true));
  assert.deepEqual(["", "1", " 12 ", "999"].map(isWrong), Array(4).fill(false));
  assert.notEqual(takingFault({ ...signed, count: "1", taker_file: null }), "");
});
