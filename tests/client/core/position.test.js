/** Where the phone is: asked once, and nobody waits for ever. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { here } from "../../../static/client/core/position.js";

/** @param {Function} getCurrentPosition */
const withGeolocation = (getCurrentPosition) =>
  Object.defineProperty(globalThis, "navigator", { value: { geolocation: { getCurrentPosition } }, configurable: true });

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

test("a position is rounded to a hand's breadth", async () => {
  withGeolocation((found) => found({ coords: { latitude: 20.83123456, longitude: 105.3523454, accuracy: 8.2 } }));

  assert.deepEqual(await here(), { lat: 20.831235, lon: 105.352345, accuracy_m: 9 });
});

test("refused is unknown", async () => {
  withGeolocation((_found, failed) => failed());

  assert.equal(await here(), null);
});

test("a question for permission that nobody answers comes to an end", async () => {
  withGeolocation(() => undefined);
  const asked = here();
  mock.timers.tick(20_000);

  assert.equal(await asked, null);
});
