/** Whatever the screens of citizens, requests and dossiers say in Vietnamese, they can say in English. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { EN as catalogue } from "../../../static/client/catalogue/texts.js";
import { EN as citizens } from "../../../static/client/citizens/texts.js";
import { EN as core } from "../../../static/client/core/core-texts.js";
import { EN as rest } from "../../../static/client/dossiers/texts-rest.js";
import { EN as steps } from "../../../static/client/dossiers/texts-steps.js";
import { EN as dossiers } from "../../../static/client/dossiers/texts.js";
import { EN as requests } from "../../../static/client/requests/texts.js";
import { EN as visits } from "../../../static/client/visits/texts.js";

const CLIENT = new URL("../../../static/client/", import.meta.url);
const SAID = /\bt\(\s*"((?:[^"\\]|\\.)*)"|\b(?:title|label): "((?:[^"\\]|\\.)*)"/g;

/** @param {string} feature */
function saidBy(feature) {
  const folder = new URL(`${feature}/`, CLIENT);
  const files = readdirSync(folder).filter((name) => name.endsWith(".js"));
  return files.flatMap((name) => [...readFileSync(new URL(name, folder), "utf8").matchAll(SAID)].map(([, one, other]) => one ?? other));
}

const EVERYBODY = { ...core, ...catalogue, ...citizens };
const LEADERS = { ...EVERYBODY, ...requests, ...visits };
/** What is loaded wherever a feature's screens are: what is said there already is not said twice. */
const LOADED = { citizens: { ...EVERYBODY, ...dossiers, ...rest, ...steps }, requests: LEADERS, dossiers: { ...LEADERS, ...dossiers, ...rest, ...steps } };

for (const [feature, english] of Object.entries(LOADED)) {
  test(`${feature}: everything said has English words`, () => {
    const said = saidBy(feature);

    assert.ok(said.length > 30, "the search must find what is said");
    assert.deepEqual(said.filter((words) => !(words in english)), []);
  });
}

test("a message with a hole keeps it in English", () => {
  const holes = (text) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();
  const torn = Object.entries({ ...citizens, ...dossiers, ...rest, ...steps }).filter(([vi, en]) => String(holes(vi)) !== String(holes(en)));

  assert.deepEqual(torn, []);
});
