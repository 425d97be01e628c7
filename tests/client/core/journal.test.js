/** The journal: a sealed second copy of every saved command, which helps when the store has lost the first. */
import { installFileSystem } from "./file-system-edge.js";
import { note, startWithParcels } from "./parcels.js";
import { rawStore } from "./raw.js";
import { SERVER_KEY, openWith } from "./server-half.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { eraseJournal, journaled, markDelivered, pruneJournal } from "../../../static/client/core/journal.js";
import { person } from "../../../static/client/core/session.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import * as vault from "../../../static/client/core/vault.js";

const DAY_MS = 86_400_000;
const { files, Worker } = await installFileSystem();
let server;

beforeEach(async () => {
  delete globalThis.Worker; // the PIN is stretched without one
  server = await startWithParcels();
  globalThis.Worker = Worker;
  files.clear();
});

const journal = () => journaled(person().id);
const doneOnce = () => [...server.effects.values()].every((times) => times === 1);

/** The store loses these commands, as a damaged disk would. */
async function lose(...ids) {
  const db = await rawStore();
  await db.table("commands").bulkDelete(ids);
  db.close();
}

const declared = () => [...server.stored.values()].map(({ body }) => JSON.parse(body)).filter(({ type }) => type === "sync.declare_gap");

test("what the store has lost at the start is delivered out of the journal, once", async () => {
  const ids = [];
  for (const text of ["a", "b", "c"]) ids.push((await note(text)).id);
  await lose(...ids);

  assert.equal(await syncOnce(), null);

  assert.deepEqual([...server.effects.keys()], ids);
  assert.deepEqual(await journal(), []);
  await syncOnce();
  assert.ok(doneOnce());
});

test("a saved command stands in it sealed, and not readable", async () => {
  const { id } = await note("bà Lan ở tổ 5");
  const [line] = await journal();

  assert.deepEqual([line.id, line.seq], [id, 1]);
  assert.ok(JSON.parse((await openWith(SERVER_KEY, line.sealed)).toString()).body.includes("bà Lan ở tổ 5"));
  const text = [...files.values()].join("");
  assert.ok(text.includes(id) && !text.includes("bà Lan"));
});

test("a hole in the sequence is filled out of the journal instead of being declared lost", async () => {
  const { id: first } = await note("a");
  const { id: second } = await note("b");
  await note("c");
  await lose(first, second);

  assert.equal(await syncOnce(), null);

  assert.equal(server.effects.size, 3);
  assert.deepEqual(declared(), []);
});

test("a number is declared lost when outbox, sent box and journal know nothing of it", async () => {
  const { id: first } = await note("a");
  files.set("later", Buffer.from([...files.values()][0]));
  const { id: second } = await note("b");
  await note("c");
  files.set(`journal-${person().id}`, files.get("later"));
  await lose(first, second);

  assert.equal(await syncOnce(), null);

  assert.deepEqual(declared().map(({ args }) => [args.from, args.to]), [[2, 2]]);
  assert.equal(server.effects.get(first), 1);
  assert.ok(!server.effects.has(second));
});

test("a torn line spoils only itself", async () => {
  await note("a");
  const [name] = files.keys();
  files.set(name, Buffer.concat([files.get(name), Buffer.from('{"id":"torn","sea')]));
  await note("b");

  assert.equal((await journal()).length, 2);
});

test("what was settled long ago is left out, what still waits never", async () => {
  const me = person().id;
  const [{ id: old }, { id: waits }] = [await note("a"), await note("b")];
  const size = () => [...files.values()][0].length;
  const before = size();

  await pruneJournal(me, [waits], Date.now() + 34 * DAY_MS);
  assert.equal((await journal()).length, 2);
  await pruneJournal(me, [waits], Date.now() + 36 * DAY_MS);

  assert.deepEqual((await journal()).map((line) => line.id), [waits]);
  assert.ok(size() < before);
  await markDelivered(me, [waits]);
  assert.deepEqual(await journal(), []);
  await eraseJournal(me);
  assert.equal(files.size, 0);
  assert.ok(old);
});

test("a file system that answers nothing holds no save up for long", async () => {
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = () => undefined;
  const { id } = await note("a").finally(() => (Worker.prototype.postMessage = postMessage));

  assert.equal((await vault.findCommand(id)).state, "waiting");
});

test("a browser that starts no worker saves all the same", async () => {
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = () => {
    throw new TypeError("no worker here");
  };
  const { id } = await note("a").finally(() => (Worker.prototype.postMessage = postMessage));

  assert.equal((await vault.findCommand(id)).state, "waiting");
});
