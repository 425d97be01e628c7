/**
 * <sign-in>: makes this phone somebody's phone: by who is signed in on this browser, or by a one-time code.
 * Also the way back after a lost token or a cloned store: unsent work stays and is sent under the new enrolment.
 */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { NetworkTrouble, Refused } from "./api.js";
import { whatWasEmptied } from "./emptied.js";
import { enrolFromSession, enrolWithCode, webSession } from "./enrol.js";
import { icon } from "./icon.js";
import { signInInstead } from "./lock.js";
import { showPhone, telLink } from "./phone.js";
import { currentQuery } from "./router.js";
import { isSigningIn, somebody } from "./session.js";
import { listen, tell } from "./signals.js";
import { pick, t } from "./texts.js";
import { hotline } from "./words.js";

const IN_APP_BROWSER = /Zalo|FBAN|FBAV|Instagram|; wv\)/;

/** @typedef {{id: string, name: string, csrf: string}} WebSession */

export class SignIn extends LitElement {
  static properties = { session: { state: true }, problem: { state: true }, busy: { state: true }, scanning: { state: true }, told: { state: true } };

  /** @type {(() => void) | null} */
  #unlisten = null;

  constructor() {
    super();
    /** @type {WebSession | null} */
    this.session = null;
    this.problem = "";
    this.busy = false;
    this.scanning = false;
    this.told = "";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    // What is left of a cleared store is known only after the screen was emptied.
    this.#unlisten = listen("session", () => this.requestUpdate());
    void webSession().then((session) => (this.session = session), () => undefined);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#unlisten?.();
  }

  render() {
    if (IN_APP_BROWSER.test(navigator.userAgent)) return otherBrowser();
    return html`${this.#emptied()}${this.problem ? html`<div class="banner banner-bad" role="alert">${icon("warn")}<p>${this.problem}</p></div>` : nothing}
      <p class="lead">${t("Đăng ký một lần, khi có mạng. Sau đó ứng dụng dùng được cả khi mất mạng.")}</p>
      ${this.session ? this.#fromSession(this.session) : this.#toSignIn()} ${this.#withCode()}
      <div class="banner banner-info">
        ${icon("shield")}
        <div>
          <p class="banner-title">${t("Dữ liệu trên máy được mã hoá bằng mã PIN của anh/chị")}</p>
          <p>${t("Bước sau sẽ đặt mã PIN. Hãy đặt cả khoá màn hình của điện thoại, và báo ngay khi mất máy.")}</p>
        </div>
      </div>
      ${isSigningIn() ? html`<button class="button button-quiet" type="button" @click=${() => signInInstead(false)}>${t("Quay lại màn hình khoá")}</button>` : nothing}`;
  }

