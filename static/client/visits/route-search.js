/**
 * The best order for what is left of a round: fewest broken promises, then least delay, then least travel. Every order
 * is looked at (Held and Karp, with the clock), save those that another way to the same homes has beaten already.
 */

/**
 * @typedef {object} Stop a home that is still to be visited
 * @property {string} id
 * @property {number} service seconds at the door
 * @property {number} opens nobody begins earlier; seconds since midnight, as all moments here
 * @property {number | null} closes when the visit must have begun to keep what was promised; null: nothing was
 */
/**
 * @typedef {object} Rest
 * @property {number} start when the team can leave
 * @property {number} closes when it should be back
 * @property {Stop[]} stops at most `MOST`, in the order so far
 * @property {number[][]} seconds of travel: row 0 is where the team stands, then the stops, last where the round ends
 * @property {string} [first] the stop that cannot wait
 */
/** @typedef {{id: string, arrives: number, begins: number, ends: number, late: number}} Turn */
/** @typedef {{turns: Turn[], returns: number, overtime: number, travel: number}} Timed */
/** @typedef {{order: number[], steps: number}} Found `steps`: how many ways on were looked at */
/** @typedef {{last: number, time: number, cost: number, before: Label | null}} Label one way to visit some of the homes */

export const MOST = 12;

/** One number that compares as the three do, one after the other: all stay whole and below 2^53. */
const BROKEN = 1e13;
const LATE = 1e6;

/** @param {Stop} stop @param {number} begins */
const lateness = ({ closes }, begins) => (closes === null ? 0 : Math.max(0, begins - closes));

/** @param {number} late */
const priceOf = (late) => (late > 0 ? BROKEN + LATE * late : 0);

/**
 * When the team is where, in this order.
 * @param {Rest} rest
 * @param {number[]} order numbers of stops
 * @returns {Timed}
 */
export function timed({ start, closes, stops, seconds }, order) {
  let [at, place, travel] = [start, 0, 0];
  const turns = order.map((n) => {
    const way = seconds[place][n + 1];
    const arrives = at + way;
    const begins = Math.max(arrives, stops[n].opens);
    at = begins + stops[n].service;
    place = n + 1;
    travel += way;
    return { id: stops[n].id, arrives, begins, ends: at, late: lateness(stops[n], begins) };
  });
  const home = seconds[place][stops.length + 1];
  return { turns, returns: at + home, overtime: Math.max(0, at + home - closes), travel: travel + home };
}

/** @param {Rest} rest @param {number[]} order @returns {number} what orders are compared by: less is better */
export function costOf(rest, order) {
  const { turns, overtime, travel } = timed(rest, order);
  return turns.reduce((sum, { late }) => sum + priceOf(late), travel + LATE * overtime);
}

/** @param {Rest} rest @returns {Found} the order so far, unless another one is better */
export function bestOrder(rest) {
  if (rest.stops.length > MOST) throw new RangeError(`at most ${MOST} stops`);
  const known = improved(rest, firstGuess(rest));
  const search = new Search(rest, costOf(rest, known));
  const found = search.run();
  return { order: found ?? known, steps: search.steps };
}

/** The best of three cheap orders: as it is, by promises, always the nearest. @param {Rest} rest */
function firstGuess(rest) {
  const so = rest.stops.map((_stop, n) => n);
  const guesses = [so, sortedBy(rest.stops, ({ closes }) => closes ?? Infinity), nearest(rest, so)].map((order) => urgentFirst(rest, order));
  return guesses.reduce((best, one) => (costOf(rest, one) < costOf(rest, best) ? one : best));
}

/** @param {Stop[]} stops @param {(stop: Stop) => number} key @returns {number[]} the stops' numbers, least first */
function sortedBy(stops, key) {
  const keys = stops.map(key);
  // Two that have no end are alike: infinity less infinity is no number.
  return keys.map((_key, n) => n).sort((a, b) => (keys[a] === keys[b] ? a - b : keys[a] - keys[b]));
}

/** One home at a time goes to its best place, until nothing helps: what is known early ends much search. @param {Rest} rest @param {number[]} order @returns {number[]} */
function improved(rest, order) {
  const moves = order.flatMap((_n, from) => order.map((_m, to) => moved(order, from, to))).filter((one) => isUrgentFirst(rest, one));
  const best = moves.reduce((known, one) => (costOf(rest, one) < costOf(rest, known) ? one : known), order);
  return best === order ? order : improved(rest, best);
}

/** @param {number[]} order @param {number} from @param {number} to */
function moved(order, from, to) {
  const left = order.filter((_n, place) => place !== from);
  return [...left.slice(0, to), order[from], ...left.slice(to)];
}

/** @param {Rest} rest @param {number[]} order */
const isUrgentFirst = ({ stops, first }, order) => first === undefined || stops[order[0]].id === first;

/** @param {Rest} rest @param {number[]} order */
function urgentFirst({ stops, first }, order) {
  return [...order.filter((n) => stops[n].id === first), ...order.filter((n) => stops[n].id !== first)];
}

