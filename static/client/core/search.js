/** Text folded for searching, so that "nguyen" finds "Nguyễn"; the same folding as app/core/search.py. */

/** @param {string} text */
export function fold(text) {
  return text
    .toLowerCase()
    .replaceAll("đ", "d")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * @param {string} text
 * @param {string} wanted every word of it must begin a word or stand inside the text
 */
export function matches(text, wanted) {
  const folded = fold(text);
  return fold(wanted)
    .split(" ")
    .every((word) => folded.includes(word));
}

const byLetters = new Intl.Collator("vi");

/**
 * Vietnamese lists sort by the given name, which stands last.
 * @param {string} a
 * @param {string} b
 */
export function byGivenName(a, b) {
  const given = (/** @type {string} */ name) => name.trim().split(/\s+/).at(-1) ?? "";
  return byLetters.compare(given(a), given(b)) || byLetters.compare(a, b);
}
