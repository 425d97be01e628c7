/** <manifest-page>: both sides count and sign the list; when their counts agree, the envelopes are with the post. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner } from "../citizens/fields.js";
import { showWhen } from "../core/clock.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import "../core/photo-thumb.js";
import { t } from "../core/texts.js";
import { nameScreen } from "../core/title.js";
import "./manifest-sign.js";
import { wholeManifest } from "./queries.js";
import { papersWords } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */

export class ManifestPage extends LitElement {
  static properties = { manifestId: {} };

  constructor() {
    super();
    this.manifestId = "";
    /** @type {Live<{manifest: Row, items: Row[]} | null>} */
    this.known = new Live(this, () => wholeManifest(this.manifestId), null);
  }

  createRenderRoot() {
    return this;
  }

  updated() {
    if (this.known.value) nameScreen(this, this.known.value.manifest.number);
  }

  render() {
    const { value, ready } = this.known;
    if (!ready) return nothing;
    if (!value) return banner("warn", t("Bảng kê này không còn trên máy."));
    const { manifest, items } = value;
    return html`${state(manifest)}
      <h2>${t("{n} bưu gửi", { n: manifest.item_ids.length })}</h2>
      <ul class="task-list">
        ${items.map(
          (item) => html`<li class="task">
            <a class="task-link" href="#/items/${item.id}"><strong>${item.to.name}</strong> ${item.code ?? ""}<br /><small class="muted">${item.to.address}</small></a>
            <small class="task-state">${papersWords(item.papers)}</small>
          </li>`,
        )}
      </ul>
      ${side(manifest, "post", t("Bưu điện"))} ${side(manifest, "centre", t("Trung tâm"))}`;
  }
}

/** @param {Row} manifest */
function state({ state: word, signatures, item_ids, signed_at }) {
  if (word === "signed") return banner("good", t("Hai bên đã ký lúc {time}. Bưu điện đang giữ.", { time: showWhen(signed_at) }));
  if (signatures.some((/** @type {any} */ one) => one.count !== item_ids.length))
    return banner("warn", t("Số đếm khác bảng kê ({n}). Trung tâm sẽ xem lại.", { n: item_ids.length }));
  return banner("info", t("Hai bên cùng đếm, rồi mỗi bên ký một lần."));
}

/** @param {Row} manifest @param {"post" | "centre"} which @param {string} label */
function side(manifest, which, label) {
  const signature = manifest.signatures.find((/** @type {any} */ one) => one.side === which);
  return html`<section class="card" aria-label=${label}>
    <h2>${label}</h2>
    ${signature ? signed(signature) : html`<manifest-sign .manifest=${manifest} .side=${which}></manifest-sign>`}
  </section>`;
}

/** @param {any} signature */
const signed = ({ name, count, at, signature_file }) =>
  html`<p>${icon("tick")} ${t("{name} đã đếm {n} và ký lúc {time}", { name, n: count, time: showWhen(at) })}</p>
    ${signature_file ? html`<photo-thumb class="signature-shown" sha256=${signature_file} alt=${t("Chữ ký của {name}", { name })}></photo-thumb>` : nothing}`;

customElements.define("manifest-page", ManifestPage);
