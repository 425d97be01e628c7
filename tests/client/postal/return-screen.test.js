/** The screen of a return: who signed, signed for these envelopes; what the phone reported and what left otherwise are told apart. */
import { startPhone } from "../core/phone.js";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { keepFile } from "../../../static/client/core/files.js";
import { commandOf } from "../../../static/client/core/preview.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { allCommands, readDraft } from "../../../static/client/core/vault.js";
import { shift } from "../../../static/client/postal/queries.js";
import { fill, makeRoom } from "../core/full-disk.js";

/** The little of a browser that our elements need to be made; nothing is drawn. */
const put = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
put("HTMLElement", class extends EventTarget {
  querySelectorAll = () => [];
  querySelector = () => null;
});
put("customElements", { define: () => undefined });
put("document", { ...globalThis.document, createTreeWalker: () => ({}), createComment: () => ({}) });
put("HashChangeEvent", Event);
put("dispatchEvent", () => true);
put("history", { replaceState: (_state, _title, hash) => put("location", { hash }) });
const { PostReturn } = await import("../../../static/client/postal/post-return.js");

const IDS = ["a1", "a2", "a3", "b1"].map((end) => `0193cccc-0000-7000-8000-0000000000${end}`);
const LOT = IDS.slice(0, 3);
const TRY = { id: IDS[0], at: "2026-11-20T02:00:00Z", outcome: "failed", reason: "nobody-home", slip_no: null, next_not_before: null };
const CHANGED = "Phong bì cần trả đã khác lúc ký: hãy đếm và ký lại.";
const SAID = { condition: "nguyên vẹn", taken_by: "Trần Thị Điều", counted_by_post: "3", counted_by_centre: "3" };

let server;
let screens = [];
let giver;
let taker;

/** The envelope as the centre knows it. */
const told = (id, more = {}) =>
  server.put("postal_item", id, {
    code: null, to: { name: `Người ${id.slice(-2)}`, address: id.slice(-2), phone: null }, papers: [{ name: "Trích lục", count: 1 }], state: "failed",
    manifest_id: null, attempts: [TRY, TRY], delivered: null, returned_at: null, warnings: [], corrections: [], ...more,
  });

beforeEach(async () => {
  put("location", { hash: "#/return" });
  server = await startPhone();
  LOT.forEach((id) => told(id));
  told(IDS[3], { attempts: [TRY] });
  await syncOnce();
  [giver, taker] = await Promise.all([1, 2].map((one) => keepFile(new Uint8Array([one, 9]).buffer, "image/png", "signature")));
});

afterEach(() => {
  makeRoom();
  for (const { draft } of screens) draft.forget();
  screens = [];
});

/** The screen as it opens, with what the phone holds now. */
async function opened() {
  const screen = new PostReturn();
  Object.defineProperty(screen, "updateComplete", { value: Promise.resolve(true) });
  screens.push(screen);
  await screen.draft.load();
  await known(screen);
  return screen;
}

/** The phone's answer has come to the screen. */
async function known(screen) {
  screen.known.value = await shift();
  screen.willUpdate?.(new Map());
}

/** Everything a template draws, each value with the text that stands before it. */
function drawn(part, before = "") {
  if (part?._$litDirective$) return part.values[0].flatMap((item, n) => drawn(part.values.at(-1)(item, n)));
  if (Array.isArray(part)) return part.flatMap((one) => drawn(one));
  if (!part?.strings) return [[before, part]];
  return part.strings.flatMap((text, n) => [["", text], ...(n < part.values.length ? drawn(part.values[n], text) : [])]);
}

const words = (screen) => drawn(screen.render()).map(([, value]) => value).filter((value) => typeof value === "string").join("");
const found = (screen, name) => drawn(screen.render()).filter(([before]) => before.trimEnd().endsWith(name)).map(([, value]) => value);
const event = (type, more = {}) => Object.assign(new Event(type), more);

/** A finger is lifted from one side's pad: the event rises from the pad's box to the form. */
function sign(screen, name, file) {
  const signed = event("signed", { detail: file });
  const boxes = found(screen, "@signed=");
  boxes.at(name === "giver" ? -2 : -1)(signed);
  if (boxes.length > 2) boxes[0](signed);
}

async function signedLot() {
  const screen = await opened();
  screen.draft.set({ ...SAID, ...Object.fromEntries(IDS.map((id) => [`count-${id}`, "1"])) });
  sign(screen, "giver", giver);
  sign(screen, "taker", taker);
  await screen.draft.flush();
  return screen;
}

const save = (screen) => found(screen, "@submit=")[0](event("submit"));

async function reported() {
  const commands = (await allCommands()).map(commandOf).sort((a, b) => a.id.localeCompare(b.id));
  return commands.map(({ args }) => [args.item_id, args.bundle]);
}

const signedFor = ({ draft: { values } }) => [values.chosen, values.giver, values.taker, values.counted_by_post, values.counted_by_centre];

