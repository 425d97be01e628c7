/**
 * Messages that wake this device: asked for only at a tap, stopped at a tap. The staff's app and the citizens' pages
 * ask in the same way; where the worker lives and how the server is told is theirs.
 */

/**
 * @typedef {object} Alerts
 * @property {string} key the server's, to which a browser is bound for life; empty while it is not known
 * @property {() => Promise<ServiceWorkerRegistration | undefined>} find the worker that is there
 * @property {() => Promise<ServiceWorkerRegistration>} make the worker, once it can take messages
 * @property {(wanted: "on" | "off", browser: PushSubscriptionJSON) => Promise<boolean>} tell the server; false when it did not agree
 */

/** @typedef {"on" | "off" | "denied" | "unsupported" | "install" | "failed" | "stuck"} AlertState */

/** Where the push service cannot be reached, a browser may never answer. */
const PATIENCE_MS = 20_000;

/** Why this browser cannot be woken at all; iPhones can once the page is on the home screen. @returns {"install" | "unsupported" | ""} */
function lack() {
  const can = "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
  if (can) return "";
  // Apple's alone: whether the page runs from the home screen.
  const { standalone } = /** @type {Navigator & {standalone?: boolean}} */ (navigator);
  return standalone === false ? "install" : "unsupported";
}

/**
 * How it stands, without asking the person anything. One that is on is told to the server again: it forgets who is long unseen.
 * Without the server's key only this browser is looked at.
 * @param {Alerts} alerts
 * @returns {Promise<AlertState>}
 */
export async function alertState(alerts) {
  const lacking = lack();
  if (lacking) return lacking;
  if (Notification.permission === "denied") return "denied";
  const browser = await subscriptionOf(alerts);
  if (!browser) return "off";
  if (!alerts.key) return "on";
  if (keyOf(browser) !== alerts.key) return (await browser.unsubscribe()) ? turnOn(alerts) : "failed";
  await alerts.tell("on", browser.toJSON()).catch(() => false);
  return "on";
}

/**
 * After a tap: the browser asks the person, and the server is told only of a yes.
 * @param {Alerts} alerts
 * @returns {Promise<AlertState>}
 */
export async function turnOn({ key, make, tell }) {
  try {
    const answer = await Notification.requestPermission();
    if (answer !== "granted") return answer === "denied" ? "denied" : "off";
    const browser = await patiently(subscribe(make, key));
    if (await tell("on", browser.toJSON()).catch(() => false)) return "on";
    await browser.unsubscribe();
  } catch (fault) {
    console.warn("this browser could not be subscribed", fault);
  }
  return "failed";
}

/**
 * Nothing comes any more, even when the server cannot be told now: the push service itself says that this browser is gone.
 * @param {Alerts} alerts
 * @returns {Promise<AlertState>}
 */
export async function turnOff(alerts) {
  try {
    const browser = await subscriptionOf(alerts);
    if (browser && !(await patiently(browser.unsubscribe()))) return "stuck";
    if (browser) await alerts.tell("off", browser.toJSON()).catch(() => false);
    return "off";
  } catch (fault) {
    console.warn("this browser could not be unsubscribed", fault);
    return "stuck";
  }
}

/** @param {Alerts["make"]} make @param {string} key */
async function subscribe(make, key) {
  const { pushManager } = await make();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

/** @param {Alerts} alerts */
const subscriptionOf = async ({ find }) => (await find())?.pushManager.getSubscription();

/**
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T>}
 */
function patiently(answer) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const tired = new Promise((_, giveUp) => {
    timer = setTimeout(() => giveUp(new DOMException("the browser did not answer", "TimeoutError")), PATIENCE_MS);
  });
  return Promise.race([answer, /** @type {Promise<never>} */ (tired)]).finally(() => clearTimeout(timer));
}

/** @param {PushSubscription} browser */
function keyOf({ options }) {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
