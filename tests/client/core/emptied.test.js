/** The store is cleared under the app: the screen is emptied and says so, and the journal brings back what it has. */
import { installFileSystem } from "./file-system-edge.js";
import { LIGHT, PIN } from "./phone.js";
import { note, startWithParcels, texts } from "./parcels.js";
import { OTHER } from "./two-people.js";
import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { setPin } from "../../../static/client/core/choose-pin.js";
import { enrolWithCode, resume } from "../../../static/client/core/enrol.js";
import { watchStore, whatWasEmptied } from "../../../static/client/core/emptied.js";
import { journalOwners } from "../../../static/client/core/journal.js";
import { isLocked, lockNow, unlock } from "../../../static/client/core/lock.js";
import { rescueFile } from "../../../static/client/core/rescue.js";
import { setPerson, somebody } from "../../../static/client/core/session.js";
import { tell } from "../../../static/client/core/signals.js";
import { stageOf } from "../../../static/client/core/stage.js";
import { currentStatus, setStatus } from "../../../static/client/core/status.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import * as vault from "../../../static/client/core/vault.js";
import { Dexie } from "../../../static/vendor/dexie.js";

const { files, Worker } = await installFileSystem();
let server;
let me;

before(async () => {
  await startWithParcels();
  watchStore();
});

beforeEach(async () => {
  delete globalThis.Worker; // the PIN is stretched without one
  setPerson(null);
  server = await startWithParcels();
  globalThis.Worker = Worker;
  files.clear();
  setStatus({ broughtBack: 0 });
  me = somebody();
});

/** The browser's memory is cleared: the databases, and with `all` the private file system too. */
async function clear({ all = false } = {}) {
  if (all) files.clear();
  await Promise.all(["tan-nha", `tan-nha-${me.id}`].map(deleted));
  await until(() => somebody() === null);
}

const deleted = (name) => new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve));

async function until(isTrue) {
  for (let tries = 0; tries < 1000 && !isTrue(); tries += 1) await new Promise((go) => setTimeout(go, 5));
  assert.ok(isTrue(), "it never came to that");
}

async function signInAgain(code) {
  delete globalThis.Worker;
  await enrolWithCode(code);
  await setPin(PIN, { cost: LIGHT });
  globalThis.Worker = Worker;
}

const doneOnce = () => [...server.effects.values()].every((times) => times === 1);

test("the journal brings back what a cleared store has lost, to the same person, once", async () => {
  const ids = [(await note("a")).id, (await note("b")).id];
  await clear();

  assert.deepEqual(whatWasEmptied(), { unsent: 2, hasJournal: true });
  assert.ok(!vault.isVaultOpen());
  await signInAgain("222222");
  assert.equal(whatWasEmptied(), null);
  await syncOnce();

  assert.deepEqual([...server.effects.keys()], ids);
  assert.equal(currentStatus().broughtBack, 2);
  await syncOnce();
  assert.deepEqual([await texts(), doneOnce(), currentStatus().broughtBack], [["a", "b"], true, 2]);
});

test("what was answered before is not counted as brought back", async () => {
  await note("known");
  await syncOnce();
  await note("unsent");
  await clear();
  await signInAgain("222222");

  await syncOnce();

  assert.deepEqual([server.effects.size, currentStatus().broughtBack, doneOnce()], [2, 1, true]);
});

test("with everything cleared nothing comes back, and the number of lost commands is told", async () => {
  await note("a");
  await note("b");
  await clear({ all: true });

  assert.deepEqual(whatWasEmptied(), { unsent: 2, hasJournal: false });
  assert.equal(server.effects.size, 0);
});

test("whoever signs in next delivers the journals of people whom the store has forgotten", async () => {
  const { id } = await note("of the first");
  await clear();
  server.person = OTHER;
  await signInAgain("222222");

  await syncOnce();

  assert.deepEqual([...server.effects.keys()], [id]);
  assert.ok(!(await journalOwners()).includes(me.id));
  assert.deepEqual((await Dexie.getDatabaseNames()).filter((name) => name.endsWith(me.id)), []);
});

test("a store cleared while the app was shut is noticed by the journal, and the rescue file has the work", async () => {
  const { id } = await note("a");
  vault.closeAll();
  setPerson(null);
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
  assert.equal(await resume(), null);

  watchStore();
  await until(() => whatWasEmptied());

  assert.deepEqual(whatWasEmptied(), { unsent: null, hasJournal: true });
  const { blob, commands } = await rescueFile();
  assert.equal(commands, 1);
  assert.ok((await blob.text()).includes(id));
});

test("a person whom another tab has erased leaves this one too, and no database behind", async () => {
  await note("delivered");
  await syncOnce();

  // As the other tab does it: this one only sees its connection being cut.
  await vault.writePhoneNote("current", null);
  await deleted(`tan-nha-${me.id}`);
  await until(() => somebody() === null);

  assert.equal(whatWasEmptied(), null);
  assert.deepEqual((await Dexie.getDatabaseNames()).filter((name) => name.endsWith(me.id)), []);
});

/** The browser is still at it: the next openings of a database fail. */
function failOpening(times) {
  const { open } = IDBFactory.prototype;
  let left = times;
  IDBFactory.prototype.open = function (...asked) {
    if (left === 0) IDBFactory.prototype.open = open;
    if (left === 0) return open.apply(this, asked);
    left -= 1;
    const request = { error: new DOMException("the connection was closed", "AbortError") };
    setTimeout(() => request.onerror({ target: request, preventDefault: () => undefined, stopPropagation: () => undefined }));
    return request;
  };
}

test("a store that cannot be opened while it is being cleared is asked until it can", async () => {
  await note("a");
  failOpening(3);

  await clear();

  assert.deepEqual(whatWasEmptied(), { unsent: 1, hasJournal: true });
});

test("a store that was cut and could not be opened at once comes back locked, with everything in it", async () => {
  const { id } = await note("a");
  failOpening(2);
  vault.closeAll();
  await assert.rejects(vault.openVault(me.id));

  tell("cut");
  await until(isLocked);

  delete globalThis.Worker;
  assert.equal(await unlock(PIN), "open");
  assert.equal((await vault.findCommand(id)).state, "waiting");
});

test("a phone that loses its person behind the lock is nobody's: it asks for a sign-in, not for a PIN", async () => {
  await lockNow();
  await clear();

  assert.deepEqual([isLocked(), await stageOf({ trouble: null })], [false, "sign-in"]);
});

test("a connection that is merely cut is taken up again", async () => {
  await note("a");
  tell("cut");
  await new Promise((go) => setTimeout(go, 20));

  assert.deepEqual([somebody(), await texts()], [me, ["a"]]);
});
