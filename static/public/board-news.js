// @ts-check
// Two coordinators at two desks: what one changes, the other sees. A desk at rest is drawn anew; whoever is in the
// middle of something is told, and looks when it suits.

const EVERY = 5000;
const AWAY = 10 * 60 * 1000;

/** @param {() => boolean} isDragging */
export function watchForNews(isDragging) {
  const panel = document.querySelector("[data-news]");
  if (!(panel instanceof HTMLElement)) return;
  const mark = panel.dataset.news ?? "";
  const desk = watchDesk();
  setInterval(async () => {
    const isDeaf = document.hidden || !panel.hidden || desk.isLeaving();
    if (isDeaf || (await newestMark(mark)) === mark || desk.isLeaving()) return;
    tell(panel, desk.isAtRest() && !isDragging() && !isBusy());
  }, EVERY);
}

/**
 * Drawing the page anew counts as a person's act: for an empty chair it would keep the session alive.
 * @param {HTMLElement} panel
 * @param {boolean} isIdle
 */
function tell(panel, isIdle) {
  if (isIdle) location.reload();
  else panel.hidden = false;
}

/**
 * What hands do here. Once a form is sent its answer is on the way, and the news may be this desk's own act: drawing
 * the page anew would throw the answer away. Only a page that came back from the browser's memory begins again.
 */
function watchDesk() {
  let [touched, isPressed, isLeaving] = [Date.now(), false, false];
  for (const sign of ["pointermove", "keydown", "touchstart"]) {
    addEventListener(sign, () => (touched = Date.now()), { passive: true });
  }
  addEventListener("pointerdown", () => (isPressed = true), { capture: true, passive: true });
  for (const end of ["pointerup", "pointercancel", "dragend"]) {
    addEventListener(end, () => (isPressed = false), { capture: true, passive: true });
  }
  addEventListener("submit", (event) => (isLeaving ||= !event.defaultPrevented));
  addEventListener("pageshow", (event) => (isLeaving &&= !event.persisted));
  return { isLeaving: () => isLeaving, isAtRest: () => !isPressed && Date.now() - touched <= AWAY };
}

/** A menu is open, a half-day of the map is chosen, or the keyboard stands anywhere: drawn anew it would begin at the top. */
function isBusy() {
  const halfDay = document.querySelector("[data-map-tools] select");
  if (halfDay instanceof HTMLSelectElement && halfDay.value !== "") return true;
  return document.querySelector("main details[open]") !== null || document.activeElement !== document.body;
}

/**
 * @param {string} known
 * @returns {Promise<string>} the mark on this page when the server cannot be asked
 */
async function newestMark(known) {
  try {
    const response = await fetch("/office/board/news", { headers: { "X-Polled": "1" } });
    if (response.ok) return String((await response.json()).mark);
  } catch {
    // No network: nothing is known, so nothing is said.
  }
  return known;
}
