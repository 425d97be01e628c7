/** Pages asked for ahead: by the head of an answer, two at most, in their order, and never two on a slow way. */
import { answer, reopen, startPhone, WARD } from "./phone.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { newId } from "../../../static/client/core/ids.js";
import { all } from "../../../static/client/core/rows.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { cursorOf } from "../../../static/client/core/vault.js";

const ROWS = 8;
let server;

/** Eight rows, a page each. */
beforeEach(async () => {
  server = await startPhone();
  for (let n = 1; n <= ROWS; n += 1) server.put("parcel", newId(), { text: `${n}` });
  server.limits = { ...server.limits, page: 1 };
});

const isPull = (url) => url.pathname.endsWith("/pull");
const stored = async () => (await all("parcel")).length;

/** Turns of the loop, so that whatever can go on does. */
async function turns(count) {
  for (let turn = 0; turn < count; turn += 1) await new Promise((go) => setTimeout(go));
}

/** Heads come at once, each body when `ready` lets it. @param {(cursor: number) => Promise<unknown>} ready */
function holdBodies(ready) {
  const wire = { asked: [], sent: [], most: 0 };
  server.intercept = async (url) => {
    if (!isPull(url)) return undefined;
    const cursor = Number(url.searchParams.get("cursor"));
    wire.asked.push(cursor);
    wire.most = Math.max(wire.most, wire.asked.length - wire.sent.length);
    const whole = await server.do_pull(url);
    const bytes = new Uint8Array(await whole.arrayBuffer());
    const pull = async (controller) => {
      await ready(cursor);
      wire.sent.push(cursor);
      controller.enqueue(bytes);
      controller.close();
    };
    return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }), { status: 200, headers: whole.headers });
  };
  return wire;
}

test("the next pages are asked for when the head of an answer has come, two ahead and no more", async () => {
  /** @type {() => void} */
  let goOn;
  const held = new Promise((resolve) => (goOn = resolve));
  const wire = holdBodies(async (cursor) => cursor === 2 && held);

  const round = syncOnce();
  while (!wire.sent.includes(4)) await turns(1);
  await turns(50);

  assert.deepEqual(wire.asked, [0, 1, 2, 3, 4]);
  assert.equal(await cursorOf(WARD), 2, "what came early waits for its turn");
  goOn();
  assert.equal(await round, null);
  assert.deepEqual([await stored(), wire.asked.length], [ROWS, ROWS]);
});

test("on a slow way each page has the way for itself, on a quick one it shares it", async (context) => {
  const quick = holdBodies(() => turns(20));
  assert.equal(await syncOnce(), null);
  assert.ok(quick.most > 1, String(quick.most));
  server.generation = "g2";
  let passed = 0;
  const now = performance.now.bind(performance);
  context.mock.method(performance, "now", () => now() + passed);
  const slow = holdBodies(async () => {
    passed += 6_000;
    await turns(20);
  });

  assert.equal(await syncOnce(), null);

  assert.deepEqual([slow.most, slow.sent.length], [1, ROWS]);
  assert.equal(await stored(), ROWS);
});

test("a way that drops the head's word brings every page all the same", async () => {
  server.intercept = async (url) => isPull(url) && answer(await (await server.do_pull(url)).json());

  assert.equal(await syncOnce(), null);

  assert.equal(await stored(), ROWS);
});

test("a head that names another place than its body is not ours: nothing is skipped, and the next round goes on", async () => {
  server.intercept = async (url) => {
    const whole = isPull(url) && (await server.do_pull(url));
    if (url.searchParams.get("cursor") === "2") whole.headers.set("Link", whole.headers.get("Link").replace("cursor=3", "cursor=5"));
    return whole;
  };

  assert.equal(await syncOnce(), "offline");
  assert.deepEqual([await stored(), await cursorOf(WARD)], [2, 2]);

  server.intercept = null;
  await reopen();
  assert.equal(await syncOnce(), null);
  assert.equal(await stored(), ROWS);
});

test("a page that is lost on the way leaves those before it stored and none behind it", async () => {
  server.intercept = (url) => {
    if (isPull(url) && url.searchParams.get("cursor") === "3") throw new TypeError("connection reset");
  };

  assert.equal(await syncOnce(), "offline");
  assert.deepEqual([await stored(), await cursorOf(WARD)], [3, 3]);

  server.intercept = null;
  assert.equal(await syncOnce(), null);
  assert.equal(await stored(), ROWS);
});

test("a page too large for the way is asked for in smaller parts, and whole ones again once they come quickly", async (context) => {
  for (let n = 0; n < 200; n += 1) server.put("parcel", newId(), { text: `more ${n}` });
  server.limits = { ...server.limits, page: 400 };
  let passed = 0;
  const now = performance.now.bind(performance);
  context.mock.method(performance, "now", () => now() + passed);
  const asked = [];
  server.intercept = (url) => {
    if (!isPull(url)) return;
    const limit = Number(url.searchParams.get("limit"));
    asked.push(limit);
    passed += limit > 50 ? 30_000 : 20_000;
    if (limit > 50) throw new TypeError("timed out");
  };

  assert.equal(await syncOnce(), "offline");
  assert.equal(await syncOnce(), "offline");
  assert.equal(await syncOnce(), null);
  assert.equal(await stored(), ROWS + 200);
  assert.deepEqual(asked, [400, 100, 50, 50, 50, 50, 50]);

  server.intercept = (url) => {
    if (isPull(url)) asked.push(Number(url.searchParams.get("limit")));
  };
  for (let n = 0; n < 5; n += 1) {
    server.put("parcel", newId(), { text: `${n}` });
    assert.equal(await syncOnce(), null);
  }
  assert.deepEqual(asked.slice(-5), [50, 50, 100, 200, 400]);
});

test("when a page is lost, the one asked for ahead leaves the way", async (context) => {
  const { fetch } = globalThis;
  let left = 0;
  const cut = () => new ReadableStream({ pull: async (body) => turns(20).then(() => body.error(new TypeError("cut off"))) }, { highWaterMark: 0 });
  context.mock.method(globalThis, "fetch", async (url, init) => {
    const cursor = new URL(url, "http://ward").searchParams.get("cursor");
    if (cursor === "2") return new Response(cut(), { headers: (await fetch(url, init)).headers });
    if (cursor !== "3") return fetch(url, init);
    return new Promise((_, refuse) => {
      init.signal.addEventListener("abort", () => {
        left += 1;
        refuse(init.signal.reason);
      });
    });
  });

  assert.equal(await syncOnce(), "offline");

  assert.deepEqual([await stored(), left], [2, 1]);
  context.mock.restoreAll();
  assert.equal(await syncOnce(), null);
  assert.equal(await stored(), ROWS);
});