/** @param {Rest} rest @param {number[]} left @returns {number[]} */
function nearest({ seconds }, left) {
  const [open, order] = [new Set(left), /** @type {number[]} */ ([])];
  for (let place = 0; open.size > 0; place = order[order.length - 1] + 1) {
    const next = [...open].reduce((best, n) => (seconds[place][n + 1] < seconds[place][best + 1] ? n : best));
    open.delete(next);
    order.push(next);
  }
  return order;
}

class Search {
  /** @param {Rest} rest @param {number} bound what is known already: only better is worth finding */
  constructor(rest, bound) {
    this.rest = rest;
    this.bound = bound;
    this.steps = 0;
    this.count = rest.stops.length;
    this.end = this.count + 1;
    /** The shortest way to each place from anywhere. */
    this.nearest = rest.seconds.map((_row, to) => Math.min(...rest.seconds.flatMap((row, from) => (from === to || from === this.end ? [] : [row[to]]))));
    this.shortest = Math.min(...this.nearest.slice(1, this.end));
    this.byPromise = sortedBy(rest.stops, ({ closes }) => closes ?? Infinity);
    this.byService = sortedBy(rest.stops, ({ service }) => service);
    /** By the homes visited, then by the last of them. @type {(Label[][] | undefined)[]} */
    this.table = new Array(1 << this.count);
  }

  /** @returns {number[] | null} null when nothing is better than what was known */
  run() {
    /** @type {Label | null} */
    let best = null;
    this.#grow(0, { last: -1, time: this.rest.start, cost: 0, before: null });
    for (let visited = 1; visited < this.table.length; visited += 1) {
      for (const label of this.table[visited]?.flat() ?? []) {
        if (visited < this.table.length - 1) this.#grow(visited, label);
        else best = this.#finish(label) ?? best;
      }
      this.table[visited] = undefined;
    }
    return best && orderOf(best);
  }

  /** @param {number} visited @param {Label} label */
  #grow(visited, label) {
    if (label.before && this.#atLeast(visited, label) >= this.bound) return;
    for (let n = 0; n < this.count; n += 1) {
      if (visited & (1 << n) || (!label.before && label.last === -1 && !this.#mayBegin(n))) continue;
      this.#keep(visited | (1 << n), this.#step(label, n));
    }
  }

  /** @param {number} n */
  #mayBegin(n) {
    return this.rest.first === undefined || this.rest.stops[n].id === this.rest.first;
  }

  /** @param {Label} label @param {number} n @returns {Label} */
  #step(label, n) {
    this.steps += 1;
    const [stop, way] = [this.rest.stops[n], this.rest.seconds[label.last + 1][n + 1]];
    const begins = Math.max(label.time + way, stop.opens);
    return { last: n, time: begins + stop.service, cost: label.cost + way + priceOf(lateness(stop, begins)), before: label };
  }

  /** Earlier and cheaper at the same home after the same homes is better whatever follows. @param {number} visited @param {Label} label */
  #keep(visited, label) {
    if (label.cost >= this.bound) return;
    const homes = (this.table[visited] ??= []);
    const rivals = (homes[label.last] ??= []);
    if (rivals.some((one) => one.time <= label.time && one.cost <= label.cost)) return;
    homes[label.last] = [...rivals.filter((one) => one.time < label.time || one.cost < label.cost), label];
  }

  /** What this way will cost at the very least. @param {number} visited @param {Label} label */
  #atLeast(visited, label) {
    let [cost, clock] = [label.cost + this.nearest[this.end], label.time + this.nearest[this.end]];
    for (let n = 0; n < this.count; n += 1) {
      if (visited & (1 << n)) continue;
      const [stop, way] = [this.rest.stops[n], this.nearest[n + 1]];
      cost += way + (lateness(stop, label.time + way) > 0 ? BROKEN : 0);
      clock += way + stop.service;
    }
    return cost + LATE * (Math.max(0, clock - this.rest.closes) + this.#leastDelay(visited, label.time));
  }

  /** The next visit begins no earlier than this, the one after it no earlier than that: the most urgent promise takes the first. @param {number} visited @param {number} time */
  #leastDelay(visited, time) {
    const isLeft = (/** @type {number} */ n) => (visited & (1 << n)) === 0;
    const services = this.byService.filter(isLeft);
    let [begins, delay] = [time, 0];
    this.byPromise.filter(isLeft).forEach((n, turn) => {
      begins += this.shortest + (turn > 0 ? this.rest.stops[services[turn - 1]].service : 0);
      delay += lateness(this.rest.stops[n], begins);
    });
    return delay;
  }

  /** @param {Label} label @returns {Label | null} the label if it is the best round so far */
  #finish(label) {
    const home = this.rest.seconds[label.last + 1][this.end];
    const cost = label.cost + home + LATE * Math.max(0, label.time + home - this.rest.closes);
    if (cost >= this.bound) return null;
    this.bound = cost;
    return label;
  }
}

/** @param {Label} label @returns {number[]} */
function orderOf(label) {
  const order = [];
  for (let one = /** @type {Label | null} */ (label); one?.before; one = one.before) order.push(one.last);
  return order.reverse();
}
