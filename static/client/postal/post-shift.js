/** <post-shift>: the postal worker's shift: what to take over, what is in hand, what goes back. */
import { LitElement, html, nothing, repeat } from "../../vendor/lit.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { t } from "../core/texts.js";
import { itemCard, itemLine } from "./item-card.js";
import { shift } from "./queries.js";

/** @typedef {import("./queries.js").Shift} Shift */

export class PostShift extends LitElement {
  constructor() {
    super();
    /** @type {Live<Shift | null>} */
    this.shift = new Live(this, () => shift(), null);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { value } = this.shift;
    if (!value) return nothing;
    return html`${counts(value)} ${value.toSign.length > 0 ? toSign(value) : nothing} ${this.#inHand(value)}
      ${value.toReturn.length > 0
        ? html`<h2>${t("Cần trả về trung tâm")}</h2><ul class="task-list">${value.toReturn.map(itemLine)}</ul>
            <p><a class="button" href="#/returns">${icon("box")} ${t("Trả {n} phong bì", { n: value.toReturn.length })}</a></p>`
        : nothing}
      <p><a class="button button-quiet" href="#/journal">${icon("clock")} ${t("Nhật ký")}</a></p>`;
  }

  /** @param {Shift} value */
  #inHand({ inHand }) {
    if (inHand.length === 0) return html`<div class="empty">${icon("box")}<p class="empty-title">${t("Không giữ bưu gửi nào")}</p></div>`;
    return html`<h2>${t("Cần giao")}</h2>
      <ul class="plain-list stack">
        ${repeat(inHand, ({ id }) => id, itemCard)}
      </ul>`;
  }
}

/** @param {Shift} value */
const counts = ({ toSign: lists, inHand, toReturn, delivered, returned }) =>
  html`<dl class="counts">
    ${count(t("Cần ký nhận"), lists.reduce((sum, { item_ids }) => sum + item_ids.length, 0))}
    ${count(t("Đang giữ"), inHand.length + toReturn.length)} ${count(t("Đã giao hôm nay"), delivered)}
    ${count(t("Đã trả về hôm nay"), returned)}
  </dl>`;

/** @param {string} label @param {number} n */
const count = (label, n) => html`<div><dt>${label}</dt><dd>${n}</dd></div>`;

/** @param {Shift} value */
const toSign = ({ toSign: lists }) =>
  html`<h2>${t("Bảng kê cần ký nhận")}</h2>
    <ul class="task-list">
      ${lists.map(
        ({ id, number, item_ids }) => html`<li>
          <a class="task" href="#/manifests/${id}"><span>${number}</span><span class="task-state">${t("{n} bưu gửi", { n: item_ids.length })}</span></a>
        </li>`,
      )}
    </ul>`;

customElements.define("post-shift", PostShift);
