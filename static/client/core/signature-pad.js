/**
 * <signature-pad>: a finger's signature. Strokes are kept as points, so that undo and a changed screen redraw them;
 * `toFile` stores a PNG. Who cannot sign has other ways: the view that uses the pad offers them beside it.
 */
import { LitElement, html } from "../../vendor/lit.js";
import { keepFile } from "./files.js";
import { HEIGHT, WIDTH, draw, place } from "./strokes.js";
import { t } from "./texts.js";
import { holdUpdates } from "./unsaved.js";

/** @typedef {import("./strokes.js").Point} Point */

export class SignaturePad extends LitElement {
  static properties = { label: {}, strokes: { state: true } };

  /** @type {Point[] | null} */
  #stroke = null;

  constructor() {
    super();
    this.label = "";
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
    return html`<div class="signature">
      <div class="signature-pad">
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
      </div>
      <div class="signature-tools">
        <button class="button button-quiet" type="button" ?disabled=${this.empty} @click=${this.undo}>${t("Bỏ nét cuối")}</button>
        <button class="button button-quiet" type="button" ?disabled=${this.empty} @click=${this.clear}>${t("Ký lại")}</button>
      </div>
    </div>`;
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
    this.#stroke = [place(event)];
  };

  /** @param {PointerEvent} event */
  #move = (event) => {
    if (!this.#stroke) return;
    this.#stroke.push(...(event.getCoalescedEvents?.() ?? [event]).map((one) => place(one, event.target)));
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
