/**
 * Messages that wake this device: asked for only at a tap, stopped at a tap. The staff's app and the citizens' pages
 * ask in the same way; where the worker lives and how the server is told is theirs.
 */

/**
 * @typedef {object} Alerts
 * @property {string} key the server's, to which a browser is bound for life
 * @property {() => Promise<ServiceWorkerRegistration | undefined>} find the worker that is there
 * @property {() => Promise<ServiceWorkerRegistration>} make the worker, once it can take messages
 * @property {(wanted: "on" | "off", browser: PushSubscriptionJSON) => Promise<boolean>} tell the server; false when it did not agree
 */

/** @typedef {"on" | "off" | "denied" | "unsupported" | "install" | "failed"} AlertState */

/** Why this browser cannot be woken at all; iPhones can once the page is on the home screen. @returns {"install" | "unsupported" | ""} */
function lack() {
  const can = "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
  if (can) return "";
  return "standalone" in navigator ? "install" : "unsupported";
}

/**
 * How it stands, without asking the person anything. One that is on is told to the server again: it forgets who is long unseen.
 * @param {Alerts} alerts
 * @returns {Promise<AlertState>}
 */
export async function alertState(alerts) {
  const lacking = lack();
  if (lacking) return lacking;
  if (Notification.permission === "denied") return "denied";
  const browser = await subscriptionOf(alerts);
  if (!browser) return "off";
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
  const answer = await Notification.requestPermission();
  if (answer !== "granted") return answer === "denied" ? "denied" : "off";
  try {
    const { pushManager } = await make();
    const browser = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
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
  const browser = await subscriptionOf(alerts);
  if (browser && !(await browser.unsubscribe())) return "failed";
  if (browser) await alerts.tell("off", browser.toJSON()).catch(() => false);
  return "off";
}

/** @param {Alerts} alerts */
const subscriptionOf = async ({ find }) => (await find())?.pushManager.getSubscription();

/** @param {PushSubscription} browser */
function keyOf({ options }) {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
