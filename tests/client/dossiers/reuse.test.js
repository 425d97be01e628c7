/** A paper that was scanned before: found by its name, only when the centre has every page, and used again in the report. */
import { CITIZEN, SHA, VISIT, draftOf, procedure, startAtTheDoor } from "./door.js";
import assert from "node:assert/strict";
import test from "node:test";
import { syncOnce } from "../../../static/client/core/sync.js";
import { componentsOf } from "../../../static/client/dossiers/draft.js";
import { earlierScans } from "../../../static/client/dossiers/queries.js";
import { reused, scansIn } from "../../../static/client/dossiers/reuse.js";

const earlier = (at, letter, state = "stored", name = "TỜ KHAI") => ({
  citizen_id: CITIZEN, visit_id: null, history: [{ status: 1, at, by: "", reason: "" }], receipt: { number: `TN-${letter}` },
  components: [{ key: "other-key", name }, { key: "none", name: "Căn cước" }],
  files: [{ sha256: SHA(letter), role: "component", component_key: "other-key", page: 1, state }],
});

test("the newest scan of a paper is found by its name without marks", () => {
  const scans = scansIn([earlier("2026-10-03T02:00:00Z", "b"), earlier("2026-09-05T02:00:00Z", "a")]);

  assert.deepEqual(scans.get("to khai"), { on: "2026-10-03T02:00:00Z", number: "TN-b", files: [SHA("b")] });
  assert.equal(scans.has("can cuoc"), false, "no page, no scan");
});

test("pages that are still on their way are nobody's proof", () => {
  assert.equal(scansIn([earlier("2026-10-03T02:00:00Z", "b", "awaited")]).size, 0);
});

const decided = (at, letter, papers) => ({
  citizen_id: CITIZEN, visit_id: null, receipt: { number: `TN-${letter}` }, components: [],
  history: [{ status: 1, at: "2026-09-05T02:00:00Z" }, { status: 9, at }, { status: 10, at: "2026-12-30T02:00:00Z" }],
  result: { papers: papers.map((name) => ({ name, count: 1 })) },
  files: [{ sha256: SHA(letter), role: "result", component_key: null, page: 1, state: "stored" }, { sha256: SHA("f"), role: "handover", component_key: null, state: "stored" }],
});

test("the result of an earlier visit is a paper too, as of the day it was made", () => {
  const scans = scansIn([decided("2026-10-09T02:00:00Z", "d", ["Tờ khai"]), earlier("2026-10-03T02:00:00Z", "b")]);

  assert.deepEqual(scans.get("to khai"), { on: "2026-10-09T02:00:00Z", number: "TN-d", files: [SHA("d")] }, "newer than the scan");
});

test("of a result of several papers nobody can say which page is whose; one that was not scanned is no scan", () => {
  assert.equal(scansIn([decided("2026-10-09T02:00:00Z", "d", ["Tờ khai", "Trích lục"])]).size, 0);
  assert.equal(scansIn([{ ...decided("2026-10-09T02:00:00Z", "d", ["Tờ khai"]), files: [] }]).size, 0);
});

test("a scan used again goes into the dossier with its pages and says so", () => {
  const { files, note, state } = reused({ on: "2026-10-03T02:00:00Z", number: "TN-b", files: [SHA("b")] });
  const [line] = componentsOf(procedure, draftOf({ papers: { p1: { state, note, files } }, photos: [] }));

  assert.deepEqual([line.state, line.files, line.note], ["reused", [SHA("b")], "Dùng bản quét ngày 03/10/2026, giấy hẹn TN-b"]);
});

test("ticked otherwise afterwards, the old pages stay out", () => {
  const [line] = componentsOf(procedure, draftOf({ papers: { p1: { state: "missing", files: [SHA("b")] } }, photos: [] }));

  assert.deepEqual(line.files, []);
});

test("only the visited person's dossiers are looked into", async () => {
  const server = await startAtTheDoor();
  server.put("dossier", "0193bbbb-0000-7000-8000-0000000000d1", earlier("2026-10-03T02:00:00Z", "b"));
  server.put("dossier", "0193bbbb-0000-7000-8000-0000000000d2", { ...earlier("2026-10-04T02:00:00Z", "c"), citizen_id: SHA("9").slice(0, 8) });
  await syncOnce();

  assert.deepEqual([...(await earlierScans(VISIT)).values()].map(({ number }) => number), ["TN-b"]);
});
