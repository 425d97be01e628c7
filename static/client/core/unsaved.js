/** Input that would be lost by a reload right now (strokes of a signature, a photo being shrunk). Updates wait for it. */

/** @type {Set<object>} */
const holders = new Set();

/**
 * @param {object} who
 * @param {boolean} isHolding
 */
export function holdUpdates(who, isHolding) {
  if (isHolding) holders.add(who);
  else holders.delete(who);
}

export const hasUnsavedInput = () => holders.size > 0;
