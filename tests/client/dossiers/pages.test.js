/** Pages of a dossier: a page taken anew keeps its place, the same picture is one page, papers are counted. */
import assert from "node:assert/strict";
import test from "node:test";
import { photographed, withPage } from "../../../static/client/dossiers/pages.js";

const page = (sha256, component_key = "p1") => ({ sha256, size: 1, type: "image/jpeg", role: "component", component_key });
const hashes = (pages) => pages.map(({ sha256 }) => sha256);
const THREE = [page("a"), page("b"), page("c")];

test("a new page goes to the end, one taken anew in the place of the old", () => {
  assert.deepEqual(hashes(withPage(THREE, page("d"))), ["a", "b", "c", "d"]);
  assert.deepEqual(hashes(withPage(THREE, page("d"), "b")), ["a", "d", "c"]);
  assert.deepEqual(hashes(withPage(THREE, page("d"), "gone")), ["a", "b", "c", "d"]);
});

test("the same picture twice is one page", () => assert.equal(withPage(THREE, page("b"), "a"), THREE));

test("papers are counted against the list: what was seen, reused or is missing needs no photo", () => {
  const lines = [{ key: "p1", kind: "hand_in" }, { key: "p2", kind: "hand_in" }, { key: "p3", kind: "show" }, { key: "p4", kind: "hand_in" }, { key: "p5", kind: "show" }];
  const papers = { p2: { state: "missing" }, p4: { state: "received" }, p3: { state: "seen" } };

  assert.deepEqual(photographed(lines, papers, THREE), { done: 1, all: 2 });
  assert.deepEqual(photographed(lines, papers, [...THREE, page("x", "p5"), page("y", null)]), { done: 2, all: 3 });
  assert.deepEqual(photographed([], {}, []), { done: 0, all: 0 });
});
