/** <item-page>: one envelope: to whom, its slip number, every try; from here it is given, tried or taken back. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, textField } from "../citizens/fields.js";
import { showDay, showWhen } from "../core/clock.js";
import { Draft } from "../core/drafts.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import "../core/photo-thumb.js";
import { showPhone, telLink } from "../core/phone.js";
import { t } from "../core/texts.js";
import { nameScreen } from "../core/title.js";
import { saved } from "../core/words.js";
import { isPrintable, tidyCode, warningsOf } from "./codes.js";
import { pickUp } from "./commands.js";
import { correctionList } from "./correction-list.js";
import { isReportedBy } from "./corrections.js";
import { itemTag } from "./item-card.js";
import { reportsOn, wholeItem } from "./queries.js";
import { failWords, papersWords, warningWords } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").Command} Command */
/** @typedef {{item: Row, manifest: Row | undefined, reports: Command[]}} Known */

/** @param {string} id @returns {Promise<Known | null>} */
async function known(id) {
  const whole = await wholeItem(id);
  return whole && { ...whole, reports: await reportsOn(id) };
}

const OUT = ["with-post", "failed", "returning"];

export class ItemPage extends LitElement {
  static properties = { itemId: {}, notice: { state: true }, fault: { state: true } };

  constructor() {
    super();
    this.itemId = "";
    this.notice = "";
    this.fault = "";
    /** @type {Live<Known | null>} */
    this.known = new Live(this, () => known(this.itemId), null);
    this.draft = new Draft(this, () => `item-code/${this.itemId}`, { code: "" });
  }

  createRenderRoot() {
    return this;
  }

  updated() {
    if (this.known.value) nameScreen(this, this.known.value.item.to.name);
  }

  render() {
    const { value, ready } = this.known;
    if (!ready) return nothing;
    if (!value) return banner("warn", t("Bưu gửi này không còn trên máy."));
    const { item, manifest, reports } = value;
    return html`<p>${itemTag(item)}</p>
      ${this.notice ? banner("good", this.notice) : nothing}
      ${envelope(item, manifest)}
      ${warningsOf(item.code).map((code) => banner("warn", warningWords(code)))}
      ${!item.code && OUT.includes(item.state) ? this.#codeForm() : nothing} ${attempts(item, reports)} ${ending(item, reports)}
      ${correctionList(item)}
      ${reports.length > 0 ? html`<p><a href="#/items/${item.id}/correct">${t("Ghi sai? Đính chính")}</a></p>` : nothing} ${actions(item)}`;
  }

  #codeForm() {
    return html`<form novalidate @input=${this.draft.input} @submit=${this.#saveCode}>
      ${textField({ name: "code", label: t("Gắn số phiếu gửi"), value: this.draft.values.code, optional: true, fault: this.fault })}
      ${warningsOf(this.draft.values.code).map((code) => banner("warn", warningWords(code)))}
      <button class="button button-quiet">${t("Lưu số phiếu")}</button>
    </form>`;
  }

  #saveCode = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { code } = this.draft.values;
    this.fault = isPrintable(code) ? "" : t("Đây không phải số phiếu gửi.");
    if (this.fault) return;
    await pickUp(this.itemId, tidyCode(code));
    this.draft.reset();
    this.notice = saved();
  });
}

/** @param {Row} item @param {Row | undefined} manifest */
const envelope = ({ to, papers, code }, manifest) =>
  html`<dl class="summary-list">
    <div><dt>${t("Địa chỉ")}</dt><dd>${to.address}</dd></div>
    ${to.phone ? html`<div><dt>${t("Điện thoại")}</dt><dd><a class="phone-link" href=${telLink(to.phone)}>${showPhone(to.phone)}</a></dd></div>` : nothing}
    <div><dt>${t("Trong phong bì")}</dt><dd>${papersWords(papers)}</dd></div>
    ${code ? html`<div><dt>${t("Số phiếu gửi")}</dt><dd>${code}</dd></div>` : nothing}
    ${manifest ? html`<div><dt>${t("Bảng kê")}</dt><dd><a class="phone-link" href="#/manifests/${manifest.id}">${manifest.number}</a></dd></div>` : nothing}
  </dl>`;

/** @param {Row} item @param {Command | undefined} report of this phone: others put right what they reported */
const correctLink = (item, report) =>
  report ? html` <a class="button button-quiet" href="#/items/${item.id}/correct/${report.id}">${t("Sửa")}</a>` : nothing;

/** @param {Row} item @param {Command[]} reports */
function attempts(item, reports) {
  if (item.attempts.length === 0) return nothing;
  return html`<h2>${t("Những lần phát")}</h2>
    <ol>
      ${item.attempts.map(
        (/** @type {any} */ { id, at, reason, slip_no, next_not_before }) => html`<li>
          ${showWhen(at)}: ${failWords(reason)}${slip_no ? t(", giấy mời {slip}", { slip: slip_no }) : ""}
          ${next_not_before ? html`<br /><small>${t("Phát lại từ {day}", { day: showDay(next_not_before) })}</small>` : nothing}
          ${correctLink(item, reports.find(({ args }) => args.attempt_id === id))}
        </li>`,
      )}
    </ol>`;
}

/** @param {Row} item @param {Command[]} reports */
function ending(item, reports) {
  const { delivered, returned_at } = item;
  if (returned_at) return banner("info", t("Đã trả về trung tâm lúc {time}", { time: showWhen(returned_at) }));
  if (!delivered) return nothing;
  const { to_name, relation, identity_last4, at, signature_file, giver_file } = delivered;
  const who = [to_name, relation, identity_last4 && t("giấy tờ …{last4}", { last4: identity_last4 })].filter(Boolean).join(", ");
  return html`${banner("good", t("{who} đã nhận lúc {time}", { who, time: showWhen(at) }))}
  ${[...new Set([signature_file, giver_file])].filter(Boolean).map((file) => html`<photo-thumb class="signature-shown" sha256=${file} alt=${t("Chữ ký hai bên")}></photo-thumb>`)}
  ${correctLink(item, deliveryReport(item, reports))}`;
}

/** @param {Row} item @param {Command[]} reports */
const deliveryReport = ({ delivered }, reports) =>
  reports.find(({ type, id }) => type === "postal.deliver" && isReportedBy(delivered, id));

/** @param {Row} item */
function actions({ id, state }) {
  if (!OUT.includes(state)) return nothing;
  return html`<p><a class="button button-quiet" href="#/items/${id}/return">${icon("box")} ${t("Trả về trung tâm")}</a></p>
    <div class="action-bar">
      <a class="button button-quiet" href="#/items/${id}/attempt">${t("Không giao được")}</a>
      <a class="button button-primary" href="#/items/${id}/deliver">${t("Giao tận tay")}</a>
    </div>`;
}

customElements.define("item-page", ItemPage);
