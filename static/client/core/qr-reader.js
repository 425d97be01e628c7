/**
 * Reads a QR code from a camera's picture or from a photo: the browser's own detector where there is one, else the
 * bundled reader, which is loaded only then.
 */

/** @typedef {HTMLVideoElement | ImageBitmap} Picture */
/** @typedef {(picture: Picture) => Promise<string>} Reader an empty text when nothing was found */

/** @returns {Promise<Reader>} */
export async function makeReader() {
  /** @type {any} the type library does not know it */
  const { BarcodeDetector } = globalThis;
  const formats = (await BarcodeDetector?.getSupportedFormats?.()) ?? [];
  if (!formats.includes("qr_code")) return bundledReader();
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? "";
}

/** @returns {Promise<Reader>} */
async function bundledReader() {
  const { decodeQR } = await import("../../vendor/qr-decode.js");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (picture) => {
    [canvas.width, canvas.height] = sizeOf(picture);
    context?.drawImage(picture, 0, 0);
    const image = context?.getImageData(0, 0, canvas.width, canvas.height);
    try {
      return image ? decodeQR(image) : "";
    } catch {
      return ""; // the reader throws when it finds no code: the usual case between two codes
    }
  };
}

/** @param {Picture} picture */
const sizeOf = (picture) =>
  picture instanceof HTMLVideoElement ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height];
