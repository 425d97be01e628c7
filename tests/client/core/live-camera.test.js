/** The camera of a screen: opened once, ended with the lock and with the screen, and no chosen photo is lost. */
import { startPhone } from "./phone.js";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { turnNow } from "../../../static/client/core/held.js";
import { lockNow } from "../../../static/client/core/lock.js";

const put = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

/** The little of a browser that our elements need to be made; nothing is drawn. */
put("HTMLElement", class extends EventTarget {
  querySelector = () => null;
  append() {}
});
put("customElements", { define: () => undefined });
put("document", { ...globalThis.document, createTreeWalker: () => ({}), createComment: () => ({}) });
put("BarcodeDetector", class {
  static getSupportedFormats = async () => ["qr_code"];
});
const { LiveCamera } = await import("../../../static/client/core/live-camera.js");
const { PhotoTaker } = await import("../../../static/client/core/photo-taker.js");
const { QrScanner } = await import("../../../static/client/core/qr-scanner.js");

/** What the phone was asked for: each waits until the test gives a stream, or refuses. */
let asked;
let host;

/** A camera's picture, with a torch. */
class Film {
  isOn = true;
  isLit = false;
  getTracks = () => [{ stop: () => (this.isOn = false) }];
  getVideoTracks = () => [{
    getCapabilities: () => ({ torch: true }),
    applyConstraints: async ({ advanced: [{ torch }] }) => void (this.isLit = torch),
  }];
}

/** The phone answers one of its askings. */
async function film(nth = 0) {
  const made = new Film();
  asked[nth].resolve(made);
  await settled();
  return made;
}

const settled = () => new Promise((done) => setTimeout(done));

/** Taps the torch as it is drawn. */
async function tapTorch(camera) {
  await camera.torch().values[1]();
}

beforeEach(async () => {
  await startPhone();
  asked = [];
  const getUserMedia = () => new Promise((resolve, reject) => asked.push({ resolve, reject }));
  put("navigator", { mediaDevices: { getUserMedia } });
  host = { addController() {}, requestUpdate() {}, isConnected: true };
});

afterEach(() => put("createImageBitmap", undefined));

/** A camera on a screen that is shown. */
function shown(options) {
  const camera = new LiveCamera(host, options);
  camera.hostConnected();
  return camera;
}

test("locking the phone ends the camera, and its screen hears of it", async () => {
  let heard = 0;
  const camera = shown({ locked: () => (heard += 1) });
  camera.open();
  const made = await film();

  await lockNow();

  assert.deepEqual([made.isOn, camera.stream, heard], [false, null, 1]);
});

test("a camera that opens after the lock is ended at once", async () => {
  const camera = shown();
  const opened = camera.open();
  await lockNow();
  const made = await film();

  assert.deepEqual([await opened, made.isOn, camera.stream], ["left", false, null]);
});

test("a camera that opens after its screen was left is ended at once", async () => {
  const camera = shown();
  const opened = camera.open();
  camera.hostDisconnected();
  const made = await film();

  assert.deepEqual([await opened, made.isOn, camera.stream], ["left", false, null]);
});

test("of a screen that was left and shown again only the second camera stays", async () => {
  const camera = shown();
  camera.open();
  camera.hostDisconnected();
  camera.hostConnected();
  camera.open();
  const [first, second] = [await film(0), await film(1)];

  assert.deepEqual([first.isOn, second.isOn, camera.stream], [false, true, second]);
});

test("a second tap while the camera opens asks for no second one", async () => {
  const camera = shown();
  const taps = [camera.open(), camera.open()];
  await film();
  taps.push(camera.open());

  assert.equal(asked.length, 1);
  assert.deepEqual(await Promise.all(taps), ["open", "open", "open"]);
});

test("a refused camera can be asked for again", async () => {
  const camera = shown();
  const refused = camera.open();
  asked[0].reject(new Error("no"));
  assert.equal(await refused, "refused");
  const again = camera.open();
  await film(1);

  assert.equal(await again, "open");
});

test("the torch of a new camera is off", async () => {
  const camera = shown();
  camera.open();
  const first = await film();
  await tapTorch(camera);
  assert.deepEqual([first.isLit, camera.isLit], [true, true]);
  camera.close();
  camera.open();
  const second = await film(1);
  assert.equal(camera.isLit, false);

  await tapTorch(camera);

  assert.deepEqual([second.isLit, camera.isLit], [true, true]);
});

test("a scanner in its page tells that the lock ended it", async () => {
  const scanner = new QrScanner();
  scanner.scheduleUpdate = () => undefined;
  scanner.inline = true;
  const told = [];
  scanner.addEventListener("leave", ({ detail }) => told.push(detail));
  scanner.connectedCallback();
  const made = await film();

  await lockNow();

  assert.deepEqual([made.isOn, told], [false, [""]]);
});

test("photos chosen while one is being kept are kept after it", async () => {
  const taker = new PhotoTaker();
  const kept = [];
  const give = [];
  taker.addEventListener("photo", ({ detail }) => kept.push(detail.sha256));
  put("createImageBitmap", () => new Promise((done) => give.push(() => done({ width: 4, height: 3, close() {} }))));
  put("document", { ...globalThis.document, createElement: () => canvas(give) });
  const [change] = changesOf(taker.render());
  const choose = (...names) => change({ target: { files: names.map((name) => new File([name], name)), value: "x" } });

  const choices = [choose("một", "hai"), choose("ba")];
  while (kept.length < 3) {
    give.at(-1)?.();
    await settled();
  }
  await Promise.all(choices);

  assert.equal(new Set(kept).size, 3);
  assert.equal(taker.unkept, 0);
});

/** Draws nothing; each picture's bytes are its number. */
function canvas(pictures) {
  const pen = { translate() {}, rotate() {}, drawImage() {}, getImageData: (_x, _y, wide, high) => ({ data: new Uint8ClampedArray(wide * high * 4) }) };
  return { getContext: () => pen, toBlob: (done) => done(new Blob([String(pictures.length)])) };
}

/** What the template does when files are chosen. */
function changesOf(part) {
  if (!part?.strings) return [];
  return part.values.flatMap((value, n) => (part.strings[n].trimEnd().endsWith("@change=") ? [value] : changesOf(value)));
}

test("a movement that tells nothing of the ground leaves the picture as it is", async () => {
  const heard = [];
  put("addEventListener", (_name, listener) => heard.push(listener));
  put("removeEventListener", () => undefined);
  put("screen", {});
  const turn = turnNow();
  heard[0]({ accelerationIncludingGravity: null });

  assert.equal(await turn, 0);
});
