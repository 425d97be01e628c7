/**
 * <qr-scanner>: looks for QR codes in the camera's picture and fires `scan` with {text, refuse} once for each new one.
 * It fills the screen until a code is taken: `refuse(words)` says why one is not, with the other sound, and goes on.
 * `leave` is fired when it was left, with words when there is no camera. `inline` stays in the page, beside its list.
 * Nothing is kept.
 */
import { LitElement, html } from "../../vendor/lit.js";
import { LiveCamera } from "./live-camera.js";
import { practiceMark } from "./practice-mark.js";
import { makeReader } from "./qr-reader.js";
import { soundGood, soundWrong } from "./sounds.js";
import { t } from "./texts.js";
import { WholeScreen } from "./whole-screen.js";

/** @typedef {CustomEvent<{text: string, refuse: (words: string) => void}>} ScanEvent */

const EVERY_MS = 180;
const SAME_AGAIN_MS = 2_500;

export class QrScanner extends LitElement {
  static properties = { hint: {}, inline: { type: Boolean }, wrong: { state: true } };

  #camera = new LiveCamera(this, { large: false, locked: () => this.#leave("") });
  /** Why it leaves by itself. */
  #words = "";
  #last = { text: "", at: 0 };
  #whole = new WholeScreen(this);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  constructor() {
    super();
    this.hint = "";
    this.inline = false;
    this.wrong = "";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    void this.#start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  render() {
    const { stream } = this.#camera;
    const hint = this.hint || t("Đưa mã vào khung vàng");
    const picture = html`<p class="camera-hint">${stream ? hint : t("Đang mở máy ảnh…")}</p>
      <div class="camera-view">
        <video autoplay muted playsinline .srcObject=${stream}></video>
        <div class="camera-frame"></div>
      </div>`;
    if (this.inline) return html`<div class="camera">${picture}${this.#camera.torch()}</div>`;
    return html`<dialog class="camera camera-whole" aria-label=${hint} @close=${() => this.#tellLeft(this.#words)}>
      ${practiceMark()} ${picture}
      <p class="camera-wrong" role="alert">${this.wrong}</p>
      <div class="camera-bar">
        ${this.#camera.torch()}
        <button class="button camera-leave" type="button" @click=${() => this.#whole.leave()}>${t("Gõ bằng tay")}</button>
      </div>
    </dialog>`;
  }

  async #start() {
    const opened = await this.#camera.open();
    if (opened === "refused") return this.#leave(t("Không mở được máy ảnh. Hãy gõ bằng tay."));
    const { stream } = this.#camera;
    if (stream) void this.#look(await makeReader(), stream);
  }

  /**
   * @param {import("./qr-reader.js").Reader} read
   * @param {MediaStream} stream of which it is read until the camera closes
   */
  async #look(read, stream) {
    const video = this.querySelector("video");
    const text = video && video.videoWidth > 0 ? await read(video) : "";
    if (this.#camera.stream !== stream) return;
    if (text) this.#found(text);
    this.#timer = setTimeout(() => void this.#look(read, stream), EVERY_MS);
  }

  /** @param {string} text */
  #found(text) {
    const isRepeat = text === this.#last.text && Date.now() - this.#last.at < SAME_AGAIN_MS;
    this.#last = { text, at: Date.now() };
    if (isRepeat) return;
    this.wrong = "";
    const refuse = (/** @type {string} */ words) => void (this.wrong = words);
    this.dispatchEvent(new CustomEvent("scan", { detail: { text, refuse }, bubbles: true }));
    if (!this.inline) this.#answer();
  }

  #answer() {
    if (this.wrong) return soundWrong();
    soundGood();
    this.#whole.leave();
  }

  /** A closing dialog gives the focus back to what opened it, and tells it then. @param {string} words */
  async #leave(words) {
    if (this.inline) return this.#tellLeft(words);
    await this.updateComplete; // the dialog may not have been drawn yet
    this.#words = words;
    this.#whole.leave();
  }

  /** @param {string} words */
  #tellLeft(words) {
    this.dispatchEvent(new CustomEvent("leave", { detail: words, bubbles: true }));
  }
}

customElements.define("qr-scanner", QrScanner);
