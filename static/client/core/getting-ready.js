/** <getting-ready>: the first run: keep the store, try the camera, be told of changes, download; then to work. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import "./alert-switch.js";
import { closeCamera, openCamera } from "./camera.js";
import { askToPersist, isStandalone } from "./device.js";
import { Live } from "./live.js";
import { hasNumbers } from "./numbers.js";
import { goInstead } from "./router.js";
import { listen, tell } from "./signals.js";
import { currentStatus } from "./status.js";
import { t } from "./texts.js";
import { syncNow } from "./triggers.js";
import { countRows, readNote, writeNote } from "./vault.js";
import { registerWorker } from "./worker-watch.js";

/** Kinds worth a word; every other row is counted with the rest. @type {Record<string, string>} */
const KINDS = { visit: "lượt thăm", citizen: "người dân", dossier: "hồ sơ", request: "yêu cầu", postal_item: "bưu gửi", procedure: "thủ tục" };

export class GettingReady extends LitElement {
  static properties = { kept: { state: true }, camera: { state: true }, opens: { state: true } };

  /** @type {any} */
  #installPrompt = null;
  /** @type {(() => void) | null} */
  #stop = null;

  constructor() {
    super();
    /** @type {boolean | null} */
    this.kept = null;
    /** @type {boolean | null} */
    this.camera = null;
    /** Whether the app's own files are kept: without them nothing opens where there is no network. */
    this.opens = false;
    /** @type {Live<{counts: Record<string, number>, isComplete: boolean}>} */
    this.state = new Live(this, readiness, { counts: {}, isComplete: false });
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = listen("sync", () => this.requestUpdate());
    addEventListener("beforeinstallprompt", this.#offered);
    void navigator.serviceWorker?.ready.then(() => (this.opens = true));
    void askToPersist().then((kept) => (this.kept = kept));
    void syncNow();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
    removeEventListener("beforeinstallprompt", this.#offered);
  }

  render() {
    return html`<p class="lead">${t("Chuẩn bị máy một lần, ở nơi có mạng.")}</p>
      <ul class="task-list">
        ${this.#download()} ${this.#store()} ${this.#tryCamera()}
        <li class="task"><alert-switch></alert-switch></li>
        ${isStandalone() ? nothing : this.#install()}
      </ul>
      <div class="action-bar">
        <button class="button button-primary" type="button" @click=${this.#done}>${t("Vào việc")}</button>
      </div>`;
  }

  #download() {
    const { counts } = this.state.value;
    const { isComplete } = this.state.value;
    const parts = Object.entries(counts).filter(([kind]) => KINDS[kind]).map(([kind, n]) => `${n} ${t(KINDS[kind])}`);
    return html`<li class="task">
      <div>${t("Tải về cho cuối tuần")}<br /><small class="muted">${parts.join(" · ")}</small></div>
      ${isComplete && (this.opens || !navigator.serviceWorker) ? this.#downloaded() : this.#downloadAgain()}
    </li>`;
  }

  #downloaded() {
    return this.opens ? tag(t("đủ"), "good") : tag(t("trình duyệt này không mở được khi mất mạng"), "warn");
  }

  #downloadAgain() {
    const { phase, trouble } = currentStatus();
    const text = phase === "idle" && trouble ? t("chưa có mạng") : t("đang tải…");
    return html`<button class="button button-quiet" type="button" @click=${this.again}>${text}</button>`;
  }

  again = () => {
    if (!this.opens) void registerWorker();
    void syncNow();
  };

  #store() {
    const text = this.kept === null ? t("đang hỏi…") : this.kept ? t("được giữ lâu dài") : t("nên cài ứng dụng");
    return html`<li class="task"><div>${t("Bộ nhớ của ứng dụng")}</div>${tag(text, this.kept ? "good" : "warn")}</li>`;
  }

  #tryCamera() {
    const state = this.camera === null ? nothing : this.camera ? tag(t("dùng được"), "good") : tag(t("chưa được phép"), "warn");
    return html`<li class="task">
      <div>${t("Máy ảnh")}</div>
      ${this.camera ? state : html`<button class="button button-quiet" type="button" @click=${this.#testCamera}>${t("Thử máy ảnh")}</button>`}
      ${this.camera === false ? state : nothing}
    </li>`;
  }

  #install() {
    return html`<li class="task">
      <div>${t("Cài lên màn hình chính")}<br /><small class="muted">${t("iPhone: bấm Chia sẻ rồi “Thêm vào MH chính”.")}</small></div>
      ${this.#installPrompt
        ? html`<button class="button button-quiet" type="button" @click=${() => this.#installPrompt.prompt()}>${t("Cài")}</button>`
        : nothing}
    </li>`;
  }

  /** @param {Event} event */
  #offered = (event) => {
    event.preventDefault();
    this.#installPrompt = event;
    this.requestUpdate();
  };

  #testCamera = async () => {
    const stream = await openCamera();
    this.camera = stream !== null;
    closeCamera(stream);
  };

  #done = async () => {
    await writeNote("is_ready", true);
    goInstead("/");
    tell("session");
  };
}

/** Complete with the numbers to give away: whoever leaves without them can register nobody out there. */
async function readiness() {
  const isDownloaded = Boolean(await readNote("last_sync"));
  return { counts: await countRows(), isComplete: isDownloaded && (await hasNumbers()) };
}

/**
 * @param {string} text
 * @param {"good" | "warn"} look
 */
const tag = (text, look) => html`<span class="tag tag-${look}">${text}</span>`;

customElements.define("getting-ready", GettingReady);
