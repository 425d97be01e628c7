/**
 * Packs our own modules with gzip beside the originals, without their comments and the blanks between their words:
 * those are a quarter of what a phone would fetch, and nobody reads them there. Every line keeps its number, so that a
 * fault names the line of the source.
 * `--sizes` packs nothing and prints how many bytes each module is.
 */
import { parse } from "acorn";
import { readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const STATIC = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "static");
const OURS = ["client", "public"];
const BEST = { level: 9 };
/** Two letters are one word, two signs another one, a number takes a dot, and a stroke may begin a comment. */
const GROWS = /[\p{L}\p{N}_$]{2}|\+\+|--|\p{N}\.|\/|\P{ASCII}/u;

/** @param {string} text @returns {string} the same program, word for word and line for line, with nothing between that it does not need */
export function tight(text) {
  /** @type {import("acorn").Token[]} */
  const tokens = [];
  parse(text, { ecmaVersion: "latest", sourceType: "module", onToken: tokens });
  let end = 0;
  const words = tokens.map((token) => {
    const word = gap(text.slice(end, token.start), text.charAt(end - 1) + text.charAt(token.start)) + text.slice(token.start, token.end);
    end = token.end;
    return word;
  });
  return words.join("");
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

/** @returns {string[]} our modules, relative to the static folder */
function modules() {
  const files = OURS.flatMap((folder) => readdirSync(path.join(STATIC, folder), { recursive: true }).map((name) => path.join(folder, String(name))));
  return files.filter((name) => name.endsWith(".js"));
}

/** @param {string} name */
const packed = (name) => gzipSync(tight(readFileSync(path.join(STATIC, name), "utf8")), BEST);

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
  const names = modules();
  if (process.argv.includes("--sizes")) process.stdout.write(JSON.stringify(Object.fromEntries(names.map((name) => [name, packed(name).length]))));
  else names.filter((name) => !isPacked(name)).forEach(pack);
}
