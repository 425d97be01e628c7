/**
 * A bad network between one phone and the server. What happens to each request is drawn from the seed, or written
 * in a script: `{fault}` befalls the first request of every kind once.
 */
import http from "node:http";
import { dice } from "./dice.mjs";
import { FAULTS } from "./faults.mjs";

/** How often each fault befalls a request in foul weather. */
const FOUL = {
  none: 270, refuse: 5, lose: 9, hang: 3, delay: 8, twice: 7, later: 6, portal: 4, portalJson: 3, portalAfter: 5, torn: 6,
  tornGzip: 6, generation: 2, tooLarge: 3, busy429: 3, busy503: 3, gateway: 5, cutUp: 6,
};

export class FaultProxy {
  /** @type {"fair" | "foul" | "away" | {fault: string}} */
  weather = "fair";
  /** How often each fault has happened. @type {Record<string, number>} */
  happened = {};
  #met = new Set();

  /**
   * @param {string} target such as http://127.0.0.1:8000
   * @param {number} seed
   * @param {string} name whose wire this is
   */
  constructor(target, seed, name) {
    this.target = new URL(target);
    this.dice = dice(seed, `wire of ${name}`);
    this.server = http.createServer((request, response) => void this.#serve(request, response));
    this.server.keepAliveTimeout = 1_000;
  }

  async open() {
    await new Promise((ready) => this.server.listen(0, "127.0.0.1", () => ready(null)));
    return `http://127.0.0.1:${this.server.address().port}`;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** A script begins anew: each kind of request is met once. */
  set(weather) {
    this.weather = weather;
    this.#met.clear();
  }

  #drawn(request) {
    if (this.weather === "fair") return "none";
    if (this.weather === "away") return "refuse";
    if (this.weather === "foul") return this.dice.weighted(FOUL);
    return this.#isNew(kindOf(request)) ? this.weather.fault : "none";
  }

  #isNew(kind) {
    const isNew = !this.#met.has(kind);
    this.#met.add(kind);
    return isNew;
  }

  async #serve(request, response) {
    const fault = this.#drawn(request);
    this.happened[fault] = (this.happened[fault] ?? 0) + 1;
    try {
      await FAULTS[fault]({ request, response, target: this.target, dice: this.dice });
    } catch {
      request.socket.destroy(); // the server or the phone has hung up meanwhile
    }
  }
}

/** Uploads have an address each; what matters is the call. */
const kindOf = ({ method, url }) => `${method} ${url.split("?")[0].replace(/uploads\/.+/, "uploads/one")}`;
