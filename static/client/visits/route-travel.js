/**
 * How long the way between homes takes, as the server's plan reckons it (app/visits/planning/distance.py): along the
 * ellipsoid, with a detour for roads, over rivers only by bridges. tests/vectors/travel.json holds both to it.
 */

/** @typedef {[number, number]} Spot latitude and longitude */
/** @typedef {{line: Spot[], bridges: Spot[]}} River */
/** @typedef {{detour: number, kmh: number, rivers: River[]}} Ground */
/** @typedef {{at: Spot, radius: number}} Place `radius`: how far off it may be, in metres */

const EQUATOR = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const SQUEEZE = FLATTENING * (2 - FLATTENING);
/** Homes are on the average two thirds of the radius from the middle of a circle. */
const VAGUE = 2 / 3;

/** @param {number} degrees */
const radians = (degrees) => (degrees * Math.PI) / 180;

/** @param {Spot} here @param {Spot} there */
function metres([lat, lon], [toLat, toLon]) {
  const middle = radians((lat + toLat) / 2);
  const bend = 1 - SQUEEZE * Math.sin(middle) ** 2;
  const north = (radians(lat - toLat) * EQUATOR * (1 - SQUEEZE)) / bend ** 1.5;
  const east = (radians(lon - toLon) * EQUATOR * Math.cos(middle)) / Math.sqrt(bend);
  return Math.hypot(north, east);
}

/** On which side of a line a point lies: above 0 on one, below 0 on the other. @param {Spot} begin @param {Spot} end @param {Spot} point */
const turn = (begin, end, point) => (end[0] - begin[0]) * (point[1] - begin[1]) - (end[1] - begin[1]) * (point[0] - begin[0]);

/** Different banks: the straight way crosses the river an odd number of times. @param {Spot} here @param {Spot} there @param {Spot[]} line */
function liesBetween(here, there, line) {
  const crossings = line.slice(1).filter((end, n) => {
    const begin = line[n];
    const isApart = turn(begin, end, here) > 0 !== turn(begin, end, there) > 0;
    return isApart && turn(here, there, begin) > 0 !== turn(here, there, end) > 0;
  });
  return crossings.length % 2 === 1;
}

/** @param {Spot} here @param {Spot} there @param {River[]} rivers */
function wayOf(here, there, rivers) {
  const straight = metres(here, there);
  const ways = rivers.filter(({ line, bridges }) => bridges.length > 0 && liesBetween(here, there, line));
  return Math.max(straight, ...ways.map(({ bridges }) => Math.min(...bridges.map((bridge) => metres(here, bridge) + metres(bridge, there)))));
}

/** @param {Place[]} places @param {Ground} ground @returns {number[][]} whole seconds from each place to each */
export function travelSeconds(places, { detour, kmh, rivers }) {
  return places.map((here, n) =>
    places.map((there, m) => {
      if (n === m) return 0;
      const way = wayOf(here.at, there.at, rivers) + (here.radius + there.radius) * VAGUE;
      return Math.round((way * detour * 3.6) / kmh);
    }),
  );
}

/** How long it takes to find a house that is known only to a radius: a minute for each 50 m, at most ten. @param {number} radius */
export const searchSeconds = (radius) => Math.min(Math.round(radius / 50), 10) * 60;
