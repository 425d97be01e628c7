/**
 * A screen of a hundred lines asks the same of the store a hundred times in one moment. What is asked before the
 * reading has begun is read once: nobody gets what is older than the question.
 */

/**
 * @template T
 * @param {() => Promise<T>} read
 * @returns {() => Promise<T>}
 */
export function gathered(read) {
  /** @type {Promise<T> | null} */
  let next = null;
  const begin = () => {
    next = null;
    return read();
  };
  return () => (next ??= Promise.resolve().then(begin));
}
