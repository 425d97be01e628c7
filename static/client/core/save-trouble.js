/**
 * <save-trouble>: what the phone could not write down, on every screen and at once: that it is not saved, that
 * everything before is, what to do now, and whom to call. Also what a lost store got back from its journal.
 */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { isFull } from "./device.js";
import { icon } from "./icon.js";
import { showPhone, telLink } from "./phone.js";
import { listen } from "./signals.js";
import { currentStatus } from "./status.js";
import { t } from "./texts.js";
import { saveFault } from "./unsaved.js";
import { hotline } from "./words.js";

export class SaveTrouble extends LitElement {
  /** @type {(() => void) | null} */
  #stop = null;
  #isTold = false;

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    const stops = [listen("unsaved", () => this.requestUpdate()), listen("sync", () => this.requestUpdate())];
    this.#stop = () => stops.forEach((stop) => stop());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
  }

  /** The button that saves stands at the bottom of the screen: whoever pressed it must see this. */
  updated() {
    const isTrouble = saveFault() !== undefined;
    if (isTrouble && !this.#isTold) this.scrollIntoView({ block: "center" });
    this.#isTold = isTrouble;
  }

  render() {
    const fault = saveFault();
    const { broughtBack } = currentStatus();
    return html`<div role="alert">${fault ? trouble(fault) : nothing}</div>
      <div role="status">${broughtBack ? back(broughtBack) : nothing}</div>`;
  }
}

/** @param {unknown} fault */
function trouble(fault) {
  const next = isFull(fault)
    ? t("Bộ nhớ máy đã đầy. Hãy xoá bớt ảnh, phim của máy hoặc kết nối mạng để gửi bớt, rồi lưu lại.")
    : t("Hãy lưu lại. Nếu vẫn không được, hãy ghi ra giấy, đóng ứng dụng rồi mở lại.");
  return html`<div class="banner banner-bad">
    ${icon("warn")}
    <div>
      <p class="banner-title">${t("CHƯA lưu được phần vừa nhập")}</p>
      <p>${next} ${t("Những gì đã báo “Đã lưu” vẫn còn nguyên trên máy.")}</p>
      ${hotline() ? html`<p><a class="hotline" href=${telLink(hotline())}>${icon("phone")} ${t("Gọi")} ${showPhone(hotline())}</a></p>` : nothing}
    </div>
  </div>`;
}

/** @param {number} n */
const back = (n) => html`<div class="banner banner-warn">
  ${icon("info")}
  <p>${t("Máy đã mất {n} việc chưa gửi và vừa gửi bù từ bản dự phòng. Ảnh của các việc ấy có thể không còn: hãy mở lại từng việc để kiểm tra.", { n })}</p>
</div>`;

customElements.define("save-trouble", SaveTrouble);
