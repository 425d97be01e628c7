/** For `node --import`: one module of the phone is loaded from another text, the one with a fault in it. */
import { readFileSync } from "node:fs";
import { register } from "node:module";

const { SEEDED_URL: url, SEEDED_TEXT: text } = process.env;
register("./plant-hooks.mjs", import.meta.url, { data: { url, source: readFileSync(text, "utf8") } });
