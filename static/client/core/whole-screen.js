/**
 * For an element that sometimes draws a <dialog>: it fills the screen as soon as it is drawn, keeps the focus, is left
 * by Escape and by the phone's Back, and never stays over the lock.
 */
import { isLocked } from "./lock.js";
import { listen } from "./signals.js";

export class WholeScreen {
  /** @type {HTMLDialogElement | null} */
  #shown = null;
  #unlisten = () => {};

  /** @param {import("lit").LitElement} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#unlisten = listen("session", () => {
      if (isLocked()) this.leave();
    });
  }

  hostDisconnected() {
    this.#unlisten();
    this.#shown = null;
  }

  hostUpdated() {
    const dialog = this.host.querySelector("dialog");
    if (dialog && dialog !== this.#shown) dialog.showModal();
    this.#shown = dialog;
  }

  /** The focus goes back to where it was before. */
  leave() {
    this.#shown?.close();
  }
}
