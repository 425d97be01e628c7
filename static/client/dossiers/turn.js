/** A page turned by a quarter: redrawn and kept as a new picture under its own hash. */
import { shrink } from "../core/camera.js";
import { keepFile } from "../core/files.js";
import { fileBytes } from "../core/vault.js";

/**
 * @param {import("./draft.js").Photo} photo
 * @returns {Promise<import("./draft.js").Photo>}
 */
export async function turned(photo) {
  const bytes = await fileBytes(photo.sha256);
  if (!bytes) return photo;
  const upright = await quarter(new Blob([bytes], { type: photo.type }));
  const { bytes: small, thumb } = await shrink(upright);
  return { ...photo, ...(await keepFile(small, "image/jpeg", photo.role, thumb)) };
}

/** @param {Blob} picture @returns {Promise<Blob>} */
async function quarter(picture) {
  const source = await createImageBitmap(picture);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [source.height, source.width];
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser cannot draw");
  pen.translate(canvas.width, 0);
  pen.rotate(Math.PI / 2);
  pen.drawImage(source, 0, 0);
  source.close();
  /** @type {Blob | null} */
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.92));
  if (!blob) throw new Error("this browser cannot make a picture");
  return blob;
}
