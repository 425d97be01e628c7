/** What is tapped while something is under way: kept once, never written over by what was known before. */
import { PIN, reopen, startPhone } from "./phone.js";
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { beforeEach, test } from "node:test";
import { Draft } from "../../../static/client/core/drafts.js";
import { lockNow, unlock } from "../../../static/client/core/lock.js";
import { newest, once } from "../../../static/client/core/once.js";
import { readDraft, writeDraft } from "../../../static/client/core/vault.js";

const CLIENT = new URL("../../../static/client/", import.meta.url);
const stored = async (key = "visit/1") => (await readDraft(key))?.values;
const put = (values, key = "visit/1") => writeDraft({ key, values, title: "", path: "/", saved_at: 0 });

/** The little of a screen that a draft needs. */
const screen = () => ({ addController: () => undefined, requestUpdate: () => undefined });
const draftOf = (keyOf = () => "visit/1") => new Draft(screen(), keyOf, { note: "", done: false });

beforeEach(startPhone);

/** A promise that the test keeps in its hand. */
function held() {
  let release;
  const promise = new Promise((resolve) => (release = resolve));
  return { promise, release };
}

test("what is tapped before the stored values are in is kept, beside them", async () => {
  await put({ note: "of yesterday", photos: ["a"] });
  const draft = draftOf();
  const loading = draft.load();
  draft.set({ done: true });

  await loading;
  await draft.flush();

  assert.deepEqual(draft.values, { note: "of yesterday", photos: ["a"], done: true });
  assert.deepEqual(await stored(), draft.values);
});

test("a flush waits for the values that are still on their way, so that a photo is named before it counts as saved", async () => {
  await put({ note: "of yesterday" });
  const draft = draftOf();
  void draft.load();
  draft.set({ photos: ["b"] });

  await draft.flush();

  assert.deepEqual(await stored(), { note: "of yesterday", done: false, photos: ["b"] });
});

test("what is tapped while a draft is read once more is not taken back", async () => {
  const draft = draftOf();
  await draft.load();
  draft.set({ note: "first" });
  const again = draft.load();
  draft.set({ note: "second" });

  await again;
  await draft.flush();

  assert.equal(draft.values.note, "second");
  assert.equal((await stored()).note, "second");
});

test("what is tapped on a screen that was opened behind the lock is written once the lock is gone", async () => {
  await put({ note: "of yesterday" });
  await lockNow();
  const draft = draftOf();
  draft.hostConnected();
  await new Promise((go) => setImmediate(go));
  draft.set({ done: true });

  await unlock(PIN);
  await draft.flush();

  assert.deepEqual(await stored(), { note: "of yesterday", done: true });
  draft.hostDisconnected();
  assert.equal(await reopen(), "open");
});

test("a second tap while the first is being saved saves nothing; the next one does", async () => {
  let saves = 0;
  let hand = held();
  const save = once(async () => {
    saves += 1;
    await hand.promise;
  });

  const first = save();
  await save();
  assert.equal(saves, 1);
  hand.release();
  await first;
  hand = held();
  hand.release();
  await save();

  assert.equal(saves, 2);
});

test("once the screen is left its button saves nothing more", async () => {
  globalThis.location = { hash: "#/visits/1/close" };
  let saves = 0;
  const save = once(async () => {
    saves += 1;
    location.hash = "#/visits/1";
  });

  await save();
  await save();

  assert.equal(saves, 1);
  delete globalThis.location;
});

test("whoever went elsewhere while it saved stays there; whoever waited is led on", async () => {
  globalThis.location = { hash: "#/visits/1/identity" };
  const hand = held();
  const save = once(async () => {
    await hand.promise;
    return () => (location.hash = "#/visits/1/tasks");
  });

  const impatient = save();
  location.hash = "#/visits/1/dossier";
  hand.release();
  await impatient;
  assert.equal(location.hash, "#/visits/1/dossier");

  location.hash = "#/visits/1/identity";
  await once(async () => () => (location.hash = "#/visits/1/tasks"))();
  assert.equal(location.hash, "#/visits/1/tasks");
  delete globalThis.location;
});

test("a save that failed can be tried again, and a form is never sent by the browser itself", async () => {
  let saves = 0;
  const save = once(async () => {
    saves += 1;
    if (saves === 1) throw new Error("full");
  });
  const events = [new Event("submit", { cancelable: true }), new Event("submit", { cancelable: true })];

  await assert.rejects(save(events[0]));
  await Promise.all([save(events[1]), save(events[1])]);

  assert.equal(saves, 2);
  assert.ok(events.every((event) => event.defaultPrevented));
});

test("a signature that was wiped away does not come back from the picture that was still being made", async () => {
  const told = [];
  const tell = newest((file) => void told.push(file));
  const picture = held();

  const slow = tell(picture.promise);
  await tell(null);
  picture.release("signature");
  await slow;

  assert.deepEqual(told, [null]);
});

test("every handler of a screen that waits for something ignores a second tap, and leads on only whoever is still there", async () => {
  const names = (await readdir(CLIENT, { recursive: true })).filter((name) => /^\w+\/[\w-]+\.js$/.test(name) && !name.startsWith("core/"));
  const loose = [];
  let guarded = 0;
  for (const name of names) {
    const text = await readFile(new URL(name, CLIENT), "utf8");
    guarded += [...text.matchAll(/#\w+ = once\(/g)].length;
    for (const [, handler] of text.matchAll(/(#\w+) = async /g)) loose.push(`${name} ${handler}`);
    for (const [line] of text.matchAll(/^.*(?<!return \(\) => )\b(?:goInstead|go)\(.*$/gm)) loose.push(`${name} ${line.trim()}`);
  }

  assert.ok(guarded > 30, String(guarded));
  assert.deepEqual(loose, ["postal/post-scan.js #typed"], "a code may be scanned while the one before is looked up");
});
