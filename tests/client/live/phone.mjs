/** The driver's end of one phone: its thread, its wire, and what it has been told is saved. */
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { FaultProxy } from "./proxy.mjs";

const A_REST_MS = 200;

export class Phone {
  /** What the person was told is saved: ids of commands. @type {string[]} */
  saved = [];
  #asked = new Map();
  #number = 0;

  /**
   * @param {{name: string, role: string, code: string, server: string, seed: number, hurry: number}} told
   * @param {any} wire
   */
  static async start(told, wire = new FaultProxy(told.server, told.seed, told.name)) {
    const phone = new Phone();
    Object.assign(phone, told, { wire });
    const base = await phone.wire.open();
    phone.thread = new Worker(new URL("./phone-worker.mjs", import.meta.url), { workerData: { base, hurry: told.hurry } });
    await new Promise((ready, failed) => {
      phone.#asked.set(0, [ready, failed]);
      phone.thread.on("message", (answer) => phone.#settle(answer));
      phone.thread.on("error", failed);
    });
    await phone.ask("enrol", told.code);
    return phone;
  }

  ask(op, argument) {
    this.#number += 1;
    const number = this.#number;
    return new Promise((resolve, reject) => {
      this.#asked.set(number, [resolve, reject]);
      this.thread.postMessage({ number, op, argument });
    });
  }

  #settle({ number, value, fault }) {
    const [resolve, reject] = this.#asked.get(number);
    this.#asked.delete(number);
    if (fault) reject(new Error(`${this.name}: ${fault}`));
    else resolve(value);
  }

  /** Does a piece of work; whatever it saved is written down here, apart from the phone's own store. */
  async work(name, argument) {
    const done = await this.ask("work", [name, argument]);
    this.saved.push(...(done ?? []));
    return done;
  }

  /** Syncs in fair weather until nothing is owed. */
  async deliver(most = 12) {
    this.wire.set("fair");
    for (let round = 0; round < most; round += 1) {
      const trouble = await this.ask("sync");
      if (trouble === null && (await this.ask("owed")) === 0) return;
      await sleep(A_REST_MS); // the server may have asked it to wait with files
    }
    throw new Error(`${this.name} still owes ${await this.ask("owed")} after ${most} rounds in fair weather`);
  }

  async stop() {
    this.wire.close();
    await this.thread.terminate();
  }
}
