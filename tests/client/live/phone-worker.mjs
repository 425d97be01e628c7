/**
 * One phone in a thread of its own: the app's own modules, untouched, on fake-indexeddb. Only the edges are ours:
 * the network leads to this phone's wire, the clock can jump, and timeouts run faster.
 */
import "fake-indexeddb/auto";
import { parentPort, workerData } from "node:worker_threads";
import { xhrTowards } from "./xhr.mjs";

const { base, hurry } = workerData;
const RealDate = Date;
const fetched = globalThis.fetch;
const timeout = AbortSignal.timeout.bind(AbortSignal);
const PIN = "246810";
/** Argon2id as cheap as it can be: a day opens its vault often. */
const LIGHT = { memorySize: 8, iterations: 1, parallelism: 1 };
let jumped = 0;

globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length > 0 ? given : [RealDate.now() + jumped]));
  }
  static now() {
    return RealDate.now() + jumped;
  }
};
globalThis.fetch = (path, init) => fetched(new URL(path, base), init);
globalThis.XMLHttpRequest = xhrTowards(base, hurry);
AbortSignal.timeout = (ms) => timeout(ms / hurry);

const { setPin } = await import("../../../static/client/core/choose-pin.js");
const { enrolWithCode, resume } = await import("../../../static/client/core/enrol.js");
const { unlock } = await import("../../../static/client/core/lock.js");
const { syncOnce } = await import("../../../static/client/core/sync.js");
const vault = await import("../../../static/client/core/vault.js");
const { WORK } = await import("./work.mjs");
const { stateOfPhone } = await import("./state.mjs");

/** What the driver may ask of a phone. */
const OPS = {
  async enrol(code) {
    await enrolWithCode(code);
    await setPin(PIN, { cost: LIGHT });
  },

  sync: () => syncOnce(),
  work: ([name, argument]) => WORK[name](argument),
  owed: async () => (await vault.countUnsent()) + (await vault.countFilesToSend()),
  state: () => stateOfPhone(),

  /** The person sets the clock, or the phone finds its own. */
  jump: (ms) => {
    jumped = ms;
  },

  /** The app is closed and opened again. */
  async reopen() {
    vault.closeAll();
    await resume();
    await unlock(PIN);
  },
};

parentPort.on("message", async ({ number, op, argument }) => {
  try {
    parentPort.postMessage({ number, value: plain(await OPS[op](argument)) });
  } catch (fault) {
    parentPort.postMessage({ number, fault: String(fault?.stack ?? fault) });
  }
});
parentPort.postMessage({ number: 0 });

const plain = (value) => (value === undefined ? null : JSON.parse(JSON.stringify(value)));
