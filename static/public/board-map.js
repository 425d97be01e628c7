// @ts-check
// The board's map: the ward's own points and lines, with tiles only where a setting names them. The list beside it says
// the same in words. Nothing here writes markup: words on the map are text nodes.

import { Circle, CircleMarker, LatLngBounds, LayerGroup, Map as Sheet, Polyline, TileLayer } from "../vendor/leaflet.js";

/**
 * @typedef {{ name: string, at: [number, number], radius: number, where: string }} Point
 * @typedef {{ name: string, half_day: string, stops: Point[] }} Route
 * @typedef {{ centre: [number, number] | null, areas: Point[], rivers: { line: [number, number][], bridges: [number, number][] }[],
 *   waiting: Point[], routes: Route[], tiles: { url: string, credit: string } | null }} Drawn
 */

const LOOKS = 6;
/** The fifth looks like the first again: by then the order of the stops tells routes apart. */
const DASHES = ["", "12 6", "3 7", "16 5 3 5"];

/** Nearer than this one home alone, or several in one place, would have no end. */
const NEAREST = 17;

/** @param {HTMLElement} place */
export async function drawMap(place) {
  const response = await fetch(place.dataset.map ?? "");
  if (!response.ok) return;
  /** @type {Drawn} */
  const drawn = await response.json();
  const bounds = boundsOf(drawn);
  // A ward that knows no places yet has nothing to draw; the list beside the map stays.
  if (!bounds.isValid()) return;
  place.hidden = false;
  const sheet = new Sheet(place, { zoomControl: false, attributionControl: false, fadeAnimation: false, zoomAnimation: false });
  sheet.fitBounds(bounds, { padding: [20, 20], maxZoom: NEAREST });
  addTiles(sheet, drawn.tiles);
  addGround(sheet, drawn);
  const routes = drawn.routes.map((route, number) => ({ route, layer: routeLayer(route, number, drawn.centre) }));
  showHalfDay(sheet, routes, "");
  steer(sheet, (halfDay) => showHalfDay(sheet, routes, halfDay));
}

/** @param {Drawn} drawn */
function boundsOf(drawn) {
  const points = [...drawn.waiting, ...drawn.routes.flatMap((route) => route.stops)].map((one) => one.at);
  if (drawn.centre) points.push(drawn.centre);
  if (points.length < 2) points.push(...drawn.areas.map((area) => area.at));
  return new LatLngBounds(points);
}

/**
 * @param {Sheet} sheet
 * @param {Drawn["tiles"]} tiles
 */
function addTiles(sheet, tiles) {
  const credit = document.querySelector("[data-map-credit]");
  if (!tiles) return;
  new TileLayer(tiles.url, { maxZoom: 19 }).addTo(sheet);
  if (credit) credit.textContent = tiles.credit;
}

/**
 * Neighbourhoods, rivers with their bridges, the centre, and who waits.
 * @param {Sheet} sheet
 * @param {Drawn} drawn
 */
function addGround(sheet, drawn) {
  for (const area of drawn.areas) {
    label(new Circle(area.at, { radius: area.radius, className: "map-area" }), area.name).addTo(sheet);
  }
  for (const river of drawn.rivers) {
    new Polyline(river.line, { className: "map-river", interactive: false }).addTo(sheet);
    for (const bridge of river.bridges) new CircleMarker(bridge, { radius: 4, className: "map-bridge", interactive: false }).addTo(sheet);
  }
  for (const one of drawn.waiting) {
    label(new CircleMarker(one.at, { radius: 7, className: "map-waiting" }), `${one.name}. ${one.where}`).addTo(sheet);
  }
  if (drawn.centre) new CircleMarker(drawn.centre, { radius: 10, className: "map-centre", interactive: false }).addTo(sheet);
}

/**
 * A team's half-day: from the centre along its stops and back, each with its number.
 * @param {Route} route
 * @param {number} number
 * @param {[number, number] | null} centre
 */
function routeLayer(route, number, centre) {
  const layer = new LayerGroup();
  const ends = centre ? [centre] : [];
  const look = `map-route-${(number % LOOKS) + 1}`;
  const way = [...ends, ...route.stops.map((stop) => stop.at), ...ends];
  new Polyline(way, { className: `map-route ${look}`, dashArray: DASHES[number % DASHES.length], interactive: false }).addTo(layer);
  route.stops.forEach((stop, order) => {
    const dot = new CircleMarker(stop.at, { radius: 13, className: `map-stop ${look}` });
    label(dot, `${route.name}: ${order + 1}. ${stop.name}. ${stop.where}`).addTo(layer);
    new CircleMarker(stop.at, { radius: 1, className: "map-number-at", interactive: false })
      .bindTooltip(words(String(order + 1)), { permanent: true, direction: "center", className: "map-number" })
      .addTo(layer);
  });
  return layer;
}

/**
 * @template {Circle | CircleMarker} Shape
 * @param {Shape} shape
 * @param {string} text
 * @returns {Shape}
 */
function label(shape, text) {
  shape.bindTooltip(words(text), { className: "map-words", sticky: true });
  return shape;
}

/** @param {string} text */
function words(text) {
  const shown = document.createElement("span");
  shown.textContent = text;
  return shown;
}

/**
 * @param {Sheet} sheet
 * @param {{ route: Route, layer: LayerGroup }[]} routes
 * @param {string} halfDay empty: all of them
 */
function showHalfDay(sheet, routes, halfDay) {
  for (const { route, layer } of routes) {
    if (!halfDay || route.half_day === halfDay) layer.addTo(sheet);
    else layer.remove();
  }
}

/**
 * The map's own buttons stand outside of it, as large as all others.
 * @param {Sheet} sheet
 * @param {(halfDay: string) => void} choose
 */
function steer(sheet, choose) {
  const tools = document.querySelector("[data-map-tools]");
  if (!(tools instanceof HTMLElement)) return;
  tools.hidden = false;
  tools.querySelector("[data-map-closer]")?.addEventListener("click", () => sheet.zoomIn());
  tools.querySelector("[data-map-farther]")?.addEventListener("click", () => sheet.zoomOut());
  const chosen = tools.querySelector("select");
  chosen?.addEventListener("change", () => choose(chosen.value));
}
