/** What parts of the app tell each other inside one tab, without knowing each other. */

const target = new EventTarget();

/** @typedef {"saved" | "unsaved" | "cut" | "sync" | "session" | "drafts"} Signal */

/** @param {Signal} name */
export const tell = (name) => target.dispatchEvent(new Event(name));

/**
 * @param {Signal} name
 * @param {() => void} listener
 * @returns {() => void} stop listening
 */
export function listen(name, listener) {
  target.addEventListener(name, listener);
  return () => target.removeEventListener(name, listener);
}
