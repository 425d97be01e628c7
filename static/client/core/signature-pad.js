/**
 * <signature-pad>: a finger's signature. Strokes are kept as points, so that undo, the wide pad and a turned phone
 * redraw them; `toFile` stores a PNG. On a narrow phone the wide pad fills the screen, along its long edge. Who cannot
 * sign has other ways: `ways` is the id of the question where the view offers them.
 */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { keepFile } from "./files.js";
import { icon } from "./icon.js";
import { practiceMark } from "./practice-mark.js";
import { HEIGHT, WIDTH, draw, place } from "./strokes.js";
import { t } from "./texts.js";
import { holdUpdates } from "./unsaved.js";
import { WholeScreen } from "./whole-screen.js";

/** @typedef {import("./strokes.js").Point} Point */

export class SignaturePad extends LitElement {
  static properties = { label: {}, name: {}, ways: {}, strokes: { state: true }, isWide: { state: true } };

  /** @type {Point[] | null} */
  #stroke = null;
  #whole = new WholeScreen(this);

  constructor() {
    super();
    this.label = "";
    /** Who signs, when the label does not say so. */
    this.name = "";
    this.ways = "";
    this.isWide = false;
    /** @type {Point[][]} */
    this.strokes = [];
  }

  createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    holdUpdates(this, false);
  }

  get empty() {
    return this.strokes.length === 0;
  }

  render() {
    return this.isWide ? this.#wide() : this.#small();
  }

  #small() {
    return html`<div class="signature">
      ${this.#pad()}
      <div class="signature-tools">
        ${this.#button(t("Bỏ nét cuối"), this.undo, this.empty)} ${this.#button(t("Ký lại"), this.clear, this.empty)}
        <button class="button button-quiet signature-widen" type="button" @click=${() => (this.isWide = true)}>${icon("pen")} ${t("Ký ngang máy")}</button>
      </div>
    </div>`;
  }

  #wide() {
    return html`<dialog class="signature-whole" aria-label=${this.label || t("Ô ký tên")} @close=${() => (this.isWide = false)}>
      <div class="signature-turned">
        ${practiceMark()}
        <div class="signature-paper">${this.#pad()}<p class="signature-name">${this.name || this.label}</p></div>
        <div class="signature-tools">
          <button class="button" type="button" @click=${() => this.#whole.leave()}>${t("Xong")}</button>
          ${this.#button(t("Xoá hết"), this.clear, this.empty)} ${this.#button(t("Bỏ nét cuối"), this.undo, this.empty)}
          ${this.ways ? this.#button(t("Không ký được"), this.#cannot, false) : nothing}
        </div>
      </div>
    </dialog>`;
  }

  #pad() {
    return html`<div class="signature-pad">
      <canvas
        width=${WIDTH}
        height=${HEIGHT}
        role="img"
        aria-label=${`${this.label || t("Ô ký tên")}: ${this.empty ? t("chưa ký") : t("đã ký")}`}
        @pointerdown=${this.#down}
        @pointermove=${this.#move}
        @pointerup=${this.#up}
        @pointercancel=${this.#up}
      ></canvas>
      <span class="signature-line"></span>
    </div>`;
  }

  /** @param {string} words @param {() => void} act @param {boolean} isOff */
  #button(words, act, isOff) {
    return html`<button class="button button-quiet" type="button" ?disabled=${isOff} @click=${act}>${words}</button>`;
  }

  updated() {
    holdUpdates(this, !this.empty);
    this.#draw();
  }

  clear = () => {
    this.#take([]);
  };

  undo = () => {
    this.#take(this.strokes.slice(0, -1));
  };

  /** The other ways come into sight; which one it is to be, the person says. */
  #cannot = () => {
    this.#whole.leave();
    /** @type {HTMLElement | null} */ (document.querySelector(`#${this.ways} input:not(:checked)`))?.focus();
  };

  /** Held upright, the wide pad lies along the phone's long edge. */
  #isTurned() {
    return this.isWide && matchMedia("(orientation: portrait)").matches;
  }

  /**
   * @param {string} role
   * @returns {Promise<import("./types.js").FileRef | null>} null when nothing was drawn
   */
  async toFile(role = "signature") {
    const bytes = await this.toPng();
    return bytes && keepFile(bytes, "image/png", role);
  }

  /** @returns {Promise<ArrayBuffer | null>} */
  async toPng() {
    if (this.empty) return null;
    await this.updateComplete;
    const canvas = /** @type {HTMLCanvasElement} */ (this.querySelector("canvas"));
    /** @type {Blob | null} */
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    return blob && blob.arrayBuffer();
  }

  /** @param {Point[][]} strokes */
  #take(strokes) {
    this.strokes = strokes;
    this.dispatchEvent(new CustomEvent("change", { bubbles: true }));
  }

  /** @param {PointerEvent} event */
  #down = (event) => {
    event.preventDefault();
    /** @type {HTMLCanvasElement} */ (event.target).setPointerCapture(event.pointerId);
    this.#stroke = [place(event, event.target, this.#isTurned())];
  };

  /** @param {PointerEvent} event */
  #move = (event) => {
    if (!this.#stroke) return;
    const isTurned = this.#isTurned();
    this.#stroke.push(...(event.getCoalescedEvents?.() ?? [event]).map((one) => place(one, event.target, isTurned)));
    this.#draw();
  };

  #up = () => {
    if (!this.#stroke) return;
    const strokes = [...this.strokes, this.#stroke];
    this.#stroke = null;
    this.#take(strokes);
  };

  #draw() {
    draw(this.querySelector("canvas"), this.#stroke ? [...this.strokes, this.#stroke] : this.strokes);
  }
}

customElements.define("signature-pad", SignaturePad);
