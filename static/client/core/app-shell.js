/**
 * <app-shell>: the frame of every screen: title and sync chip, the view, the tabs. It decides what may be shown:
 * the sign-in, the first preparation, the lock, or the route behind the hash.
 */
import { LitElement, html, keyed, nothing } from "../../vendor/lit.js";
import { featuresOf, homeOf, tabsOf } from "./app.js";
import { icon } from "./icon.js";
import { isLocked } from "./lock.js";
import { practiceMark } from "./practice-mark.js";
import { currentPath, goInstead } from "./router.js";
import { screenFor } from "./screen-for.js";
import { somebody } from "./session.js";
import { listen } from "./signals.js";
import { stageOf } from "./stage.js";
import { currentStatus } from "./status.js";
import { t } from "./texts.js";
import { isUpdateReady, update } from "./updates.js";
import { metaText } from "./device.js";

/** @typedef {import("./stage.js").Stage} Stage */

export class AppShell extends LitElement {
  static properties = { stage: { state: true }, path: { state: true }, title_: { state: true }, notice: { state: true } };

  /** Modules of views that have been loaded. @type {Set<unknown>} */
  #loaded = new Set();
  /** @type {(() => void)[]} */
  #stops = [];

  constructor() {
    super();
    /** @type {Stage | "starting"} */
    this.stage = "starting";
    this.path = currentPath();
    /** What is drawn: behind the lock the screen stays as it was, none before the first unlocking. */
    this.shown = "";
    this.whose = "";
    this.title_ = "";
    this.notice = "";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    // What the server put here was for the time before this module ran.
    this.replaceChildren();
    super.connectedCallback();
    this.#stops = [listen("session", () => void this.#decide()), listen("sync", () => void this.#decide())];
    addEventListener("hashchange", this.#moved);
    addEventListener("page-title", this.#named);
    addEventListener("display", this.#redrawn);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const stop of this.#stops) stop();
    removeEventListener("hashchange", this.#moved);
    removeEventListener("page-title", this.#named);
    removeEventListener("display", this.#redrawn);
  }

  /** First called when the person's store is open: until then nothing is known, and nothing shown. */
  async #decide() {
    const who = somebody();
    this.#meet(who?.id ?? "");
    if (who) await featuresOf(who.role).catch((fault) => this.#cannotLoad(fault));
    this.stage = await stageOf(currentStatus());
    if (this.stage === "open" && !isLocked() && this.path === "/" && who) goInstead(homeOf(who.role));
    this.requestUpdate();
  }

  /**
   * Another person begins at their own start; nothing of the one before stays, not even behind the lock.
   * @param {string} id
   */
  #meet(id) {
    if (this.whose === id) return;
    const isAnother = this.whose !== "" && id !== "";
    this.whose = id;
    this.shown = this.title_ = this.notice = "";
    if (isAnother) goInstead("/");
  }

  #moved = () => {
    this.path = currentPath();
    this.title_ = "";
    this.notice = "";
    scrollTo(0, 0);
    const from = document.activeElement;
    void this.#decide().then(() => this.updateComplete).then(() => this.#focusTitle(from));
  };

  /** @param {Event} event */
  #named = (event) => {
    this.title_ = /** @type {CustomEvent<string>} */ (event).detail;
  };

  #redrawn = () => this.requestUpdate();

  /** Whoever was quicker and types in the new screen already keeps the focus, and the words. @param {Element | null} from */
  #focusTitle(from) {
    const now = document.activeElement;
    if (now !== from && this.querySelector("main")?.contains(now)) return;
    /** @type {HTMLElement | null} */ (this.querySelector("h1"))?.focus({ preventScroll: true });
  }

  render() {
    if (this.stage === "starting") return nothing;
    if (!isLocked()) this.shown = this.path;
    const screen = screenFor(this.stage, this.shown);
    const title = this.#title(screen);
    // The browser writes titles into its history, where no PIN protects them: the route's own, never a person's name.
    document.title = `${isLocked() ? title : screen.title} – ${metaText("site-name")}`;
    const hasBars = this.stage === "open" && !screen.bare;
    return html`<div class="app-frame">
      <a class="skip-link" href="#main" @click=${this.#skip}>${t("Đến nội dung chính")}</a>
      ${practiceMark()}
      <header class="top-bar">
        <h1 tabindex="-1">${title}</h1>
        ${hasBars ? html`<div class="top-bar-end"><sync-chip></sync-chip></div>` : nothing}
      </header>
      ${this.#main(screen)} ${hasBars && !isLocked() ? this.#tabs() : nothing}
    </div>`;
  }

  /**
   * What a view has named, often a person, is for whoever has unlocked the phone.
   * @param {import("./screen-for.js").Screen} screen
   */
  #title(screen) {
    if (isLocked()) return t("Màn hình đã khoá");
    return (this.stage === "open" && this.title_) || screen.title;
  }

  /**
   * Behind the lock the view stays as it is, unseen. Another path is another view, even on the same route: one
   * person's screen never keeps another's rows.
   * @param {import("./screen-for.js").Screen} screen
   */
  #main(screen) {
    return html`<main id="main" class="app-main" tabindex="-1">
      ${isLocked() ? html`<lock-screen></lock-screen>` : nothing}
      <div ?hidden=${isLocked()}>
        ${screen.bare ? nothing : this.#above(screen.back)} ${this.shown && this.#ready(screen) ? keyed(this.shown, screen.view()) : nothing}
      </div>
    </main>`;
  }

