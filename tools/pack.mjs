/**
 * Packs our own modules and styles with gzip beside the originals, without their comments and blanks: those are a
 * quarter of what a phone would fetch, and nobody reads them there. Every line of a module keeps its number, so that a
 * fault names the line of the source.
 * `--sizes` packs nothing and prints how many bytes each of them is.
 */
import { parse } from "acorn";
import { transformSync } from "esbuild";
import { readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const STATIC = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "static");
const OURS = ["client", "public", "styles"];
const BEST = { level: 9 };
/** Two letters are one word, two signs another one, a number takes a dot, and a stroke may begin a comment. */
const GROWS = /[\p{L}\p{N}_$]{2}|\+\+|--|\p{N}\.|\/|\P{ASCII}/u;

const MARKUP = /^(html|svg)$/;

/** @param {string} text @returns {string} the same program, word for word and line for line, with nothing between that it does not need */
export function tight(text) {
  /** @type {import("acorn").Token[]} */
  const tokens = [];
  parse(text, { ecmaVersion: "latest", sourceType: "module", onToken: tokens });
  const markup = inMarkup(tokens, text);
  let end = 0;
  const words = tokens.map((token) => {
    const said = text.slice(token.start, token.end);
    const word = gap(text.slice(end, token.start), text.charAt(end - 1) + text.charAt(token.start)) + (markup.has(token) ? unindented(said) : said);
    end = token.end;
    return word;
  });
  return words.join("");
}

/** To HTML a break with blanks behind it is the same as a break. @param {string} said */
export const unindented = (said) => said.replace(/\n[ \t]+/g, "\n");

/**
 * The pieces of templates that become HTML: what stands behind `html`, not what stands behind anything else.
 * @param {import("acorn").Token[]} tokens
 * @param {string} text
 * @returns {Set<import("acorn").Token>}
 */
export function inMarkup(tokens, text) {
  const [found, open] = [new Set(), /** @type {boolean[]} */ ([])];
  tokens.forEach((token, at) => {
    const before = tokens[at - 1];
    if (token.type.label === "template" && open.at(-1)) found.add(token);
    if (token.type.label !== "`") return;
    if (before?.type.label === "template") open.pop();
    else open.push(before !== undefined && MARKUP.test(text.slice(before.start, before.end)));
  });
  return found;
}

/**
 * What must stay of comments and blanks between two words: every line, or else one blank where they would grow together.
 * @param {string} between
 * @param {string} sides the letter before and the letter after
 */
function gap(between, sides) {
  const lines = between.replace(/[^\n]/g, "");
  return lines || (between && GROWS.test(sides) ? " " : "");
}

/** @param {string} text @returns {string} the same rules without comments and blanks */
export const tightStyles = (text) => transformSync(text, { loader: "css", minifyWhitespace: true, charset: "utf8" }).code;

/** @type {Record<string, (text: string) => string>} */
const TIGHT = { ".js": tight, ".css": tightStyles };

/** @returns {string[]} our modules and styles, relative to the static folder */
function ours() {
  const files = OURS.flatMap((folder) => readdirSync(path.join(STATIC, folder), { recursive: true }).map((name) => path.join(folder, String(name))));
  return files.filter((name) => path.extname(name) in TIGHT);
}

/** @param {string} name */
const packed = (name) => gzipSync(TIGHT[path.extname(name)](readFileSync(path.join(STATIC, name), "utf8")), BEST);

/** A packed file carries its original's time. @param {string} name */
function pack(name) {
  const original = path.join(STATIC, name);
  const { atime, mtime } = statSync(original);
  writeFileSync(`${original}.gz`, packed(name));
  utimesSync(`${original}.gz`, atime, mtime);
}

/** @param {string} name @returns {number} in whole seconds; 0 when there is none */
const timeOf = (name) => Math.trunc((statSync(path.join(STATIC, name), { throwIfNoEntry: false })?.mtimeMs ?? 0) / 1000);

/** @param {string} name */
const isPacked = (name) => timeOf(`${name}.gz`) === timeOf(name);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = ours();
  if (process.argv.includes("--sizes")) process.stdout.write(JSON.stringify(Object.fromEntries(names.map((name) => [name, packed(name).length]))));
  else names.filter((name) => !isPacked(name)).forEach(pack);
}
