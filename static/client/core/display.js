/**
 * How a person likes to see the app: text size, light or dark, language. Kept in the same cookies as the server's
 * pages, and applied here because the app's page comes from the phone's own store.
 */

const YEAR_SECONDS = 365 * 24 * 3600;

export const CHOICES = {
  size: ["normal", "large", "largest"],
  theme: ["auto", "light", "dark"],
  lang: ["vi", "en"],
};

/**
 * @param {"size" | "theme" | "lang"} name
 * @returns {string}
 */
export function choice(name) {
  const cookies = globalThis.document?.cookie ?? "";
  const kept = new RegExp(`(?:^|; )${name}=([a-z]+)`).exec(cookies)?.[1] ?? "";
  return CHOICES[name].includes(kept) ? kept : CHOICES[name][0];
}

/**
 * @param {"size" | "theme" | "lang"} name
 * @param {string} value
 */
export function choose(name, value) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
  applyDisplay();
  dispatchEvent(new CustomEvent("display"));
}

export function applyDisplay() {
  const page = document.documentElement;
  page.lang = choice("lang");
  page.dataset.size = choice("size");
  page.dataset.theme = choice("theme");
}
