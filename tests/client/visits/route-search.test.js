/** The search for the best order, held against looking at every single order, and counted in steps, never in time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST, bestOrder, costOf, timed } from "../../../static/client/visits/route-search.js";

const [OPENS, CLOSES] = [27_000, 41_400];
const HALF_HOUR = 1800;

/** Numbers from a seed, the same on every machine. @param {number} seed */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** @param {number} seed @param {number} count @param {{promised?: number, width?: number, urgent?: boolean, spread?: number}} [how] */
function round(seed, count, { promised = 0.5, width = 3 * HALF_HOUR, urgent = false, spread = 3000 } = {}) {
  const next = numbers(seed);
  const spots = Array.from({ length: count + 2 }, () => [next() * spread, next() * spread]);
  const seconds = spots.map((here) => spots.map((there) => Math.round(Math.hypot(here[0] - there[0], here[1] - there[1]) / 5)));
  const stops = Array.from({ length: count }, (_one, n) => {
    const [isPromised, opens] = [next() < promised, OPENS + Math.floor(next() * 6) * HALF_HOUR];
    return { id: `v${n}`, service: 600 + Math.floor(next() * 4) * 300, opens: isPromised ? opens : OPENS, closes: isPromised ? opens + width : null };
  });
  const first = urgent ? `v${Math.floor(next() * count)}` : undefined;
  return { start: OPENS + Math.floor(next() * 7200), closes: CLOSES, stops, seconds, first };
}

/** @param {number[]} left @returns {number[][]} */
const permutations = (left) => (left.length === 0 ? [[]] : left.flatMap((one) => permutations(left.filter((other) => other !== one)).map((rest) => [one, ...rest])));

/** Broken promises, seconds of delay, seconds of travel: reckoned a second time, from what they mean. */
function judged(rest, order) {
  let [clock, here, travel, broken, delay] = [rest.start, 0, 0, 0, 0];
  for (const n of order) {
    const { opens, closes, service } = rest.stops[n];
    clock += rest.seconds[here][n + 1];
    travel += rest.seconds[here][n + 1];
    if (clock < opens) clock = opens;
    if (closes !== null && clock > closes) [broken, delay] = [broken + 1, delay + clock - closes];
    [clock, here] = [clock + service, n + 1];
  }
  const home = rest.seconds[here][rest.stops.length + 1];
  if (clock + home > rest.closes) delay += clock + home - rest.closes;
  return [broken, delay, travel + home];
}

const compared = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

for (const how of [{}, { promised: 1, width: 900 }, { promised: 1 }, { promised: 0 }, { urgent: true }, { width: 900, spread: 9000 }, { width: 600, spread: 15_000, promised: 0.3 }]) {
  test(`no order is better than the found one: ${JSON.stringify(how)}`, () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const rest = round(seed, 1 + (seed % 6), how);
      const all = permutations(rest.stops.map((_stop, n) => n)).filter((order) => !rest.first || rest.stops[order[0]].id === rest.first);
      const best = all.map((order) => judged(rest, order)).sort(compared)[0];
      const { order } = bestOrder(rest);
      assert.deepEqual([...order].sort(), rest.stops.map((_stop, n) => n), `each home once: seed ${seed}`);
      assert.deepEqual(judged(rest, order), best, `seed ${seed}`);
      if (rest.first) assert.equal(rest.stops[order[0]].id, rest.first);
    }
  });
}

test("a promise is kept whenever any order keeps it", () => {
  let kept = 0;
  for (let seed = 100; seed < 160; seed += 1) {
    const rest = round(seed, 6, { promised: 0.8 });
    const can = permutations([0, 1, 2, 3, 4, 5]).some((order) => judged(rest, order)[0] === 0);
    const { turns } = timed(rest, bestOrder(rest).order);
    assert.equal(turns.every(({ late }) => late === 0), can, `seed ${seed}`);
    kept += Number(can);
  }
  assert.ok(kept > 5 && kept < 55, `both kinds were among them: ${kept}`);
});

test("the order so far stays where no other is better", () => {
  const rest = { start: OPENS, closes: CLOSES, stops: round(3, 4, { promised: 0 }).stops, seconds: Array.from({ length: 6 }, () => Array(6).fill(300)) };
  assert.deepEqual(bestOrder(rest).order, [0, 1, 2, 3]);
});

test("twelve homes are searched in so many steps, however the promises lie", () => {
  for (const how of [{ promised: 0 }, { promised: 0.3, width: 900 }, { promised: 0.6 }, { promised: 1, width: 900 }, { promised: 1 }]) {
    for (let seed = 1; seed <= 8; seed += 1) {
      const { steps } = bestOrder(round(seed, MOST, how));
      assert.ok(steps <= 170_000, `${JSON.stringify(how)}, seed ${seed}: ${steps}`);
    }
  }
});

test("a thirteenth home is not searched in silence", () => {
  assert.throws(() => bestOrder(round(1, MOST + 1)), RangeError);
});

test("what orders are compared by tells a second of travel from a second of delay and from a promise", () => {
  const rest = round(7, 5, { promised: 1, width: 900 });
  const orders = permutations([0, 1, 2, 3, 4]);
  const byCost = [...orders].sort((a, b) => costOf(rest, a) - costOf(rest, b));
  for (let n = 1; n < byCost.length; n += 1) assert.ok(compared(judged(rest, byCost[n - 1]), judged(rest, byCost[n])) <= 0);
});
