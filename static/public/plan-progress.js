// @ts-check
// While a weekend plan is made, the page asks how far it is, more and more rarely, and shows the result once there is
// one. Without this file its link does. Asking is no person's act: it keeps no session alive.

const FIRST_MS = 2000;
const RAREST_MS = 30_000;
const RARER = 1.3;

const place = document.querySelector("[data-plan-progress]");
if (place instanceof HTMLElement) follow(place);

/** @param {HTMLElement} place */
export function follow(place) {
  let isLeaving = false;
  addEventListener("submit", () => (isLeaving = true));
  /** @param {number} pause */
  const askAfter = (pause) =>
    setTimeout(async () => {
      const found = document.hidden ? null : await progressAt(place.dataset.planProgress ?? "");
      if (isLeaving) return;
      if (found?.is_running === false) return showResult(place);
      if (found) show(place, found.share);
      askAfter(Math.min(pause * RARER, RAREST_MS));
    }, pause);
  askAfter(FIRST_MS);
}

/**
 * @param {string} address
 * @returns {Promise<{ is_running: boolean, share: number } | null>} null when the server cannot be asked
 */
async function progressAt(address) {
  try {
    const response = await fetch(address, { headers: { "X-Polled": "1" } });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/**
 * @param {HTMLElement} place
 * @param {number} share
 */
function show(place, share) {
  const bar = place.querySelector("progress");
  const words = place.querySelector("[data-share]");
  if (bar) bar.value = share;
  if (words) words.textContent = `${share}%`;
}

/**
 * By its own link: drawn anew, a page that answered a form would send the form again.
 * @param {HTMLElement} place
 */
function showResult(place) {
  const link = place.querySelector("a");
  if (link) location.replace(link.href);
}
