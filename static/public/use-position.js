// @ts-check
// [data-position]: one tap asks the browser once where it is, and fills the hidden fields; another tap empties them.
// Nothing is sent before the form is. The words stand in the page; here it is only chosen which of them are shown.
import { here } from "../client/core/position.js";

/** A guess as wide as the neighbourhood says no more than its name. */
const ROUGH_M = 300;

const box = document.querySelector("[data-position]");
if (box instanceof HTMLElement) begin(box);

/** @param {HTMLElement} box */
function begin(box) {
  box.querySelector("[data-position-take]")?.addEventListener("click", () => void take(box));
  box.querySelector("[data-position-drop]")?.addEventListener("click", () => fill(box, null, "off"));
  show(box, field(box, "lat").value ? "on" : "off");
}

/** @param {HTMLElement} box */
async function take(box) {
  show(box, "busy");
  const found = await here();
  if (!found) return fill(box, null, "failed");
  if (found.accuracy_m > ROUGH_M) return fill(box, null, "rough");
  return fill(box, found, "on");
}

/** @param {HTMLElement} box @param {{lat: number, lon: number, accuracy_m: number} | null} found @param {string} state */
function fill(box, found, state) {
  for (const name of /** @type {const} */ (["lat", "lon", "accuracy_m"])) field(box, name).value = String(found?.[name] ?? "");
  show(box, state);
}

/** @param {HTMLElement} box @param {string} name */
function field(box, name) {
  return /** @type {HTMLInputElement} */ (box.querySelector(`[name=${name}]`));
}

/** @param {HTMLElement} box @param {string} state */
function show(box, state) {
  const before = document.activeElement;
  const metres = box.querySelector("[data-metres]");
  if (metres) metres.textContent = field(box, "accuracy_m").value;
  for (const part of box.querySelectorAll("[data-when]")) {
    part.toggleAttribute("hidden", !(part.getAttribute("data-when") ?? "").split(" ").includes(state));
  }
  if (box.contains(before) && before?.hasAttribute("hidden")) moveFocus(box);
}

/** Whoever pressed a button that is hidden now stays beside it: at what came of it, or at the button in its place. @param {HTMLElement} box */
function moveFocus(box) {
  const said = box.querySelector("[role=status] > :not([hidden])")?.closest("[role=status]");
  /** @type {HTMLElement | null} */ (said ?? box.querySelector("button:not([hidden])"))?.focus();
}
