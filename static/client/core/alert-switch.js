/** <alert-switch>: whether this phone is woken by the centre; says what would be sent before the browser asks. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { alertState, turnOff, turnOn } from "./alerts.js";
import { Refused, ask } from "./api.js";
import { once } from "./once.js";
import { token } from "./session.js";
import { currentLanguage, t } from "./texts.js";

/** @typedef {import("./alerts.js").AlertState | "asking" | "busy" | "closed" | "offline"} Shown */

/** @type {Record<Exclude<Shown, "off">, string>} */
const SAID = {
  asking: "đang hỏi…",
  busy: "Đang làm…",
  on: "Đang bật",
  denied: "Máy đang chặn. Mở cài đặt của trình duyệt, cho phép thông báo, rồi mở lại màn này.",
  unsupported: "Trình duyệt này không nhận được thông báo. Lịch vẫn về khi mở ứng dụng.",
  install: "Hãy cài ứng dụng lên màn hình chính trước, rồi bật ở đó.",
  failed: "Chưa bật được. Hãy bấm lại khi có mạng.",
  stuck: "Chưa tắt được. Hãy bấm lại.",
  closed: "Máy chủ chưa bật thông báo đẩy.",
  offline: "chưa có mạng",
};

export class AlertSwitch extends LitElement {
  static properties = { state: { state: true } };

  constructor() {
    super();
    /** @type {Shown} */
    this.state = "asking";
    this.key = "";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    void this.look();
  }

  /** This phone first: what is on can be stopped where no network is. */
  async look() {
    try {
      const here = await alertState(this.#alerts());
      if (here !== "off") this.state = here;
      await this.#askKey();
      if (this.state === "busy") return;
      this.state = await alertState(this.#alerts());
    } catch (fault) {
      if (this.state === "asking") this.state = fault instanceof Refused ? "closed" : "offline";
    }
  }

  async #askKey() {
    this.key ||= (await ask("GET", "/api/push/key")).key;
  }

  #alerts() {
    return {
      key: this.key,
      find: () => navigator.serviceWorker.getRegistration(),
      make: () => navigator.serviceWorker.ready,
      tell: async (/** @type {"on" | "off"} */ wanted, /** @type {PushSubscriptionJSON} */ browser) => {
        const method = wanted === "on" ? "POST" : "DELETE";
        const json = { ...browser, language: currentLanguage() };
        return Boolean(await ask(method, "/api/push/subscriptions", { token: await token("read"), json }));
      },
    };
  }

  render() {
    const { state } = this;
    return html`<div>
        ${t("Thông báo")}<br /><small class="muted">${t("Chỉ báo khi lịch thăm có thêm lượt hoặc thay đổi; không ghi tên ai.")}</small>
        <p role="status">${state === "off" ? nothing : t(SAID[state])}</p>
      </div>
      ${state === "off" || state === "failed" ? button(t("Bật thông báo"), this.turnOn) : nothing}
      ${state === "on" || state === "stuck" ? button(t("Tắt thông báo"), this.turnOff) : nothing}`;
  }

  turnOn = once(async () => {
    this.state = "busy";
    try {
      // Known as a rule: some browsers ask the person only straight after the tap.
      if (!this.key) await this.#askKey();
      this.state = await turnOn(this.#alerts());
    } catch (fault) {
      console.warn("the server's key could not be read", fault);
      this.state = "failed";
    }
  });

  turnOff = once(async () => {
    this.state = "busy";
    this.state = await turnOff(this.#alerts());
  });
}

/** @param {string} label @param {() => unknown} act */
const button = (label, act) => html`<button class="button button-quiet" type="button" @click=${act}>${label}</button>`;

customElements.define("alert-switch", AlertSwitch);
