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
