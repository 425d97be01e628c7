/** What the first screen says about opening without a network: only what this browser can do. */
import { startPhone } from "./phone.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

/** The little of a browser that our elements need to be made; nothing is drawn. */
const put = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
put("HTMLElement", class extends EventTarget {});
put("customElements", { define: () => undefined });
put("document", Object.assign(new EventTarget(), { createTreeWalker: () => ({}), createComment: () => ({}) }));
const { GettingReady } = await import("../../../static/client/core/getting-ready.js");

beforeEach(startPhone);

/** A phone on which everything of the weekend is there; `workers` is the browser's half. */
function shown(workers) {
  put("navigator", { serviceWorker: workers });
  const screen = new GettingReady();
  screen.state.value = { counts: {}, isComplete: true };
  return screen;
}

/** Every text in a template, and in those inside it. */
const wordsOf = (part) => (part?.values ? part.values.flatMap(wordsOf) : Array.isArray(part) ? part.flatMap(wordsOf) : [part]);
const says = (screen, text) => wordsOf(screen.render()).includes(text);

test("a browser without workers says that it cannot open offline, and not that all is there", () => {
  const screen = shown(undefined);

  assert.ok(says(screen, "trình duyệt này không mở được khi mất mạng"));
  assert.ok(!says(screen, "đủ"));
});

test("all is there once the app's own files are; until then its button downloads them again", async () => {
  const asked = [];
  const registration = Object.assign(new EventTarget(), { waiting: null, update: async () => undefined });
  const screen = shown({ controller: null, register: async (address) => (asked.push(address), registration) });
  assert.ok(!says(screen, "đủ"));

  screen.again();
  assert.deepEqual(asked, ["/sw.js"]);
  screen.opens = true;
  screen.again();

  assert.ok(says(screen, "đủ"));
  assert.equal(asked.length, 1, "what is there is not asked for anew");
});
