/** Taps that come too early or too often: a double tap saves once, and of two answers the later question's counts. */
import { currentPath } from "./router.js";

/**
 * A handler that ignores every call while one is under way, and for good once it has left the screen: the next screen
 * takes a moment to come, and the button is still under the thumb. Where it leads next it hands back as a function:
 * whoever went elsewhere while it saved stays there.
 * @template {any[]} A
 * @param {(...args: A) => unknown} act
 * @returns {(...args: A) => Promise<void>}
 */
export function once(act) {
  let isShut = false;
  return async (...args) => {
    for (const one of args) if (one instanceof Event) one.preventDefault();
    if (isShut) return;
    isShut = true;
    const path = currentPath();
    try {
      const leave = await act(...args);
      if (typeof leave === "function" && currentPath() === path) leave();
    } finally {
      isShut = currentPath() !== path;
    }
  };
}

/**
 * Hands on only the answer to the last question asked: an earlier one may take longer.
 * @template T
 * @param {(answer: T) => void} take
 * @returns {(question: T | Promise<T>) => Promise<void>}
 */
export function newest(take) {
  let asked = 0;
  return async (question) => {
    const mine = (asked += 1);
    const answer = await question;
    if (mine === asked) take(answer);
  };
}
