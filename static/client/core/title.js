/** A screen's name, known once its rows are there. Said only when it changes: a view that is being left stays silent. */
import { setTitle } from "./router.js";

/** @type {WeakMap<object, string>} */
const said = new WeakMap();

/**
 * @param {object} view
 * @param {string | undefined} name
 */
export function nameScreen(view, name) {
  if (!name || said.get(view) === name) return;
  said.set(view, name);
  setTitle(name);
}
