/**
 * <photo-taker role="photo">: the app's own camera with one big shutter, and the file dialog as the other way.
 * Each picture is shrunk, hashed and stored before `photo` is fired with its FileRef. Leaving the page for the
 * phone's camera app can kill it: that is why the own camera comes first.
 */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { shrink } from "./camera.js";
import { hasRoomForPhoto } from "./device.js";
import { flushDrafts } from "./drafts.js";
import { keepFile } from "./files.js";
import { turnNow } from "./held.js";
import { icon } from "./icon.js";
import { LiveCamera } from "./live-camera.js";
import { t } from "./texts.js";
import { holdUpdates } from "./unsaved.js";

const HINTS = {
  blurred: "Ảnh có vẻ mờ.",
  dark: "Ảnh hơi tối: bật đèn hoặc ra chỗ sáng.",
  glare: "Có chỗ loá sáng: nghiêng giấy hoặc tắt đèn.",
  cut: "Mép giấy chạm khung: lùi máy ra một chút.",
};

export class PhotoTaker extends LitElement {
  static properties = { role: {}, hint: {}, notice: { state: true }, unkept: { state: true } };

  #camera = new LiveCamera(this);
  /** Photos are kept one after the other. @type {Promise<void>} */
  #kept = Promise.resolve();

  constructor() {
    super();
    this.role = "photo";
    this.hint = "";
    this.notice = "";
    /** How many photos are being kept, or wait for that. */
    this.unkept = 0;
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return html`${this.#camera.stream ? this.#looking() : this.#ways()}
      <p class="hint" role="status">${this.unkept > 0 ? t("Đang lưu ảnh…") : this.notice}</p>`;
  }

  #ways() {
    return html`<div class="button-row">
      <button class="button" type="button" @click=${this.#open}>${icon("camera")} ${t("Mở máy ảnh")}</button>
      <label class="button button-quiet">
        ${t("Chọn ảnh có sẵn")}
        <input class="visually-hidden" type="file" accept="image/*" multiple @click=${() => void flushDrafts().catch(() => undefined)} @change=${this.#chosen} />
      </label>
    </div>`;
  }

  #looking() {
    return html`<div class="camera">
      <video autoplay muted playsinline .srcObject=${this.#camera.stream}></video>
      ${this.hint ? html`<p class="camera-hint">${this.hint}</p>` : nothing}
      <div class="camera-bar">
        ${this.#camera.torch()}
        <button class="shutter" type="button" ?disabled=${this.unkept > 0} @click=${this.#shoot}>${t("Chụp")}</button>
        <button class="button button-quiet" type="button" @click=${() => this.#camera.close()}>${t("Xong")}</button>
      </div>
    </div>`;
  }

  #open = async () => {
    const isRefused = (await this.#camera.open()) === "refused";
    if (isRefused) this.notice = t("Không mở được máy ảnh. Hãy chọn ảnh có sẵn hoặc cho phép dùng máy ảnh.");
  };

  #shoot = async () => {
    const video = this.querySelector("video");
    if (this.unkept > 0) return; // a second tap on the shutter is not a second photo
    if (video && video.videoWidth > 0) await this.#keep(video);
  };

  /** @param {Event} event */
  #chosen = async (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const files = [...(field.files ?? [])];
    field.value = "";
    await Promise.all(files.map((file) => this.#keep(file)));
  };

  /** None that was chosen is lost because another is still being kept. @param {Blob | HTMLVideoElement} source */
  #keep(source) {
    this.unkept += 1;
    holdUpdates(this, true);
    this.#kept = this.#kept
      .then(() => this.#keepNow(source))
      .finally(() => {
        this.unkept -= 1;
        if (this.unkept === 0) holdUpdates(this, false);
      });
    return this.#kept;
  }

  /** @param {Blob | HTMLVideoElement} source */
  async #keepNow(source) {
    try {
      if (!(await hasRoomForPhoto())) {
        this.notice = t("Bộ nhớ máy gần đầy: không lưu thêm ảnh được. Các việc đã lưu vẫn an toàn.");
        return;
      }
      const { bytes, thumb, looks } = await shrink(source, source instanceof Blob ? 0 : await turnNow());
      const detail = await keepFile(bytes, "image/jpeg", this.role, thumb);
      this.dispatchEvent(new CustomEvent("photo", { detail, bubbles: true }));
      // Saved is what a draft names: bytes that nobody names are never found again.
      await flushDrafts();
      this.notice = [t("Đã lưu ảnh trên máy này."), ...looks.map((look) => t(HINTS[look]))].join(" ");
    } catch (fault) {
      console.error("a photo could not be kept", fault);
      this.notice = t("Không lưu được ảnh này. Hãy chụp lại.");
    }
  }
}

customElements.define("photo-taker", PhotoTaker);
