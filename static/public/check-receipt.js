// @ts-check
// The page /kiem-tra: scans, reads a picture, or takes what was typed; judges on the phone itself, at once and
// offline, and then asks the server what only it knows. Without scripts the same form asks the server alone.
import { closeCamera, openCamera } from "../client/core/camera.js";
import { makeReader } from "../client/core/qr-reader.js";
import { judge } from "./receipt-check.js";

const WORKER = "/kiem-tra/sw.js";
const KEYS = "/api/receipt-keys";
const LOOK_EVERY_MS = 180;
const PATIENCE_MS = 8_000;

const form = /** @type {HTMLFormElement} */ (document.querySelector("#check-receipt"));
const code = /** @type {HTMLTextAreaElement} */ (document.querySelector("#code"));
const place = /** @type {HTMLElement} */ (document.querySelector("#verdict"));
const video = /** @type {HTMLVideoElement} */ (document.querySelector("#scan-video"));
const scanBox = /** @type {HTMLElement} */ (document.querySelector("#scan"));

/** @type {MediaStream | null} */
let stream = null;

/** @param {string} id @param {string} kind @param {(event: Event) => unknown} act */
const on = (id, kind, act) => document.querySelector(id)?.addEventListener(kind, act);

for (const hidden of document.querySelectorAll("[data-scripted]")) hidden.removeAttribute("hidden");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void check();
});
on("#scan-open", "click", openScanner);
on("#scan-close", "click", closeScanner);
on("#picture", "change", readPicture);
void keepForOffline();

async function check() {
  const list = await readKeys();
  if (!list) return form.submit(); // nothing kept, no scripts' answer: the server answers, or the browser says why not
  const data = new FormData(form);
  const judged = await judge(String(data.get("code") ?? ""), list.keys, String(data.get("words") ?? ""));
  const told = await askServer(data);
  const said = told ?? judged.verdict;
  show(judged.verdict === "genuine" ? said : judged.verdict, judged, told === null ? list.as_of : null);
}

/** @returns {Promise<{keys: import("./receipt-check.js").KeyList, as_of: Date} | null>} */
async function readKeys() {
  try {
    const answer = await fetch(KEYS, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok ? { keys: await answer.json(), as_of: new Date(answer.headers.get("Date") ?? Date.now()) } : null;
  } catch {
    return null;
  }
}

/**
 * What only the server knows: whether the number was ever given out.
 * @param {FormData} data
 * @returns {Promise<string | null>} null when it could not be asked
 */
async function askServer(data) {
  try {
    const headers = { Accept: "application/json" };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(form.action, { method: "POST", body: data, headers, signal });
    const { verdict } = await answer.json();
    return answer.ok && verdict ? verdict : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} verdict
 * @param {{number: string, day: string}} read
 * @param {Date | null} asOf of the keys, when only they were asked
 */
function show(verdict, { number, day }, asOf) {
  place.replaceChildren(copyOf(`[data-verdict="${verdict}"]`));
  if (number) place.append(copyOf("[data-told]"));
  fill("[data-number]", number);
  fill("[data-day]", day.split("-").reverse().join("/"));
  if (asOf && verdict === "genuine") place.append(copyOf("[data-offline]"));
  fill("[data-as-of]", asOf?.toLocaleString("vi-VN", { dateStyle: "short", timeStyle: "short" }) ?? "");
  place.focus();
}

/** @param {string} name */
const copyOf = (name) =>
  /** @type {HTMLTemplateElement} */ (document.querySelector(`template${name}`)).content.cloneNode(true);

/** @param {string} name @param {string} words */
function fill(name, words) {
  const spot = place.querySelector(name);
  if (spot) spot.textContent = words;
}

async function openScanner() {
  stream = await openCamera({ large: false });
  scanBox.hidden = !stream;
  document.querySelector("#scan-failed")?.toggleAttribute("hidden", Boolean(stream));
  if (!stream) return;
  video.srcObject = stream;
  look(await makeReader());
}

function closeScanner() {
  closeCamera(stream);
  stream = video.srcObject = null;
  scanBox.hidden = true;
}

/** @param {import("../client/core/qr-reader.js").Reader} read */
async function look(read) {
  if (!stream) return;
  const text = video.videoWidth > 0 ? await read(video) : "";
  if (!text) {
    setTimeout(() => void look(read), LOOK_EVERY_MS);
    return;
  }
  closeScanner();
  await take(text);
}

/** A picture that somebody sent, or that the phone's own camera app took. @param {Event} event */
async function readPicture({ target }) {
  const [file] = /** @type {HTMLInputElement} */ (target).files ?? [];
  if (!file) return;
  const read = await makeReader();
  const text = await read(await createImageBitmap(file)).catch(() => "");
  if (text) await take(text);
  else place.replaceChildren(copyOf("[data-no-code]"));
}

/** @param {string} text */
async function take(text) {
  code.value = text;
  await check();
}

/** The page's own worker, and no other address. */
async function keepForOffline() {
  /** @type {any} the type library does not know it yet */
  const { trustedTypes } = globalThis;
  const policy = trustedTypes?.createPolicy("app", { createScriptURL: () => WORKER });
  await navigator.serviceWorker?.register(policy?.createScriptURL(WORKER) ?? WORKER, { scope: "/kiem-tra" });
}
