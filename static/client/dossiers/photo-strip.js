/** <photo-strip>: the pages of one paper: counted, turned, moved, taken anew in their place, taken out. Fires `pages` with the new list. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import "../core/photo-taker.js";
import "../core/photo-thumb.js";
import { t } from "../core/texts.js";
import { withPage } from "./pages.js";
import { turned } from "./turn.js";

/** @typedef {import("./draft.js").Photo} Photo */

export class PhotoStrip extends LitElement {
  static properties = { pages: { attribute: false }, paper: {}, name: {}, chosen: { state: true }, retaken: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {Photo[]} */
    this.pages = [];
    /** The key of the line they belong to; empty for other pages. */
    this.paper = "";
    this.name = "";
    this.chosen = "";
    /** The page in whose place the next photo goes. */
    this.retaken = "";
    this.busy = false;
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<photo-taker
        .role=${this.paper ? "component" : "paper"}
        .hint=${[this.name, t("Trang {n}", { n: this.#next() })].filter(Boolean).join(" · ")}
        @photo=${this.#taken}
      ></photo-taker>
      ${this.retaken ? html`<p class="hint" role="status">${t("Ảnh chụp tiếp theo sẽ thay trang {n}.", { n: this.#next() })}</p>` : nothing}
      ${this.pages.length > 0 ? html`<p>${t("{n} trang", { n: this.pages.length })}</p>` : nothing}
      <ol class="photos">
        ${this.pages.map((page, n) => this.#page(page, n))}
      </ol>`;
  }

  /** @param {Photo} page @param {number} n */
  #page(page, n) {
    const isChosen = this.chosen === page.sha256;
    const label = t("Trang {n}", { n: n + 1 });
    return html`<li class="photo">
      <photo-thumb sha256=${page.sha256} alt=${`${this.name}, ${label}`}></photo-thumb>
      <button class="button button-quiet" type="button" aria-expanded=${isChosen ? "true" : "false"} @click=${() => (this.chosen = isChosen ? "" : page.sha256)}>
        ${label} ▾
      </button>
      ${isChosen ? this.#tools(page, n) : nothing}
    </li>`;
  }

  /** @param {Photo} page @param {number} n */
  #tools(page, n) {
    const button = (/** @type {string} */ words, /** @type {() => void} */ act, isOff = false) =>
      html`<button class="button button-quiet" type="button" ?disabled=${isOff || this.busy} @click=${act}>${words}</button>`;
    return html`<div class="stack">
      ${button(t("Xoay"), () => void this.#turn(page))} ${button(t("Lên trước"), () => this.#move(n, -1), n === 0)}
      ${button(t("Ra sau"), () => this.#move(n, 1), n === this.pages.length - 1)}
      ${button(t("Chụp lại"), () => this.#retake(page))} ${button(t("Bỏ trang này"), () => this.#tell(this.pages.filter((one) => one !== page)))}
    </div>`;
  }

  /** The number of the page that is taken next. */
  #next() {
    const place = this.pages.findIndex((page) => page.sha256 === this.retaken);
    return place < 0 ? this.pages.length + 1 : place + 1;
  }

  /** @param {Photo} page */
  #retake(page) {
    this.retaken = page.sha256;
    this.chosen = "";
    this.querySelector("photo-taker")?.scrollIntoView({ block: "center" });
  }

  /** @param {CustomEvent<import("../core/types.js").FileRef>} event */
  #taken = (event) => {
    event.stopPropagation();
    const pages = withPage(this.pages, { ...event.detail, component_key: this.paper || null }, this.retaken);
    this.retaken = "";
    if (pages !== this.pages) this.#tell(pages);
  };

  /** @param {Photo} page */
  async #turn(page) {
    this.busy = true;
    const right = await turned(page).finally(() => (this.busy = false));
    this.chosen = right.sha256;
    this.#tell(this.pages.map((one) => (one === page ? right : one)));
  }

  /** @param {number} from @param {number} step */
  #move(from, step) {
    const pages = [...this.pages];
    const [page] = pages.splice(from, 1);
    pages.splice(from + step, 0, page);
    this.#tell(pages);
  }

  /** @param {Photo[]} pages */
  #tell(pages) {
    this.dispatchEvent(new CustomEvent("pages", { detail: pages, bubbles: true }));
  }
}

customElements.define("photo-strip", PhotoStrip);
