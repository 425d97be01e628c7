/** A page turned by a quarter: redrawn and kept as a new picture under its own hash. */
import { shrink } from "../core/camera.js";
import { keepFile } from "../core/files.js";
import { fileBytes } from "../core/vault.js";

/**
 * @param {import("./draft.js").Photo} photo
 * @returns {Promise<import("./draft.js").Photo>}
 */
export async function turned(photo) {
  const stored = await fileBytes(photo.sha256);
  if (!stored) return photo;
  const { bytes, thumb } = await shrink(new Blob([stored], { type: photo.type }), 90);
  return { ...photo, ...(await keepFile(bytes, "image/jpeg", photo.role, thumb)) };
}
