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
  let touched = Date.now();
  for (const sign of ["pointermove", "keydown", "touchstart"]) {
    addEventListener(sign, () => (touched = Date.now()), { passive: true });
  }
  setInterval(async () => {
    if (document.hidden || !panel.hidden || (await newestMark()) === mark) return;
    // Drawing the page anew counts as a person's act: for an empty chair it would keep the session alive.
    if (isDragging() || isBusy() || Date.now() - touched > AWAY) panel.hidden = false;
    else location.reload();
  }, EVERY);
}

/** A menu is open, or something is written into a field. */
function isBusy() {
  return document.querySelector("main details[open]") !== null || document.activeElement instanceof HTMLInputElement;
}

/** @returns {Promise<string>} the mark on this page when the server cannot be asked */
async function newestMark() {
  try {
    const response = await fetch("/office/board/news", { headers: { "X-Polled": "1" } });
    if (response.ok) return String((await response.json()).mark);
  } catch {
    // No network: nothing is known, so nothing is said.
  }
  return document.querySelector("[data-news]")?.getAttribute("data-news") ?? "";
}
