/** A signature stays with the person who gave it, and is not lost for a moment without room. */
import { startPhone } from "./phone.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Draft } from "../../../static/client/core/drafts.js";
import { signerOf, unsigning } from "../../../static/client/core/signer.js";
import { readDraft } from "../../../static/client/core/vault.js";

const HOST = { addController: () => undefined, requestUpdate: () => undefined };
const EMPTY = { who: "self", relative_name: "", last4: "", taker: null, giver: null };
const WHO = ["who", "relative_name"];
const MOTHER = { sha256: "a", size: 1, type: "image/png", role: "signature" };
const OFFICER = { ...MOTHER, sha256: "b" };

/** The little of a browser that our elements need to be made; nothing is drawn. */
const put = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
put("HTMLElement", class extends EventTarget {});
put("customElements", { define: () => undefined });
put("document", { ...globalThis.document, createTreeWalker: () => ({}), createComment: () => ({}) });
const { SignatureField, whenSigned } = await import("../../../static/client/core/signature-field.js");

beforeEach(startPhone);

/** A screen on which the mother and the officer have signed. */
async function signedDraft() {
  const draft = new Draft(HOST, () => "deliver/1", EMPTY);
  await draft.load();
  draft.set({ taker: MOTHER, giver: OFFICER });
  return { draft, type: (name, value) => unsigning(draft, WHO, ["taker"])({ target: { name, value } }) };
}

test("when somebody else receives, the signature of the one before goes, and the officer's own stays", async () => {
  const { draft, type } = await signedDraft();

  type("who", "relative");
  await draft.flush();

  assert.deepEqual((await readDraft("deliver/1")).values, { ...EMPTY, who: "relative", giver: OFFICER });
});

test("one letter of the name names another person; a blank after it, or another field, does not", async () => {
  const { draft, type } = await signedDraft();
  type("last4", "0123");
  type("relative_name", " ");
  assert.equal(draft.values.taker, MOTHER);

  type("relative_name", "L");

  assert.deepEqual([draft.values.taker, draft.values.relative_name, draft.values.last4], [null, "L", "0123"]);
});

/** A field and its pad with one stroke, whose picture is made by the given function. */
function drawn(toFile) {
  const field = new SignatureField();
  const pad = { strokes: [[{ x: 1, y: 1 }]], toFile, get empty() { return this.strokes.length === 0; } };
  field.querySelector = () => pad;
  const told = [];
  field.addEventListener("signed", ({ detail }) => told.push((field.file = detail)));
  const onPad = field.render().values.find((part) => part?.values).values.find((value) => value instanceof Function);
  const lift = () => onPad({ currentTarget: pad, stopPropagation: () => undefined });
  return { field, pad, told, lift };
}

test("another signer empties the pad, and a picture still being made is not theirs", async () => {
  let done;
  const { field, pad, told, lift } = drawn(() => new Promise((resolve) => (done = resolve)));
  field.signer = signerOf(EMPTY, WHO);
  lift();

  field.updated(new Map([["signer", field.signer]]));
  done(MOTHER);
  await whenSigned({ querySelectorAll: () => [field] });

  assert.deepEqual([pad.strokes, told], [[], [null]]);
});

test("the first signer of a screen wipes nothing that was kept", async () => {
  const { field, pad, told } = drawn(async () => MOTHER);
  field.file = MOTHER;

  field.updated(new Map([["signer", undefined], ["file", null]]));

  assert.deepEqual([pad.strokes.length, told, field.file], [1, [], MOTHER]);
});

const saving = (field) => whenSigned({ querySelectorAll: () => [field] });

test("a signature that found no room is kept at the next press, without being given again", async () => {
  let isFull = true;
  const { field, told, lift } = drawn(async () => {
    if (isFull) throw new DOMException("no room", "QuotaExceededError");
    return MOTHER;
  });
  lift();

  await assert.rejects(saving(field), { name: "QuotaExceededError" });
  isFull = false;
  await saving(field);
  await saving(field);

  assert.deepEqual(told, [MOTHER], "once, and not anew at each press");
});

test("a later stroke that could not be kept is not passed over for the picture without it", async () => {
  const pictures = [async () => MOTHER, async () => Promise.reject(new Error("no room")), async () => OFFICER];
  const { field, told, lift } = drawn(() => pictures.shift()());
  lift();
  await saving(field);
  lift();

  await saving(field);

  assert.deepEqual(told, [MOTHER, OFFICER]);
});

test("a picture that the browser did not make is asked for again", async () => {
  const pictures = [null, MOTHER];
  const { field, told, lift } = drawn(async () => pictures.shift());
  lift();

  await saving(field);

  assert.deepEqual(told, [null, MOTHER]);
});

test("who sees no pad is told whose signature its buttons belong to", () => {
  const { field } = drawn(async () => MOTHER);
  field.label = "Người nhận ký";

  const { strings, values } = field.render();

  assert.match(strings[0], /^<div [^>]*role="group" aria-label=$/);
  assert.equal(values[0], "Người nhận ký");
});
