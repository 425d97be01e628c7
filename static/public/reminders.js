// @ts-check
// <form data-reminders> lets this browser be told of one visit. Nothing is asked before a tap, and a tap ends it.
// The words stand in the page; here it is only chosen which of them are shown.
import { alertState, turnOff, turnOn } from "../client/core/alerts.js";

const WORKER = "/tra-cuu/nhac-hen.js";
const PATIENCE_MS = 15_000;

/** @type {{createScriptURL: (url: string) => any} | undefined} one for the page: a second of the name is refused */
let policy;

const form = document.querySelector("form[data-reminders]");
if (form instanceof HTMLFormElement) void begin(form);

/** @param {HTMLFormElement} asked */
async function begin(asked) {
  const alerts = alertsOf(asked);
  asked.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = event.submitter instanceof HTMLButtonElement ? event.submitter.value : "";
    show(asked, "busy");
    const state = await (wanted === "off" ? turnOff(alerts) : turnOn(alerts));
    show(asked, wanted === "off" && state === "off" ? "stopped" : state);
  });
  show(asked, await alertState(alerts).catch(() => "failed"));
}

/** @param {HTMLFormElement} asked @param {string} state */
function show(asked, state) {
  for (const part of asked.querySelectorAll("[data-when]")) {
    const { when } = /** @type {HTMLElement} */ (part).dataset;
    part.toggleAttribute("hidden", !when?.split(" ").includes(state));
  }
}

/** @param {HTMLFormElement} asked @returns {import("../client/core/alerts.js").Alerts} */
function alertsOf(asked) {
  const { key = "", scope = "" } = asked.dataset;
  return {
    key,
    find: async () => {
      const found = await navigator.serviceWorker.getRegistration(scope);
      return found && new URL(found.scope).pathname === scope ? found : undefined;
    },
    make: async () => awake(await navigator.serviceWorker.register(address(), { scope })),
    tell: async (wanted, { endpoint = "", keys = {} }) => {
      const body = new URLSearchParams({ ...Object.fromEntries(fieldsOf(asked)), ...keys, wanted, endpoint });
      const answer = await fetch(asked.action, { method: "POST", body, redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) });
      return answer.ok;
    },
  };
}

/** @param {HTMLFormElement} asked @returns {[string, string][]} */
const fieldsOf = (asked) => [...new FormData(asked)].map(([name, value]) => [name, String(value)]);

/** Only a worker that runs can be subscribed. @param {ServiceWorkerRegistration} registration */
async function awake(registration) {
  const coming = registration.installing ?? registration.waiting;
  if (coming && !registration.active) {
    await new Promise((done) => coming.addEventListener("statechange", () => coming.state === "activated" && done(undefined)));
  }
  return registration;
}

function address() {
  /** @type {any} the type library does not know it yet */
  const { trustedTypes } = globalThis;
  policy ??= trustedTypes?.createPolicy("app", { createScriptURL: () => WORKER });
  return policy?.createScriptURL(WORKER) ?? WORKER;
}
