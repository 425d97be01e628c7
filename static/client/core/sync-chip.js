/** <sync-chip>: how sending goes, in words, on every screen; a tap opens the outbox. Says it aloud now and then. */
import { LitElement, html } from "../../vendor/lit.js";
import { setBadge } from "./device.js";
import { Live } from "./live.js";
import { outboxCounts } from "./outbox-counts.js";
import { listen } from "./signals.js";
import { currentStatus } from "./status.js";
import { chipWords } from "./words.js";

const SAY_EVERY_MS = 10_000;

export class SyncChip extends LitElement {
  #said = "";
  #saidAt = 0;
  /** @type {(() => void) | null} */
  #stop = null;

  constructor() {
    super();
    this.counts = new Live(this, outboxCounts, { unsent: 0, oldest: Date.now(), files: 0, action: 0 });
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    const redraw = () => this.requestUpdate();
    const quiet = listen("sync", redraw);
    addEventListener("display", redraw);
    this.#stop = () => (quiet(), removeEventListener("display", redraw));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
  }

  updated() {
    const { unsent, action } = this.counts.value;
    void setBadge(unsent + action);
  }

  render() {
    const { look, text } = chipWords(currentStatus(), this.counts.value);
    return html`<a class="sync-chip ${look && `sync-${look}`}" href="#/outbox">${text}</a>
      <span class="visually-hidden" role="status">${this.#aloud(look === "busy" ? this.#said : text)}</span>`;
  }

  /** A live region that speaks at most every ten seconds, and not of each step on the way. @param {string} text */
  #aloud(text) {
    const wait = this.#saidAt + SAY_EVERY_MS - Date.now();
    if (text === this.#said) return this.#said;
    if (wait > 0) setTimeout(() => this.requestUpdate(), wait);
    else [this.#said, this.#saidAt] = [text, Date.now()];
    return this.#said;
  }
}

customElements.define("sync-chip", SyncChip);
