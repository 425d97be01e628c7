/** `Live`: a view states its question once and is drawn again whenever the answer changes. */
import { listen } from "./signals.js";
import { isUnlocked, Locked, watch } from "./vault.js";

/** @typedef {import("lit").ReactiveControllerHost} Host */

/** @template T */
export class Live {
  #host;
  #question;
  /** @type {(() => void) | null} */
  #stop = null;
  /** @type {(() => void) | null} */
  #unlisten = null;

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
    this.#unlisten = listen("session", () => isUnlocked() && this.again());
    this.again();
  }

  hostDisconnected() {
    this.#stop?.();
    this.#unlisten?.();
    this.#stop = this.#unlisten = null;
  }

  /** Asks anew: call it when something the question depends on has changed. */
  again() {
    this.#stop?.();
    this.#stop = watch(this.#question, {
      next: (value) => this.#take(value),
      // Behind the lock the last answer stays; unlocking asks again.
      error: (fault) => fault instanceof Locked || console.error("a question failed", fault),
    });
  }

  /** @param {T} value */
  #take(value) {
    this.value = value;
    this.ready = true;
    this.#host.requestUpdate();
  }
}
