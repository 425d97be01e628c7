/** <this-phone>: what this phone holds, how long it may be used offline, and what to do when it is lost. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import "./alert-switch.js";
import { showWhen } from "./clock.js";
import { APP_VERSION, isPersisted, room } from "./device.js";
import "./display-choices.js";
import { icon } from "./icon.js";
import { Live } from "./live.js";
import { lockNow } from "./lock.js";
import { showPhone, telLink } from "./phone.js";
import { somebody, token } from "./session.js";
import { listen } from "./signals.js";
import { currentStatus } from "./status.js";
import { t } from "./texts.js";
import { syncNow } from "./triggers.js";
import { allowedModes } from "./vault-mode.js";
import { countFilesToSend, countRows, countUnsent, readNote } from "./vault.js";
import { hotline } from "./words.js";

const DAY_MS = 86_400_000;
const MEGABYTE = 1_000_000;
const GIGABYTE = 1e9;

/** @typedef {Awaited<ReturnType<typeof lookAround>>} About */

async function lookAround() {
  const [unsent, files, counts] = [await countUnsent(), await countFilesToSend(), await countRows()];
  const [lease, mode, lastSync] = [await readNote("lease_until"), (await readNote("vault"))?.wraps[0].mode, await readNote("last_sync")];
  const isAllowed = !mode || (await allowedModes()).includes(mode);
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const days = lease ? Math.max(0, Math.floor((Date.parse(lease) - Date.now()) / DAY_MS)) : null;
  return { unsent, files, rows, days, mode, isAllowed, lastSync };
}

export class ThisPhone extends LitElement {
  static properties = { space: { state: true }, kept: { state: true }, notice: { state: true } };

  /** @type {(() => void) | null} */
  #stop = null;

  constructor() {
    super();
    /** @type {{used: number, free: number} | null} */
    this.space = null;
    this.kept = false;
    this.notice = "";
    /** @type {Live<About | null>} */
    this.about = new Live(this, lookAround, null);
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = listen("sync", () => this.requestUpdate());
    void room().then((space) => (this.space = space));
    void isPersisted().then((kept) => (this.kept = kept));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
  }

  render() {
    const about = this.about.value;
    if (!about) return nothing;
    return html`${this.notice ? html`<div class="banner banner-warn" role="status">${icon("info")}<p>${this.notice}</p></div>` : nothing}
      <dl class="summary-list">${this.#facts(about).map(([name, value]) => html`<div><dt>${t(name)}</dt><dd>${value}</dd></div>`)}</dl>
      <div class="button-row">
        <button class="button" type="button" @click=${() => void syncNow()}>${t("Gửi và tải về ngay")}</button>
      </div>
      <h2>${t("Khoá màn hình")}</h2>
      ${about.isAllowed ? nothing : html`<p class="field-error">${t("Phường không còn cho phép cách khoá này. Hãy đổi mã PIN để máy chuyển sang cách mới.")}</p>`}
      <div class="button-row">
        <a class="button button-quiet" href="#/set-pin">${t("Đổi mã PIN")}</a>
        <button class="button" type="button" @click=${() => void lockNow()}>${t("Khoá ngay")}</button>
      </div>
      <ul class="task-list">
        <li class="task"><alert-switch></alert-switch></li>
      </ul>
      <h2>${t("Cỡ chữ, sáng tối, ngôn ngữ")}</h2>
      <display-choices></display-choices>
      ${this.#lost()}
      <h2>${t("Thôi dùng máy này")}</h2>
      <button class="button button-stop" type="button" @click=${() => void this.#leave(about)}>${t("Đăng xuất khỏi máy này")}</button>`;
  }

  /**
   * @param {About} about
   * @returns {[string, unknown][]}
   */
  #facts(about) {
    const { lastSync } = currentStatus();
    const synced = lastSync || about.lastSync;
    return [
      ["Người dùng", somebody()?.name],
      ["Chờ gửi", t("{n} việc, {files} ảnh", { n: about.unsent, files: about.files })],
      ["Dữ liệu tới", synced ? showWhen(synced) : t("chưa tải về")],
      ["Đang giữ trên máy", t("{n} mục", { n: about.rows })],
      ["Dùng khi mất mạng được", about.days === null ? "–" : t("{n} ngày nữa", { n: about.days })],
      ["Bộ nhớ", this.space ? t("đã dùng {used}, còn {free}", sizes(this.space)) : t("máy không cho biết")],
      ["Giữ lâu dài", this.kept ? t("có") : t("chưa: hãy cài ứng dụng lên màn hình chính")],
      ["Mã hoá dữ liệu trên máy", modeWords(about.mode)],
      ["Phiên bản", APP_VERSION],
    ];
  }

  #lost() {
    return html`<h2>${t("Khi mất máy")}</h2>
      <p>${t("Gọi ngay cho trung tâm để thu hồi máy. Việc đã gửi vẫn còn đủ; việc chưa gửi nằm trên máy.")}</p>
      ${hotline() ? html`<p><a class="hotline" href=${telLink(hotline())}>${icon("phone")} ${t("Gọi")} ${showPhone(hotline())}</a></p>` : nothing}`;
  }

  /** With unsent work the phone is locked instead: nothing is erased before it was delivered. @param {About} about */
  async #leave({ unsent, files }) {
    const who = somebody();
    if (unsent + files > 0) {
      this.notice = t("Còn {n} việc và {files} ảnh chưa gửi. Máy được khoá thay vì xoá; hãy gửi hết rồi đăng xuất.", { n: unsent, files });
      await lockNow();
    } else if (who && confirm(t("Xoá dữ liệu của {name} khỏi máy này?", { name: who.name }))) {
      const { erase } = await import("./sealed-delivery.js");
      await erase(who.id, await token("send"));
    }
  }
}

/** What protects the store, and from whom. @param {import("./types.js").VaultMode | undefined} mode */
function modeWords(mode) {
  if (mode === "H") return t("bằng mã PIN và khoá của chính máy này");
  if (mode === "S") return t("bằng mã PIN và một nửa khoá giữ ở trung tâm; mở khoá cần mạng");
  return t("bằng mã PIN: ngăn người tò mò, không ngăn được người có máy dò mã");
}

/** @param {{used: number, free: number}} space */
function sizes({ used, free }) {
  return { used: size(used), free: size(free) };
}

/** @param {number} bytes */
const size = (bytes) => (bytes < GIGABYTE ? `${Math.ceil(bytes / MEGABYTE)} MB` : `${Math.floor(bytes / GIGABYTE)} GB`);

customElements.define("this-phone", ThisPhone);