  /**
   * Whether the view's module is there; if not, it is fetched and the screen drawn again.
   * @param {{load?: () => Promise<unknown>}} screen
   */
  #ready(screen) {
    if (!screen.load || this.#loaded.has(screen.load)) return true;
    void screen.load().then(
      () => {
        this.#loaded.add(screen.load);
        this.requestUpdate();
      },
      (fault) => this.#cannotLoad(fault),
    );
    return false;
  }

  /** @param {unknown} fault */
  #cannotLoad(fault) {
    console.error("a screen could not be loaded", fault);
    this.notice = t("Không mở được màn hình này. Hãy kết nối mạng rồi mở lại ứng dụng.");
  }

  /** @param {string | undefined} back */
  #above(back) {
    return html`<save-trouble></save-trouble>${back ? html`<a class="back-link" href="#${back}">${t("Quay lại")}</a>` : nothing}
      ${this.notice ? html`<div class="banner banner-warn" role="status">${icon("warn")}<p>${this.notice}</p></div>` : nothing}
      ${this.#needsUpdate()} ${isUpdateReady() ? this.#updateBanner() : nothing}`;
  }

  /** The server gives this app nothing more to read, and still takes all it has. */
  #needsUpdate() {
    if (currentStatus().trouble !== "update") return nothing;
    return html`<div class="banner banner-warn" role="status">
      ${icon("warn")}
      <p>${t("Cần cập nhật ứng dụng để tải dữ liệu mới; việc đã lưu vẫn được gửi.")}</p>
    </div>`;
  }

  #updateBanner() {
    return html`<div class="banner banner-info">
      ${icon("info")}
      <p><button class="button button-quiet" type="button" @click=${this.#update}>${t("Có bản mới — Cập nhật")}</button></p>
    </div>`;
  }

  #tabs() {
    const role = somebody()?.role;
    if (!role) return nothing;
    return html`<nav class="bottom-nav" aria-label=${t("Mục của ứng dụng")}>
      <ul>
        ${tabsOf(role).map(
          (tab) => html`<li>
            <a href="#${tab.path}" aria-current=${this.path.startsWith(tab.path) ? "page" : nothing}>
              ${tab.icon ? icon(tab.icon) : nothing}${t(tab.label)}
            </a>
          </li>`,
        )}
      </ul>
    </nav>`;
  }

  #update = async () => {
    if (!(await update())) this.notice = t("Còn phần chưa lưu trên màn hình. Hãy lưu xong rồi cập nhật.");
  };

  /** The hash belongs to the router: a skip link moves the focus itself. @param {Event} event */
  #skip = (event) => {
    event.preventDefault();
    this.querySelector("main")?.focus();
  };
}

customElements.define("app-shell", AppShell);
