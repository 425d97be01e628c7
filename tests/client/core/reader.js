/** Somebody who reads another language: the page's edge, only for as long as the language is being chosen. */
import { setLanguage } from "../../../static/client/core/texts.js";

const EDGE = () => ({ document: { cookie: "", documentElement: { dataset: {} } }, location: { protocol: "http:" }, dispatchEvent: () => true });

/** @param {"vi" | "en"} code */
async function choose(code) {
  const before = Object.keys(EDGE()).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  Object.assign(globalThis, EDGE());
  await setLanguage(code);
  for (const [name, was] of before) was ? Object.defineProperty(globalThis, name, was) : delete globalThis[name];
}

/**
 * @template T
 * @param {() => T | Promise<T>} look
 * @returns {Promise<T>} what an English reader is shown
 */
export async function inEnglish(look) {
  await choose("en");
  try {
    return await look();
  } finally {
    await choose("vi");
  }
}
