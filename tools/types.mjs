/**
 * Writes the TypeScript types of every command's args, from the JSON Schemas on standard input
 * (`flask commands --schemas`) to standard output.
 */
import { compile } from "json-schema-to-typescript";
import { text } from "node:stream/consumers";
import { isDeepStrictEqual } from "node:util";

const BANNER = `/**
 * What each command takes: written by \`make types\` from the commands of the server; not edited by hand.
 */
`;

/** Names that several commands share are declared once; another shape of the same name gets its feature's name. */
const shared = {};

/** @param {string} type @param {any} schema */
function argsOf(type, schema) {
  const { $defs = {}, description, ...args } = schema;
  const names = Object.fromEntries(Object.entries($defs).map(([name, shape]) => [name, nameOf(type, name, shape)]));
  for (const [name, shape] of Object.entries($defs)) shared[names[name]] = renamed(shape, names);
  return { ...renamed(args, names), description };
}

function nameOf(type, name, shape) {
  const known = originals.get(name);
  if (!known) originals.set(name, shape);
  return !known || isDeepStrictEqual(known, shape) ? name : `${capital(type.split(".")[0])}${name}`;
}

const originals = new Map();
const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** Without titles, which would each become a type, and with references by their new names. */
function renamed(value, names) {
  if (Array.isArray(value)) return value.map((one) => renamed(one, names));
  if (value === null || typeof value !== "object") return value;
  if (isAnything(value)) return { tsType: "unknown" };
  const entries = Object.entries(value).filter(([key, inner]) => key !== "title" || typeof inner !== "string");
  return Object.fromEntries(entries.map(([key, inner]) => [key, key === "$ref" ? referred(inner, names) : renamed(inner, names)]));
}

/** A field that may hold whatever JSON can: nothing but words about it. */
const isAnything = (value) => "title" in value && Object.keys(value).every((key) => ["title", "default", "description"].includes(key));

/** @param {string} path such as `#/$defs/Person` */
const referred = (path, names) => `#/$defs/${names[path.split("/").at(-1)]}`;

const schemas = JSON.parse(await text(process.stdin));
const properties = Object.fromEntries(Object.entries(schemas).map(([type, schema]) => [type, argsOf(type, schema)]));
const whole = { type: "object", properties, required: Object.keys(properties), additionalProperties: false, $defs: shared };
process.stdout.write(
  await compile(whole, "CommandArgs", {
    bannerComment: BANNER,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    style: { printWidth: 120 },
  }),
);