test("an envelope that left the hands otherwise takes signatures and counts with it, and the next counts are told", async () => {
  const screen = await signedLot();
  told(LOT[0], { state: "returned", returned_at: "2026-11-21T02:00:00Z" });
  await syncOnce();
  await known(screen);

  assert.deepEqual(signedFor(screen), [LOT.slice(1), null, null, "", ""]);
  assert.ok(words(screen).includes(CHANGED));
  assert.ok(words(screen).includes("Trả 2 phong bì"));
  await save(screen);
  assert.deepEqual(await reported(), [], "nobody has signed for these two");

  screen.draft.set({ counted_by_post: "2", counted_by_centre: "2" });
  sign(screen, "giver", giver);
  sign(screen, "taker", taker);
  assert.ok(!words(screen).includes(CHANGED), "said until somebody signs anew");
  await save(screen);
  const bundle = { item_ids: LOT.slice(1), counted_by_post: 2, counted_by_centre: 2 };
  assert.deepEqual(await reported(), [[LOT[1], bundle], [LOT[2], null]]);
  assert.equal(location.hash, "#/shift");
});

test("a tap on 'save' before the screen was drawn anew sends no signature for another lot", async () => {
  const screen = await signedLot();
  server.remove("postal_item", LOT[0]);
  await syncOnce();
  screen.known.value = await shift();

  await save(screen);

  assert.deepEqual([await reported(), signedFor(screen)], [[], [LOT.slice(1), null, null, "", ""]]);
});

test("who signed has signed for what was due then: one that is due later is not among them", async () => {
  const screen = await signedLot();
  told(IDS[3]);
  await syncOnce();
  await known(screen);

  assert.deepEqual(signedFor(screen), [LOT, giver, taker, "3", "3"]);
  assert.ok(words(screen).includes("Trả 3 phong bì"));
  await save(screen);
  assert.deepEqual((await reported()).map(([id]) => id), LOT);
});

test("a draft of days ago, whose envelopes are all gone, begins again with what is due now", async () => {
  await signedLot();
  LOT.forEach((id) => server.remove("postal_item", id));
  told(IDS[3]);
  await syncOnce();
  const screen = await opened();

  assert.deepEqual(signedFor(screen), [null, null, null, "", ""]);
  assert.ok(words(screen).includes("Trả 1 phong bì"));
  assert.ok(words(screen).includes(CHANGED));
});

test("signatures of which nobody knows the lot are asked for again", async () => {
  const before = await opened();
  before.draft.set({ ...SAID, giver });
  await before.draft.flush();

  assert.deepEqual(signedFor(await opened()), [null, null, null, "", ""]);
});

test("what was only ticked shrinks without a word", async () => {
  const screen = await opened();
  screen.draft.set({ chosen: LOT });
  server.remove("postal_item", LOT[0]);
  await syncOnce();
  await known(screen);

  assert.deepEqual(screen.draft.values.chosen, LOT.slice(1));
  assert.ok(!words(screen).includes(CHANGED));
});

test("a phone that was full after the first report goes on with the same hands, and tells no counts twice", async (context) => {
  context.mock.method(console, "error", () => undefined);
  const screen = await signedLot();
  fill((store) => store === "drafts");
  await save(screen);
  await known(screen);
  assert.equal((await reported()).length, 1);
  assert.deepEqual(signedFor(screen), [LOT, giver, taker, "3", "3"]);
  assert.ok(words(screen).includes("Trả 3 phong bì"), "so many were counted");
  assert.ok(!words(screen).includes(CHANGED));
  makeRoom();
  await screen.draft.flush();

  const again = await opened();
  assert.deepEqual(signedFor(again), [LOT, giver, taker, "3", "3"]);
  await save(again);

  assert.deepEqual((await reported()).map(([id, bundle]) => [id, bundle === null]), [[LOT[0], false], [LOT[1], true], [LOT[2], true]]);
  assert.equal(await readDraft("return/all"), undefined);
});

test("another tick after the counts were told makes another lot, with its own counts", async () => {
  const screen = await signedLot();
  screen.draft.set({ told: true });
  server.remove("postal_item", LOT[0]);
  await syncOnce();
  await known(screen);

  found(screen, "@change=").at(-1)(event("change"));

  const { chosen, told: isTold } = screen.draft.values;
  assert.deepEqual([chosen, isTold, ...signedFor(screen).slice(1)], [[...LOT.slice(1), IDS[3]], false, null, null, "", ""]);
});

test("the reasons stay open under the thumb that chose one, and shut where the reason was known", async () => {
  const screen = await opened();
  screen.draft.set({ chosen: [LOT[0], IDS[3]] });
  const open = () => found(screen, "?open=").slice(0, 2);
  assert.deepEqual(open(), [false, true]);

  screen.draft.set({ [`reason-${IDS[3]}`]: "refused", [`reason-${LOT[0]}`]: "" });

  assert.deepEqual(open(), [false, true]);
});
