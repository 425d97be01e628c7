/**
 * For an element that looks through the rear camera: one stream at most, asked for once however often it is tapped.
 * It ends with the element and with the lock, also where the phone opens the camera only after that.
 */
import { html, nothing } from "../../vendor/lit.js";
import { closeCamera, hasTorch, openCamera, setTorch } from "./camera.js";
import { isLocked } from "./lock.js";
import { listen } from "./signals.js";
import { t } from "./texts.js";

/** @typedef {"open" | "refused" | "left"} Opened left: nobody waits for this stream any more */

export class LiveCamera {
  /** @type {MediaStream | null} */
  stream = null;
  isLit = false;
  #unlisten = () => {};
  /** Grows with each closing: what was asked for before it comes too late. */
  #closings = 0;
  /** @type {Promise<Opened> | null} */
  #opening = null;

  /**
   * @param {import("lit").ReactiveControllerHost} host
   * @param {{large?: boolean, locked?: () => void}} [options] large: as photos need it; locked: the phone was locked
   */
  constructor(host, { large = true, locked = () => undefined } = {}) {
    this.host = host;
    this.large = large;
    this.locked = locked;
    host.addController(this);
  }

  hostConnected() {
    this.#unlisten = listen("session", () => {
      if (!isLocked()) return;
      this.close();
      this.locked();
    });
  }

  hostDisconnected() {
    this.#unlisten();
    this.close();
  }

  /** A tap while it opens waits for the same stream. @returns {Promise<Opened>} */
  open() {
    if (this.stream) return Promise.resolve("open");
    return (this.#opening ??= this.#ask(this.#closings));
  }

  /** @param {number} closings before it was asked for @returns {Promise<Opened>} */
  async #ask(closings) {
    const stream = await openCamera({ large: this.large });
    if (this.#closings !== closings) {
      closeCamera(stream);
      return "left";
    }
    this.#opening = null;
    this.isLit = false;
    this.stream = stream;
    this.host.requestUpdate();
    return stream ? "open" : "refused";
  }

  close() {
    this.#closings += 1;
    this.#opening = null;
    closeCamera(this.stream);
    this.stream = null;
    this.host.requestUpdate();
  }

  /** The torch's button, on a phone that has one. */
  torch() {
    if (!this.stream || !hasTorch(this.stream)) return nothing;
    return html`<button class="button button-quiet" type="button" aria-pressed=${this.isLit ? "true" : "false"} @click=${this.#toggle}>${t("Đèn")}</button>`;
  }

  #toggle = async () => {
    const { stream, isLit } = this;
    if (!stream || !(await setTorch(stream, !isLit)) || this.stream !== stream) return;
    this.isLit = !isLit;
    this.host.requestUpdate();
  };
}
