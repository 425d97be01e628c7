/** The pad along a phone's long edge, and a page photographed with the phone held sideways. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { turnFor } from "../../../static/client/core/held.js";
import { HEIGHT, WIDTH, place } from "../../../static/client/core/strokes.js";

/** A pad whose box on the screen is this large. */
const pad = (left, top, width, height) => ({ getBoundingClientRect: () => ({ left, top, width, height }) });
const at = (clientX, clientY) => ({ clientX, clientY });

test("a finger on the small pad writes where it is", () => {
  const small = pad(10, 100, 200, 80);

  assert.deepEqual(place(at(10, 100), small), { x: 0, y: 0 });
  assert.deepEqual(place(at(160, 120), small), { x: 0.75 * WIDTH, y: 0.25 * HEIGHT });
});

test("on the turned pad the paper's left edge is above and its upper edge at the right", () => {
  const turned = pad(20, 50, 240, 600);

  assert.deepEqual(place(at(260, 50), turned, true), { x: 0, y: 0 }, "where the signature begins");
  assert.deepEqual(place(at(260, 650), turned, true), { x: WIDTH, y: 0 });
  assert.deepEqual(place(at(20, 50), turned, true), { x: 0, y: HEIGHT });
  assert.deepEqual(place(at(200, 200), turned, true), { x: 0.25 * WIDTH, y: 0.25 * HEIGHT });
});

const G = 9.8;
/** How the hand holds it: which way is up along the short and the long edge. */
const HELD = { upright: { x: 0, y: G }, left: { x: G, y: 0 }, right: { x: -G, y: 0 }, over: { x: 0, y: -G } };

test("with the screen locked upright, a picture taken sideways is turned back", () => {
  const turns = Object.fromEntries(Object.entries(HELD).map(([how, pull]) => [how, turnFor(pull, 0)]));

  assert.deepEqual(turns, { upright: 0, left: 270, right: 90, over: 180 });
});

test("a screen that has turned with the hand has turned the picture already", () => {
  assert.equal(turnFor(HELD.left, 90), 0);
  assert.equal(turnFor(HELD.right, 270), 0);
});

test("over a table, between two edges, or where nothing is told, the picture stays as it is", () => {
  assert.equal(turnFor({ x: 3, y: -2 }, 0), 0);
  assert.equal(turnFor({ x: 7, y: -7 }, 0), 0);
  assert.equal(turnFor({ x: null, y: null }, 0), 0);
  assert.equal(turnFor(undefined, 0), 0);
});
