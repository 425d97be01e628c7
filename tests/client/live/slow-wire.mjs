/**
 * A weak mobile network between one phone and the server: so many bytes a second, and every so often all
 * connections break. What has passed by then has reached the server.
 */
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const PIECE = 2 * 1024;

export class SlowWire {
  /** Bytes that went up through the air. */
  carried = 0;
  drops = 0;
  #rate = Infinity;
  #freeAt = 0;
  #pairs = new Set();
  #timer = null;

  /** @param {string} target such as http://127.0.0.1:8000 */
  constructor(target) {
    const { hostname, port } = new URL(target);
    this.server = net.createServer({ allowHalfOpen: true }, (phone) => {
      this.#join(phone, net.connect({ port: Number(port), host: hostname, allowHalfOpen: true }));
    });
  }

  async open() {
    await new Promise((ready) => this.server.listen(0, "127.0.0.1", () => ready(null)));
    return `http://127.0.0.1:${this.server.address().port}`;
  }

  set() {
    // Phone.deliver asks every wire for fair weather; this one has its own.
  }

  /** From now on the air is thin. @param {number} rate bytes a second @param {number} dropMs between two breaks */
  weaken(rate, dropMs) {
    this.#rate = rate;
    this.carried = 0;
    this.#timer = setInterval(() => this.#drop(), dropMs);
  }

  close() {
    clearInterval(this.#timer);
    for (const pair of this.#pairs) pair.forEach((end) => end.destroy());
    this.server.close();
  }

  #drop() {
    this.drops += 1;
    for (const [phone, server] of this.#pairs) {
      phone.destroy();
      server.end();
    }
  }

  #join(phone, server) {
    const pair = [phone, server];
    this.#pairs.add(pair);
    for (const end of pair) end.on("error", () => undefined).on("close", () => this.#pairs.delete(pair));
    void this.#carry(phone, server, (size) => (this.carried += size));
    void this.#carry(server, phone, () => undefined);
  }

  async #carry(from, to, count) {
    try {
      for await (const bytes of from) await this.#pass(bytes, from, to, count);
    } catch {
      // broken: the other end hears of it by the end below
    }
    to.end();
  }

  async #pass(bytes, from, to, count) {
    for (let at = 0; at < bytes.length && !from.destroyed && to.writable; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      await this.#air(piece.length);
      if (from.destroyed || !to.writable) return;
      count(piece.length);
      to.write(piece);
    }
  }

  /** One piece after the other passes. @param {number} size */
  async #air(size) {
    if (this.#rate === Infinity) return;
    const now = performance.now();
    this.#freeAt = Math.max(this.#freeAt, now) + (size / this.#rate) * 1_000;
    await sleep(this.#freeAt - now);
  }
}
