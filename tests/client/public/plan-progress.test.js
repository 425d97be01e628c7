/** The plan's page follows the engine without a person: shows how far it is, and leaves by its link when it is done. */
import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";

globalThis.HTMLElement = class {};
globalThis.document = { querySelector: () => null };
const { follow } = await import("../../../static/public/plan-progress.js");

let page, place, polled, answer, gone;

/** The browser around the page, as far as the page asks it. */
beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  page = new EventTarget();
  globalThis.addEventListener = page.addEventListener.bind(page);
  globalThis.document = { hidden: false };
  globalThis.location = { replace: (address) => gone.push(address) };
  const inside = { progress: { value: 0 }, "[data-share]": { textContent: "0%" }, a: { href: "/office/plan?weekend=2026-11-28" } };
  place = { dataset: { planProgress: "/office/plan/7/progress" }, inside, querySelector: (wanted) => inside[wanted] };
  [polled, gone, answer] = [[], [], { is_running: true, share: 40 }];
  globalThis.fetch = async (path, { headers }) => {
    polled.push([path, headers["X-Polled"]]);
    return { ok: answer !== null, json: async () => answer };
  };
});

async function pass(milliseconds) {
  mock.timers.tick(milliseconds);
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

test("how far the plan is is shown, and its result once there is one", async () => {
  follow(place);
  await pass(2000);
  assert.deepEqual(polled, [["/office/plan/7/progress", "1"]]);
  assert.deepEqual([place.inside.progress.value, place.inside["[data-share]"].textContent, gone], [40, "40%", []]);

  answer = { is_running: false, share: 100 };
  await pass(2600);
  await pass(30_000);

  assert.deepEqual([gone, polled.length], [["/office/plan?weekend=2026-11-28"], 2]);
});

test("an engine that never answers is asked more and more rarely", async () => {
  follow(place);
  for (let second = 0; second < 600; second += 1) await pass(1000);

  assert.ok(polled.length < 40, `asked ${polled.length} times in ten minutes`);
  assert.ok(polled.length > 15, `asked ${polled.length} times in ten minutes`);
});

test("what cannot be asked now is asked again", async () => {
  answer = null;
  follow(place);
  await pass(2000);
  answer = { is_running: false, share: 100 };
  await pass(2600);

  assert.equal(gone.length, 1);
});

test("a page that nobody sees does not ask", async () => {
  follow(place);
  document.hidden = true;
  await pass(2000);

  assert.deepEqual(polled, []);
});

test("a form on its way is not overtaken", async () => {
  follow(place);
  answer = { is_running: false, share: 100 };
  page.dispatchEvent(new Event("submit"));
  await pass(2000);
  await pass(30_000);

  assert.deepEqual(gone, []);
});
