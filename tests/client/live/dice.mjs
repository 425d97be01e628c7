/** Chance that can be repeated: the same seed and name throw the same numbers (mulberry32). */

/**
 * @param {number} seed
 * @param {string} name one stream for each phone and wire, so that none disturbs another's
 */
export function dice(seed, name) {
  let state = [...name].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 0x01000193), seed >>> 0);

  /** @returns {number} from 0 up to but not 1 */
  function next() {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  const upTo = (most) => Math.floor(next() * (most + 1));
  const pick = (list) => list[upTo(list.length - 1)];
  const bytes = (size) => Uint8Array.from({ length: size }, () => upTo(255));

  /** @param {Record<string, number>} weights */
  function weighted(weights) {
    let left = next() * Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    return Object.entries(weights).find(([, weight]) => (left -= weight) < 0)?.[0] ?? Object.keys(weights)[0];
  }

  return { next, upTo, pick, bytes, weighted, chance: (share) => next() < share };
}
