/** One runner at a time in the whole browser, by a Web Lock; inside one page by a queue where there are none. */

/** @type {Map<string, Promise<unknown>>} */
const queues = new Map();

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function oneAtATime(name, work) {
  if (globalThis.navigator?.locks) return navigator.locks.request(name, work);
  const turn = (queues.get(name) ?? Promise.resolve()).then(work, work);
  queues.set(name, turn.catch(() => undefined));
  return turn;
}
