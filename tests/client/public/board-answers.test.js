/** What a drop would do: only the newest question is answered, older ones are called back; the panel moves only when its place changes. */
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

/** An element, as far as the panel needs one. */
class Box {
  #classes = new Set();
  classList = { toggle: (name, isOn) => (isOn ? this.#classes.add(name) : this.#classes.delete(name)), contains: (name) => this.#classes.has(name) };
  hidden = true;
  dataset = {};
  lines = [];

  append(child) {
    moves += 1;
    child.parentElement = this;
  }

  replaceChildren(...lines) {
    this.lines = lines.map((line) => line.textContent);
  }
}

const [panel, home, form] = [new Box(), new Box(), new Box()];
let asked, moves;
form.dataset.place = "visit:1";
globalThis.HTMLElement = Box;
globalThis.document = { querySelector: () => panel, createElement: () => ({}) };
globalThis.fetch = (path, { signal }) =>
  new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
    asked.push({ path, signal, answer: (title) => resolve({ ok: true, json: async () => ({ title, times: [], faults: [] }) }) });
  });
panel.parentElement = home;
const { askWhatIf, stopAsking } = await import("../../../static/public/board-answers.js");

beforeEach(() => {
  stopAsking();
  panel.parentElement = home;
  [asked, moves] = [[], 0];
});

const isAborted = () => asked.map(({ signal }) => signal.aborted);

test("each place is asked once, and a newer question calls the older one back", async () => {
  askWhatIf(form, "a/2026-11-28/morning", "1", true);
  askWhatIf(form, "a/2026-11-28/morning", "1", true);
  const last = askWhatIf(form, "a/2026-11-28/morning", "2", true);

  assert.deepEqual(isAborted(), [true, false]);

  asked[1].answer("second");
  await last;
  assert.deepEqual([panel.hidden, panel.lines], [false, ["second", ""]]);
});

test("an answer that came in while the next was asked is not shown", async () => {
  const first = askWhatIf(form, "a", "1", true);
  asked[0].answer("first");
  askWhatIf(form, "a", "2", true);
  askWhatIf(form, "a", "1", true);
  await first;

  assert.deepEqual([isAborted(), panel.hidden], [[true, true, false], true]);
});

test("a card let go calls its question back and shows nothing; the same place is asked again for the next", async () => {
  const first = askWhatIf(form, "a", "1", true);
  stopAsking();
  await first;

  assert.deepEqual([isAborted(), panel.hidden], [[true], true]);

  askWhatIf(form, "a", "1", true);
  assert.deepEqual(isAborted(), [true, false]);
});

test("a place without a half-day is no question, and calls back the one before it", async () => {
  const first = askWhatIf(form, "a", "1", false);
  asked[0].answer("first");
  await first;
  askWhatIf(form, "a", "2", false);
  askWhatIf(form, "", "2", false);

  assert.deepEqual([asked.length, asked[1].signal.aborted, panel.hidden], [2, true, true]);
});

test("the panel stays where it is while a card is held, and moves once under the menu that asks", async () => {
  const places = ["1", "2"];
  for (const isHeld of [true, false]) {
    for (const order of places) {
      const shown = askWhatIf(form, isHeld ? "a" : "b", order, isHeld);
      asked.at(-1).answer(order);
      await shown;
    }
    assert.deepEqual([moves, panel.classList.contains("drop-answer-held")], isHeld ? [0, true] : [1, false]);
  }
  assert.equal(panel.parentElement, form);
});
