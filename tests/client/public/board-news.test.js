/** The board tells of another desk's act: drawn anew where nobody is at work, never over an answer on its way. */
import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";
import { watchForNews } from "../../../static/public/board-news.js";

const TICK = 5000;
let reloads, answer, panel, polled, desk;

/** The browser around the page, as far as the page asks it. */
beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setInterval", "Date"] });
  const page = new EventTarget();
  globalThis.addEventListener = page.addEventListener.bind(page);
  globalThis.HTMLElement = class {};
  globalThis.HTMLSelectElement = class extends HTMLElement {};
  panel = Object.assign(new HTMLElement(), { dataset: { news: "7" }, hidden: true });
  [reloads, polled, answer] = [0, [], () => Promise.resolve("8")];
  desk = { fire: (name, more = {}) => page.dispatchEvent(Object.assign(new Event(name), more)), details: null, select: null };
  const body = new HTMLElement();
  const found = { "[data-news]": () => panel, "main details[open]": () => desk.details, "[data-map-tools] select": () => desk.select };
  globalThis.document = { hidden: false, body, activeElement: body, querySelector: (wanted) => found[wanted]() };
  globalThis.location = { reload: () => (reloads += 1) };
  globalThis.fetch = async (path, { headers }) => {
    polled.push([path, headers["X-Polled"]]);
    return { ok: true, json: async () => ({ mark: await answer() }) };
  };
});

async function settle() {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

async function tick() {
  mock.timers.tick(TICK);
  await settle();
}

test("a desk at rest is drawn anew, once there is news", async () => {
  answer = () => Promise.resolve("7");
  watchForNews(() => false);
  await tick();
  assert.deepEqual([reloads, polled], [0, [["/office/board/news", "1"]]]);

  answer = () => Promise.resolve("8");
  await tick();

  assert.deepEqual([reloads, panel.hidden], [1, true]);
});

test("once a form is sent its answer is waited for: not even asked, and nothing said", async () => {
  watchForNews(() => false);
  desk.fire("submit");
  await tick();

  assert.deepEqual([reloads, panel.hidden, polled], [0, true, []]);

  desk.fire("pageshow", { persisted: false });
  await tick();
  assert.equal(reloads, 0);

  desk.fire("pageshow", { persisted: true });
  await tick();
  assert.equal(reloads, 1);
});

test("a form sent while the server is asked is not drawn over", async () => {
  let tell;
  answer = () => new Promise((resolve) => (tell = resolve));
  watchForNews(() => false);
  await tick();

  desk.fire("submit");
  tell("8");
  await settle();

  assert.deepEqual([polled.length, reloads, panel.hidden], [1, 0, true]);
});

const BUSY = {
  "who drags a card": { isDragging: true },
  "a pressed pointer": { before: () => desk.fire("pointerdown") },
  "the keyboard anywhere": { before: () => (document.activeElement = new HTMLElement()) },
  "an open menu": { before: () => (desk.details = new HTMLElement()) },
  "a half-day chosen on the map": {
    before: () => (desk.select = Object.assign(new HTMLSelectElement(), { value: "2026-11-28/morning" })),
  },
  "an empty chair": { before: () => mock.timers.setTime(Date.now() + 11 * 60 * 1000) },
};
for (const [who, { isDragging = false, before = () => {} }] of Object.entries(BUSY)) {
  test(`${who} is told and not disturbed`, async () => {
    watchForNews(() => isDragging);
    before();
    await tick();

    assert.deepEqual([reloads, panel.hidden], [0, false]);
  });
}

test("a pointer that is up again disturbs nothing", async () => {
  watchForNews(() => false);
  desk.fire("pointerdown");
  desk.fire("pointerup");
  await tick();

  assert.equal(reloads, 1);
});
