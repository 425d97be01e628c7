/** Words on the screen: the Vietnamese text is the key, other languages are dictionaries that features register. */
import { choice, choose } from "./display.js";

/** @type {Record<string, Record<string, string>>} */
const dictionaries = {};

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
 * @param {Record<string, string>} words
 */
export function addTexts(code, words) {
  dictionaries[code] = { ...dictionaries[code], ...words };
}

export const currentLanguage = () => language;

/**
 * The server's own words for an answer, in the language of this phone.
 * @param {{vi?: string, en?: string} | undefined} message
 */
export const pick = (message) => (language === "en" ? message?.en : message?.vi) ?? message?.vi ?? "";

/** @param {string} code */
export function setLanguage(code) {
  language = code;
  choose("lang", code);
}
