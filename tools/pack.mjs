/**
 * Packs our own modules with gzip beside the originals, without their comments: those are a fifth of what a phone
 * would fetch, and nobody reads them there. Every line keeps its number, so that a fault names the line of the source.
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

/** @param {string} text @returns {string} the same program, line for line */
export function withoutComments(text) {
  /** @type {[number, number][]} */
  const found = [];
  parse(text, { ecmaVersion: "latest", sourceType: "module", onComment: (_isBlock, _words, start, end) => found.push([start, end]) });
  return found.reverse().reduce(cut, text);
}

/** @param {string} text @param {[number, number]} comment */
function cut(text, [start, end]) {
  const before = text.slice(0, start).replace(/[ \t]+$/, "");
  const lines = text.slice(start, end).replace(/[^\n]/g, "");
  const rest = text.slice(end);
  const isTorn = lines === "" && /\S$/.test(before) && /^\S/.test(rest);
  return before + (isTorn ? " " : lines) + rest;
}

/** @returns {string[]} our modules, relative to the static folder */
function modules() {
  const files = OURS.flatMap((folder) => readdirSync(path.join(STATIC, folder), { recursive: true }).map((name) => path.join(folder, String(name))));
  return files.filter((name) => name.endsWith(".js"));
}

/** @param {string} name */
const packed = (name) => gzipSync(withoutComments(readFileSync(path.join(STATIC, name), "utf8")), BEST);

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
