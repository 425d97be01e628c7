/** `Live`: a view states its question once and is drawn again whenever the answer changes. */
import { watch } from "./vault.js";

/** @typedef {import("lit").ReactiveControllerHost} Host */

/** @template T */
export class Live {
  #host;
  #question;
  /** @type {(() => void) | null} */
  #stop = null;

  /**
   * @param {Host} host
   * @param {() => T | Promise<T>} question
   * @param {T} initial
   */
  constructor(host, question, initial) {
    this.#host = host;
    this.#question = question;
    this.value = initial;
    /** False until the first answer. */
    this.ready = false;
    host.addController(this);
  }

  hostConnected() {
    this.again();
  }

  hostDisconnected() {
    this.#stop?.();
    this.#stop = null;
  }

  /** Asks anew: call it when something the question depends on has changed. */
  again() {
    this.#stop?.();
    this.#stop = watch(this.#question, {
      next: (value) => this.#take(value),
      error: (fault) => console.error("a question failed", fault),
    });
  }

  /** @param {T} value */
  #take(value) {
    this.value = value;
    this.ready = true;
    this.#host.requestUpdate();
  }
}
