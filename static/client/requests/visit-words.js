/** The word that the household asks for and the officer says: drawn from the list that the server draws from too. */
import { ask } from "../core/api.js";

const LIST = new URL("./visit-words.json", import.meta.url).pathname;

/** @returns {Promise<string>} a word that nobody can guess from another one */
export async function drawWord() {
  /** @type {string[]} */
  const words = await ask("GET", LIST);
  // Values past the last whole multiple are drawn again, so that no word is likelier than another.
  const limit = Math.floor(2 ** 32 / words.length) * words.length;
  const [drawn] = crypto.getRandomValues(new Uint32Array(1));
  return drawn < limit ? words[drawn % words.length] : drawWord();
}
