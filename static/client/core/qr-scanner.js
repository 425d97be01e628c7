/**
 * <qr-scanner>: looks for QR codes in the camera's picture and fires `scan` with {text} once for each new one.
 * Nothing is kept.
 */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { closeCamera, openCamera, setTorch } from "./camera.js";
import { makeReader } from "./qr-reader.js";
import { t } from "./texts.js";

const EVERY_MS = 180;
const SAME_AGAIN_MS = 2_500;

export class QrScanner extends LitElement {
  static properties = { hint: {}, stream: { state: true }, failed: { state: true } };

  #last = { text: "", at: 0 };
  #torch = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  constructor() {
    super();
    this.hint = "";
    /** @type {MediaStream | null} */
    this.stream = null;
    this.failed = false;
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
    closeCamera(this.stream);
    this.stream = null;
  }

  render() {
    if (this.failed) return html`<p class="hint" role="status">${t("Không mở được máy ảnh. Hãy gõ bằng tay ở dưới.")}</p>`;
    return html`<div class="camera">
      <video autoplay muted playsinline .srcObject=${this.stream}></video>
      <p class="camera-hint">${this.hint || t("Đưa mã vào khung vàng")}</p>
      <div class="camera-frame"></div>
      ${this.stream
        ? html`<div class="camera-bar">
            <button class="button button-quiet" type="button" @click=${this.#toggleTorch}>${t("Đèn")}</button>
          </div>`
        : nothing}
    </div>`;
  }

  async #start() {
    this.stream = await openCamera({ large: false });
    this.failed = this.stream === null;
    if (!this.stream) return;
    if (!this.isConnected) closeCamera(this.stream);
    else this.#look(await makeReader());
  }

  /** @param {import("./qr-reader.js").Reader} read */
  async #look(read) {
    const video = this.querySelector("video");
    const text = video && video.videoWidth > 0 ? await read(video) : "";
    if (!this.isConnected) return;
    if (text) this.#found(text);
    this.#timer = setTimeout(() => void this.#look(read), EVERY_MS);
  }

  /** @param {string} text */
  #found(text) {
    const isRepeat = text === this.#last.text && Date.now() - this.#last.at < SAME_AGAIN_MS;
    this.#last = { text, at: Date.now() };
    if (isRepeat) return;
    navigator.vibrate?.(120);
    this.dispatchEvent(new CustomEvent("scan", { detail: { text }, bubbles: true }));
  }

  #toggleTorch = async () => {
    this.#torch = !this.#torch;
    if (this.stream) await setTorch(this.stream, this.#torch);
  };
}

customElements.define("qr-scanner", QrScanner);
