// @ts-check
// Dragging on the coordinator's board: a dropped card fills in its own form and sends it, so that the
// mouse and the menu do the same thing. Without this file the menu still does everything.
// While a card is dragged, or a menu is filled in, the server says what would come of it: times and conflicts.

import { askWhatIf, stopAsking } from "./board-answers.js";
import { watchForNews } from "./board-news.js";

/** @type {HTMLElement | null} */
let held = null;

for (const card of document.querySelectorAll("[data-card]")) {
  if (card instanceof HTMLElement) makeDraggable(card);
}
for (const lane of document.querySelectorAll("[data-lane]")) {
  if (lane instanceof HTMLElement) takeDrops(lane, placeIn);
}
for (const list of document.querySelectorAll("[data-waiting]")) {
  if (list instanceof HTMLElement) takeDrops(list, putBack);
}
for (const form of document.querySelectorAll("form[data-place]")) {
  form.addEventListener("input", () => {
    if (form instanceof HTMLFormElement) askWhatIf(form, valueOf(form, "lane"), valueOf(form, "order"), false);
  });
}
watchForNews(() => held !== null);
drawWhenSeen();

/** @param {HTMLElement} card */
function makeDraggable(card) {
  card.draggable = true;
  card.addEventListener("dragstart", (event) => {
    held = card;
    card.classList.add("request-card-held");
    event.dataTransfer?.setData("text/plain", card.id);
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
  });
  card.addEventListener("dragend", () => {
    held = null;
    stopAsking();
    card.classList.remove("request-card-held");
  });
}

/**
 * @param {HTMLElement} place
 * @param {(card: HTMLElement, place: HTMLElement, y: number) => void} drop
 */
function takeDrops(place, drop) {
  place.addEventListener("dragover", (event) => {
    if (!held) return;
    event.preventDefault();
    place.classList.add("half-day-over");
    const form = held.querySelector("form[data-place]");
    if (form instanceof HTMLFormElement) askWhatIf(form, place.dataset.lane ?? "", String(orderAt(held, place, event.clientY)), true);
  });
  place.addEventListener("dragleave", () => place.classList.remove("half-day-over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("half-day-over");
    if (held) drop(held, place, event.clientY);
  });
}

/**
 * @param {HTMLElement} card
 * @param {HTMLElement} lane
 * @param {number} y
 */
function placeIn(card, lane, y) {
  const form = card.querySelector("form[data-place]");
  if (!(form instanceof HTMLFormElement)) return;
  fill(form, "lane", lane.dataset.lane ?? "");
  fill(form, "order", String(orderAt(card, lane, y)));
  form.requestSubmit();
}

/**
 * Counted from one, as the route is shown: before the first card whose middle lies below the pointer.
 * @param {HTMLElement} card
 * @param {HTMLElement} lane
 * @param {number} y
 */
function orderAt(card, lane, y) {
  const others = [...lane.querySelectorAll(".request-card")].filter((other) => other !== card);
  const below = others.findIndex((other) => {
    const box = other.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  return below < 0 ? others.length + 1 : below + 1;
}

/** @param {HTMLElement} card */
function putBack(card) {
  const form = card.querySelector("form[data-removal]");
  if (form instanceof HTMLFormElement) form.requestSubmit();
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} value
 */
function fill(form, name, value) {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function valueOf(form, name) {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : "";
}

/** The map and its library are fetched once somebody scrolls to it. */
function drawWhenSeen() {
  const place = document.querySelector("[data-map]");
  if (!(place instanceof HTMLElement) || !place.parentElement) return;
  const watch = new IntersectionObserver(async (seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watch.disconnect();
    const { drawMap } = await import("./board-map.js");
    await drawMap(place);
  });
  watch.observe(place.parentElement);
}