  /** The store was cleared: what is left, what is not, and whom to call. */
  #emptied() {
    const found = whatWasEmptied();
    if (!found) return nothing;
    return html`<div class="banner banner-bad" role="alert">
      ${icon("warn")}
      <div>
        <p class="banner-title">${t("Dữ liệu của ứng dụng trên máy này đã bị xoá")}</p>
        ${emptiedWords(found).map((line) => html`<p>${line}</p>`)}
        ${found.hasJournal ? html`<button class="button" type="button" @click=${this.#rescue}>${t("Xuất gói dự phòng")}</button>` : nothing}
        ${hotline() ? html`<p><a class="hotline" href=${telLink(hotline())}>${icon("phone")} ${t("Gọi")} ${showPhone(hotline())}</a></p>` : nothing}
        ${this.told ? html`<p role="status">${this.told}</p>` : nothing}
      </div>
    </div>`;
  }

  #rescue = async () => {
    const { exportRescue } = await import("./rescue.js");
    this.told = await exportRescue();
  };

  /** @param {WebSession} session */
  #fromSession({ name }) {
    return html`<div class="card">
      <p>${t("Trình duyệt này đang đăng nhập với tên")} <strong>${name}</strong>.</p>
      <button class="button button-primary" type="button" ?disabled=${this.busy} @click=${this.#enrolSession}>
        ${t("Dùng máy này")}
      </button>
      <p><a class="back-link" href="/sign-in?next=/app/">${t("Đăng nhập tên khác")}</a></p>
    </div>`;
  }

  #toSignIn() {
    return html`<p><a class="button button-primary" href="/sign-in?next=/app/">${icon("key")} ${t("Đăng nhập bằng mật khẩu")}</a></p>`;
  }

  #withCode() {
    return html`<form class="card" novalidate @submit=${this.#enrolCode}>
      <div class="field">
        <label for="enrol-code">${t("Hoặc nhập mã một lần")}</label>
        <p class="hint" id="enrol-hint">${t("10 chữ số do quản trị viên cấp, dùng trong 10 phút.")}</p>
        <input class="input width-medium" id="enrol-code" inputmode="numeric" autocomplete="one-time-code" aria-describedby="enrol-hint" value=${currentQuery().get("code") ?? ""} />
      </div>
      ${this.scanning ? html`<qr-scanner @scan=${this.#scanned} @leave=${this.#left}></qr-scanner>` : nothing}
      <div class="button-row">
        <button class="button" type="submit" ?disabled=${this.busy}>${t("Đăng ký máy này")}</button>
        <button class="button button-quiet" type="button" @click=${this.#scan}>${icon("scan")} ${t("Quét mã")}</button>
      </div>
    </form>`;
  }

  #scan = async () => {
    await import("./qr-scanner.js");
    this.scanning = !this.scanning;
  };

  /** @param {CustomEvent<{text: string}>} event */
  #scanned = (event) => {
    this.scanning = false;
    void this.#enrol(() => enrolWithCode(event.detail.text));
  };

  /** @param {CustomEvent<string>} event */
  #left = ({ detail }) => {
    if (!this.scanning) return;
    this.scanning = false;
    this.problem = detail;
  };

  #enrolSession = () => {
    const { session } = this;
    if (session) void this.#enrol(() => enrolFromSession(session));
  };

  /** @param {Event} event */
  #enrolCode = (event) => {
    event.preventDefault();
    const code = /** @type {HTMLInputElement} */ (this.querySelector("#enrol-code")).value.trim();
    if (code) void this.#enrol(() => enrolWithCode(code));
    else this.problem = t("Hãy nhập mã gồm 10 chữ số.");
  };

  /** @param {() => Promise<unknown>} enrol */
  async #enrol(enrol) {
    this.busy = true;
    try {
      const before = somebody()?.id;
      await enrol();
      this.dispatchEvent(new CustomEvent("enrolled", { bubbles: true, detail: { isNew: before !== somebody()?.id } }));
      tell("session");
    } catch (fault) {
      this.problem = problemWords(fault);
    } finally {
      this.busy = false;
    }
  }
}

/** @param {import("./emptied.js").Emptied} found */
function emptiedWords({ unsent, hasJournal }) {
  const sent = t("Việc đã gửi vẫn còn đủ ở trung tâm; đăng ký lại máy thì sẽ tải về.");
  if (hasJournal) return [sent, t("Việc chưa gửi còn bản dự phòng trên máy, sẽ được gửi ngay sau khi đăng ký lại. Ảnh chưa gửi thì không còn.")];
  if (unsent === 0) return [sent, t("Không có việc nào chưa gửi bị mất.")];
  return [sent, t("{n} việc chưa gửi không còn trên máy này. Hãy báo trung tâm và ghi lại các việc đó.", { n: unsent ?? 0 })];
}

/** @param {unknown} fault */
function problemWords(fault) {
  if (fault instanceof Refused) return pick(fault.words) || t("Mã không đúng hoặc đã hết hạn.");
  if (fault instanceof NetworkTrouble) return t("Chưa kết nối được với trung tâm. Hãy thử lại khi có mạng.");
  console.error("enrolment failed", fault);
  return t("Không ghi được vào bộ nhớ của máy. Hãy kiểm tra dung lượng và chế độ ẩn danh.");
}

function otherBrowser() {
  return html`<div class="banner banner-warn">
    ${icon("warn")}
    <div>
      <p class="banner-title">${t("Hãy mở bằng trình duyệt của máy")}</p>
      <p>${t("Trình duyệt bên trong Zalo hoặc Facebook không giữ được dữ liệu khi mất mạng. Bấm ⋮ rồi chọn “Mở bằng trình duyệt”.")}</p>
    </div>
  </div>`;
}

customElements.define("sign-in", SignIn);
