/** <photo-thumb sha256=… alt=…>: a picture from this phone's store, or the server's small copy of it. */
import { LitElement, html } from "../../vendor/lit.js";
import { askBytes } from "./api.js";
import { token } from "./session.js";
import { t } from "./texts.js";
import { fileBytes, findFile } from "./vault.js";

export class PhotoThumb extends LitElement {
  static properties = { sha256: {}, alt: {}, address: { state: true }, missing: { state: true } };

  constructor() {
    super();
    this.sha256 = "";
    this.alt = "";
    this.address = "";
    this.missing = false;
  }

  createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    URL.revokeObjectURL(this.address);
    this.address = "";
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("sha256") && this.sha256) void this.#load();
  }

  render() {
    if (this.address) return html`<img src=${this.address} alt=${this.alt} />`;
    return html`<span class="muted">${this.missing ? t("Ảnh đã gửi; cần mạng để xem lại.") : ""}</span>`;
  }

  async #load() {
    const { sha256 } = this;
    const blob = (await stored(sha256).catch(() => null)) ?? (await fromServer(sha256));
    if (this.sha256 !== sha256) return; // another picture stands here by now
    this.missing = blob === null;
    URL.revokeObjectURL(this.address);
    this.address = blob ? URL.createObjectURL(blob) : "";
  }
}

/** @param {string} sha256 */
async function stored(sha256) {
  const file = await findFile(sha256);
  const bytes = file?.thumb ?? (await fileBytes(sha256));
  return bytes ? new Blob([bytes], { type: file?.type ?? "image/jpeg" }) : null;
}

/** @param {string} sha256 */
async function fromServer(sha256) {
  try {
    return await askBytes(`/api/files/${sha256}?variant=thumb`, await token("read"));
  } catch {
    return null;
  }
}

customElements.define("photo-thumb", PhotoThumb);
