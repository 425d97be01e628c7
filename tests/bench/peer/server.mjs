/**
 * The peer: PouchDB's own CouchDB-style server with everything in memory, and a page on which its browser edition runs.
 * `node server.mjs DOCS` loads one JSON document a line into the database `ward` and prints the port.
 */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import express from "express";
import expressPouchDB from "express-pouchdb";
import http from "pouchdb-adapter-http";
import memory from "pouchdb-adapter-memory";
import PouchDB from "pouchdb-core";
import mapreduce from "pouchdb-mapreduce";
import replication from "pouchdb-replication";

const AT_ONCE = 1000;
const PAGE = '<!doctype html><meta charset="utf-8"><title>peer</title><script src="/peer.js"></script>';

PouchDB.plugin(memory).plugin(http).plugin(replication).plugin(mapreduce);
const Store = PouchDB.defaults({ adapter: "memory" });

const bundle = await build({
  stdin: { contents: 'import PouchDB from "pouchdb-browser"; window.PouchDB = PouchDB;', resolveDir: import.meta.dirname },
  bundle: true,
  define: { global: "globalThis" },
  write: false,
});

/** @param {string} path */
async function load(path) {
  const ward = new Store("ward");
  /** @type {object[]} */
  let waiting = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    waiting.push(JSON.parse(line));
    if (waiting.length === AT_ONCE) {
      await ward.bulkDocs(waiting);
      waiting = [];
    }
  }
  await ward.bulkDocs(waiting);
}

await load(process.argv[2]);
const app = express();
app.get("/", (_, answer) => answer.type("html").send(PAGE));
app.get("/peer.js", (_, answer) => answer.type("text/javascript").send(bundle.outputFiles[0].text));
app.use("/db", expressPouchDB(Store, { inMemoryConfig: true, mode: "minimumForPouchDB", logPath: "/dev/null" }));
const listening = app.listen(0, "127.0.0.1", () => {
  const address = listening.address();
  process.stdout.write(`${typeof address === "object" && address ? address.port : ""}\n`);
});
