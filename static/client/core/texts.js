/** Words on the screen: the Vietnamese text is the key, other languages are dictionaries that features register. */
import { choice, choose } from "./display.js";

/** @typedef {() => Promise<{EN: Record<string, string>}>} Loader */

/** @type {Record<string, Record<string, string>>} */
const dictionaries = {};
/** Dictionaries that nobody has asked for yet. @type {{code: string, load: Loader}[]} */
const waiting = [];

let language = choice("lang");

/**
 * @param {string} text Vietnamese, with `{name}` where a value goes
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(text, values = {}) {
  const words = dictionaries[language]?.[text] ?? text;
  return words.replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
}

/**
 * @param {string} code
 * @param {Loader} load fetched only when somebody reads this language
 */
export function addTexts(code, load) {
  waiting.push({ code, load });
}

/** Fetches what features have registered for a language. @param {string} [code] */
export async function loadTexts(code = language) {
  const wanted = waiting.filter((one) => one.code === code);
  for (const one of wanted) waiting.splice(waiting.indexOf(one), 1);
  const found = await Promise.all(wanted.map((one) => one.load()));
  dictionaries[code] = Object.assign({}, dictionaries[code], ...found.map((module) => module.EN));
}

export const currentLanguage = () => language;

/**
 * The server's own words for an answer, in the language of this phone.
 * @param {{vi?: string, en?: string} | undefined} message
 */
export const pick = (message) => (language === "en" ? message?.en : message?.vi) ?? message?.vi ?? "";

/** @param {string} code */
export async function setLanguage(code) {
  await loadTexts(code);
  language = code;
  choose("lang", code);
}
