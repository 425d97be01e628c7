/** What is hinted about the photo of a page: drawn pages that are fine, dark, blurred, glaring, cut off. */
import assert from "node:assert/strict";
import test from "node:test";
import { looksOf } from "../../../static/client/core/page-look.js";

const [WIDTH, HEIGHT] = [400, 300];

/** @param {(x: number, y: number) => number} shade */
const picture = (shade) => ({
  grey: Float32Array.from({ length: WIDTH * HEIGHT }, (_, n) => shade(n % WIDTH, Math.floor(n / WIDTH))),
  width: WIDTH,
  height: HEIGHT,
});

/** Grey paper with lines of print on a brown table. */
const isPaper = (x, y) => x > 40 && x < 360 && y > 30 && y < 270;
const print = (x, y) => (y % 12 < 3 && x % 7 < 4 ? 40 : 215);
const page = (x, y) => (isPaper(x, y) ? print(x, y) : 90);

test("a page with its edges, in focus and evenly lit, is not hinted at", () => assert.deepEqual(looksOf(picture(page)), []));

test("a white page under a bright lamp is no glare", () => assert.deepEqual(looksOf(picture((x, y) => (isPaper(x, y) ? (print(x, y) === 40 ? 40 : 254) : 90))), []));

test("a dark page is dark, and not called blurred as well", () => assert.deepEqual(looksOf(picture((x, y) => page(x, y) / 6)), ["dark"]));

test("a page without hard edges is blurred", () => assert.deepEqual(looksOf(picture((x, y) => 120 + 60 * Math.sin(x / 60) * Math.sin(y / 60))), ["blurred"]));

test("a lamp's reflection on the paper is glare", () => {
  const lamp = (x, y) => Math.hypot(x - 200, y - 150) < 45;

  assert.deepEqual(looksOf(picture((x, y) => (lamp(x, y) ? 255 : page(x, y)))), ["glare"]);
});

test("white patches of a code that fills the frame are no glare", () => {
  assert.deepEqual(looksOf(picture((x, y) => ((Math.floor(x / 20) + Math.floor(y / 20) * 7) % 3 === 0 ? 255 : 10))), []);
});

test("a page that runs out of the frame on one side is cut", () => {
  assert.deepEqual(looksOf(picture((x, y) => (y > 30 && x > 40 && x < 360 ? print(x, y) : 90))), ["cut"]);
});

test("a close look at print that fills the frame is not called cut", () => assert.deepEqual(looksOf(picture(print)), []));
