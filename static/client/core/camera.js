/**
 * Photos made small: at most 2000 px and 400 KB, turned upright, without EXIF (a redrawn picture has none).
 * How the page looks is measured, so that it can be taken again while one is still at the door.
 */
import { looksOf } from "./page-look.js";

/** @typedef {0 | 90 | 180 | 270} Turn clockwise */

const LONGEST_PX = 2_000;
const MOST_BYTES = 400_000;
const THUMB_PX = 240;
const QUALITIES = [0.82, 0.7, 0.58, 0.45, 0.35];

const TRIES = 4;
const PAUSE_MS = 200;

/** @typedef {{bytes: ArrayBuffer, thumb: ArrayBuffer, looks: import("./page-look.js").Look[]}} Shrunk */

/**
 * @param {Blob | HTMLVideoElement} source a file, or the camera's picture at this moment
 * @param {Turn} [turn] that makes it upright; what a file says about itself has been done by then
 * @returns {Promise<Shrunk>}
 */
export async function shrink(source, turn = 0) {
  const picture = await pictureOf(source);
  const draw = (/** @type {number} */ longest) => drawn(picture, longest, turn);
  try {
    const thumb = await jpeg(draw(THUMB_PX), 0.6);
    return { bytes: await smallEnough(draw), thumb, looks: lookOf(draw(400)) };
  } finally {
    picture.close();
  }
}

/**
 * A busy phone's camera has no picture to give for a moment: ask again before telling the person.
 * @param {Blob | HTMLVideoElement} source
 * @returns {Promise<ImageBitmap>}
 */
async function pictureOf(source, triesLeft = TRIES) {
  try {
    return await createImageBitmap(source, { imageOrientation: "from-image" });
  } catch (fault) {
    if (triesLeft <= 1 || !(fault instanceof DOMException) || fault.name !== "InvalidStateError") throw fault;
    await new Promise((done) => setTimeout(done, PAUSE_MS));
    return pictureOf(source, triesLeft - 1);
  }
}

/** @param {(longest: number) => HTMLCanvasElement} draw */
async function smallEnough(draw) {
  for (const longest of [LONGEST_PX, LONGEST_PX * 0.75, LONGEST_PX * 0.5]) {
    const canvas = draw(longest);
    for (const quality of QUALITIES) {
      const bytes = await jpeg(canvas, quality);
      if (bytes.byteLength <= MOST_BYTES) return bytes;
    }
  }
  return jpeg(draw(LONGEST_PX * 0.4), 0.3);
}

/**
 * @param {ImageBitmap} picture
 * @param {number} longest
 * @param {Turn} turn
 */
function drawn(picture, longest, turn) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = turn % 180 ? [height, width] : [width, height];
  const context = pen(canvas);
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((turn * Math.PI) / 180);
  context.drawImage(picture, -width / 2, -height / 2, width, height);
  return canvas;
}

/** @param {HTMLCanvasElement} canvas */
function pen(canvas) {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("this browser cannot draw");
  return context;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} quality
 * @returns {Promise<ArrayBuffer>}
 */
async function jpeg(canvas, quality) {
  /** @type {Blob | null} */
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
  if (!blob) throw new Error("this browser cannot make a picture");
  return blob.arrayBuffer();
}

/** @param {HTMLCanvasElement} canvas */
function lookOf(canvas) {
  const { width, height } = canvas;
  const { data } = pen(canvas).getImageData(0, 0, width, height);
  const grey = Float32Array.from({ length: data.length / 4 }, (_, n) => (data[4 * n] + data[4 * n + 1] + data[4 * n + 2]) / 3);
  return looksOf({ grey, width, height });
}

/**
 * The rear camera, when the person allows it.
 * @param {{large?: boolean}} [options]
 * @returns {Promise<MediaStream | null>} null when there is none or it was refused
 */
export async function openCamera({ large = true } = {}) {
  const width = { ideal: large ? 1920 : 1280 };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment", width } });
  } catch {
    return null;
  }
}

/** @param {MediaStream | null} stream */
export function closeCamera(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** @param {MediaStream} stream */
export function hasTorch(stream) {
  /** @type {any} the type library does not know torches */
  const able = stream.getVideoTracks()[0]?.getCapabilities?.() ?? {};
  return Boolean(able.torch);
}

/**
 * @param {MediaStream} stream
 * @param {boolean} isOn
 * @returns {Promise<boolean>} whether it is so now
 */
export async function setTorch(stream, isOn) {
  /** @type {any} the type library does not know torches */
  const wanted = { advanced: [{ torch: isOn }] };
  return stream.getVideoTracks()[0].applyConstraints(wanted).then(() => true, () => false);
}
