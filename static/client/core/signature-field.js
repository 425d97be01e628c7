/**
 * <signature-field>: one person's signature on the pad, kept on the phone as soon as the finger is lifted, so that
 * a closed tab loses none. Fires `signed` with the FileRef, or null when it was wiped.
 */
import { LitElement, html } from "../../vendor/lit.js";
import { newest } from "./once.js";
import "./photo-thumb.js";
import "./signature-pad.js";
import { t } from "./texts.js";

/** @typedef {import("./signature-pad.js").SignaturePad} SignaturePad */

export class SignatureField extends LitElement {
  static properties = { label: {}, name: {}, ways: {}, signer: {}, file: { attribute: false }, isResumed: { state: true } };

  constructor() {
    super();
    this.label = "";
    /** Handed on to the pad. */
    this.name = this.ways = "";
    /** Who signs, as far as the screen knows. @type {string | undefined} */
    this.signer = undefined;
    /** @type {import("./types.js").FileRef | null} */
    this.file = null;
    /** The file came out of the draft: there are no strokes to draw again. @type {boolean | null} */
    this.isResumed = null;
    /** The newest picture is still being made. @type {Promise<void> | null} */
    this.drying = null;
    /** The newest picture is on the phone. */
    this.isKept = false;
  }

  createRenderRoot() {
    return this;
  }

  willUpdate() {
    this.isResumed ??= this.file !== null;
  }

  /** Another person signs here now: the strokes of the one before must go. @param {Map<string, unknown>} changed */
  updated(changed) {
    const isAnother = changed.get("signer") !== undefined;
    if (!isAnother && (!changed.get("file") || this.file)) return;
    const pad = this.#pad();
    if (pad) pad.strokes = [];
    // Also a picture that is still being made is of the one before.
    if (isAnother) this.#again();
  }

  render() {
    return html`<div class="field" role="group" aria-label=${this.label}>
      <p class="label-heading"><strong>${this.label}</strong></p>
      ${this.isResumed && this.file ? this.#kept(this.file) : html`<signature-pad .label=${this.label} .name=${this.name} .ways=${this.ways} @change=${this.#changed}></signature-pad>`}
    </div>`;
  }

  /** @param {import("./types.js").FileRef} file */
  #kept(file) {
    return html`<photo-thumb sha256=${file.sha256} alt=${t("Chữ ký: {name}", { name: this.label })}></photo-thumb>
      <button class="button button-quiet" type="button" @click=${this.#again}>${t("Ký lại")}</button>`;
  }

  /** @returns {SignaturePad | null} */
  #pad() {
    return this.querySelector("signature-pad");
  }

  #again = () => {
    this.isResumed = false;
    this.drying = this.#tellNewest(null);
  };

  /** Each stroke makes a picture, and a picture takes a moment: one that was wiped away meanwhile must not come back. @param {Event} event */
  #changed = (event) => {
    event.stopPropagation();
    this.isResumed = false;
    this.#keep(/** @type {SignaturePad} */ (event.currentTarget));
  };

  /** @param {SignaturePad} pad */
  #keep(pad) {
    this.isKept = false;
    this.drying = this.#tellNewest(pad.empty ? null : pad.toFile("signature"));
    this.drying.catch((fault) => console.warn("the signature could not be kept yet", fault));
  }

  /** Resolves when what was drawn is kept. What found no room is tried again: its strokes are still on the pad. */
  async dried() {
    await this.drying?.catch(() => undefined);
    const pad = this.#pad();
    if (!pad || pad.empty || this.isKept) return;
    this.#keep(pad);
    await this.drying;
  }

  #tellNewest = newest((/** @type {import("./types.js").FileRef | null} */ file) => this.#tell(file));

  /** @param {import("./types.js").FileRef | null} file */
  #tell(file) {
    this.isKept = file !== null;
    this.dispatchEvent(new CustomEvent("signed", { detail: file, bubbles: true }));
  }
}

/** Resolves when what was drawn on this screen is kept: a thumb may press "save" sooner. Rejects when it cannot be. @param {HTMLElement} screen */
export const whenSigned = (screen) =>
  Promise.all([...screen.querySelectorAll("signature-field")].map((field) => /** @type {SignatureField} */ (field).dried()));

customElements.define("signature-field", SignatureField);
