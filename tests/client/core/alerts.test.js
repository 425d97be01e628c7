/** Being woken by the centre, over a browser's edge that keeps a subscription as browsers do: only a tap asks, and a tap ends it. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { alertState, turnOff, turnOn } from "../../../static/client/core/alerts.js";

const KEY = "BKbu-_keyA";
const PRINTED = { endpoint: "https://push.example/p/1", keys: { p256dh: "p", auth: "a" } };
const NAMES = ["navigator", "Notification", "PushManager", "fetch"];

/** The little of a browser that our elements need to be made; nothing is drawn. */
globalThis.HTMLElement = class extends EventTarget {};
globalThis.customElements = { define: () => undefined };
globalThis.document = { createTreeWalker: () => ({}), createComment: () => ({}) };
const { AlertSwitch } = await import("../../../static/client/core/alert-switch.js");

/** @type {[string, PropertyDescriptor | undefined][]} */
let before;
/** What the person will answer, what the browser holds, what the server was told. @type {any} */
let edge;
/** @type {import("../../../static/client/core/alerts.js").Alerts} */
let alerts;

const put = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
const bytesOf = (key) => Uint8Array.from(atob(key.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0)).buffer;

/** @param {string} key */
const subscription = (key) => ({
  options: { applicationServerKey: bytesOf(key) },
  toJSON: () => PRINTED,
  unsubscribe: async () => {
    edge.held = null;
    return true;
  },
});

beforeEach(() => {
  before = NAMES.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  edge = { held: null, asked: 0, answer: "granted", told: [], agrees: true, works: true };
  const pushManager = {
    getSubscription: async () => edge.held,
    subscribe: async ({ userVisibleOnly, applicationServerKey }) => {
      assert.equal(userVisibleOnly, true);
      if (!edge.works) throw new DOMException("no push service", "AbortError");
      return (edge.held = subscription(applicationServerKey));
    },
  };
  const serviceWorker = { getRegistration: async () => ({ pushManager }), ready: Promise.resolve({ pushManager }) };
  put("navigator", { serviceWorker });
  put("PushManager", class {});
  put("Notification", {
    permission: "default",
    requestPermission: async () => {
      edge.asked += 1;
      return (Notification.permission = edge.answer);
    },
  });
  alerts = {
    key: KEY,
    find: async () => ({ pushManager }),
    make: async () => ({ pushManager }),
    tell: async (wanted, browser) => {
      edge.told.push([wanted, browser]);
      if (edge.agrees === "offline") throw new TypeError("no network");
      return edge.agrees;
    },
  };
});

afterEach(() => {
  for (const [name, was] of before) was ? Object.defineProperty(globalThis, name, was) : delete globalThis[name];
});

test("opening the screen asks nobody and tells nobody", async () => {
  assert.equal(await alertState(alerts), "off");
  assert.deepEqual([edge.asked, edge.told], [0, []]);
});

test("a tap asks, and a yes is told to the server with the browser's keys", async () => {
  assert.equal(await turnOn(alerts), "on");
  assert.equal(edge.asked, 1);
  assert.deepEqual(edge.told, [["on", PRINTED]]);
});

test("a no is taken as one: nothing is subscribed, and it is said how to change one's mind", async () => {
  edge.answer = "denied";

  assert.equal(await turnOn(alerts), "denied");
  assert.equal(await alertState(alerts), "denied");
  assert.deepEqual([edge.held, edge.told], [null, []]);
});

test("who closes the question without an answer is where they were", async () => {
  edge.answer = "default";

  assert.equal(await turnOn(alerts), "off");
});

for (const agrees of [false, "offline"]) {
  test(`when the server does not know of it (${agrees}) the phone does not pretend to`, async () => {
    edge.agrees = agrees;

    assert.equal(await turnOn(alerts), "failed");
    assert.equal(edge.held, null);
  });
}

test("a push service that cannot be reached is said so", async () => {
  edge.works = false;

  assert.equal(await turnOn(alerts), "failed");
  assert.deepEqual(edge.told, []);
});

test("a tap ends it, also where no network is", async () => {
  await turnOn(alerts);
  edge.agrees = "offline";

  assert.equal(await turnOff(alerts), "off");
  assert.equal(edge.held, null);
  assert.deepEqual(edge.told.map(([wanted]) => wanted), ["on", "off"]);
  assert.equal(await alertState(alerts), "off");
});

test("what is on stays on and is told again, so that the server knows it is still used", async () => {
  await turnOn(alerts);
  edge.agrees = "offline";

  assert.equal(await alertState(alerts), "on");
  assert.deepEqual([edge.asked, edge.told.length], [1, 2]);
});

test("a server with another key is subscribed to anew: a browser is bound to the key it was made with", async () => {
  await turnOn({ ...alerts, key: "BOld" });

  assert.equal(await alertState(alerts), "on");
  assert.deepEqual(edge.held.options.applicationServerKey, bytesOf(KEY));
});

test("an iPhone says to install first, another browser that it cannot", async () => {
  delete globalThis.PushManager;
  assert.equal(await alertState(alerts), "unsupported");

  put("navigator", { serviceWorker: {}, standalone: false });
  assert.equal(await alertState(alerts), "install");

  put("navigator", { serviceWorker: {}, standalone: true });
  assert.equal(await alertState(alerts), "unsupported", "installed already: an iPhone too old for it");
});

const never = () => new Promise(() => undefined);

/** Lets what is under way come to its waiting, then lets the patience of 20 s end. */
async function outwait({ mock }, asked) {
  await new Promise((go) => setImmediate(go));
  mock.timers.tick(19_999);
  assert.equal(await Promise.race([asked, "waiting"]), "waiting");
  mock.timers.tick(1);
  return asked;
}

for (const [what, change] of [
  ["push service", ({ pushManager }) => (pushManager.subscribe = never)],
  ["worker", () => (alerts.make = never)],
]) {
  test(`a ${what} that never answers is not waited for without end`, async (context) => {
    context.mock.timers.enable({ apis: ["setTimeout"] });
    change(await alerts.find());

    assert.equal(await outwait(context, turnOn(alerts)), "failed");
  });
}

test("what cannot be stopped is said so, and is still on", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  await turnOn(alerts);
  edge.held.unsubscribe = never;
  assert.equal(await outwait(context, turnOff(alerts)), "stuck");

  edge.held.unsubscribe = async () => Promise.reject(new DOMException("no", "NetworkError"));
  assert.equal(await turnOff(alerts), "stuck");
});

/** The staff's switch, where no network is. */
function offlineSwitch() {
  put("fetch", async () => Promise.reject(new TypeError("no network")));
  return new AlertSwitch();
}

test("staff stop messages where no network is, and are told that turning on needs one", async () => {
  await turnOn(alerts);
  const shown = offlineSwitch();
  await shown.look();
  assert.equal(shown.state, "on");

  const stopping = shown.turnOff();
  assert.equal(shown.state, "busy");
  await stopping;
  assert.deepEqual([shown.state, edge.held], ["off", null]);

  await shown.turnOn();
  assert.deepEqual([shown.state, edge.held], ["failed", null]);
});

test("a phone without messages says offline that there is no network", async () => {
  const shown = offlineSwitch();

  await shown.look();

  assert.equal(shown.state, "offline");
});
