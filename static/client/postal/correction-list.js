/** What was put right about an envelope: both values, why, by whom. */
import { html, nothing } from "../../vendor/lit.js";
import { showWhen } from "../core/clock.js";
import { t } from "../core/texts.js";
import { LABELS } from "./corrections.js";
import { failWords } from "./words.js";

/** @param {import("../core/types.js").Row} item */
export function correctionList({ corrections }) {
  if (corrections.length === 0) return nothing;
  return html`<h2>${t("Đã đính chính")}</h2>
    <ul class="plain-list">
      ${corrections.map(
        (/** @type {any} */ one) => html`<li class="card">
          <strong>${t(LABELS[one.field] ?? one.field)}</strong> <del>${shown(one.field, one.was)}</del> → <ins>${shown(one.field, one.now)}</ins><br />
          <span class="muted">${one.reason} · ${one.by}, ${showWhen(one.at)}</span>
          ${one.standing === "beside" ? html`<span class="tag tag-warn">${t("chờ xem lại")}</span>` : nothing}
        </li>`,
      )}
    </ul>`;
}

/** @param {string} field @param {string} value */
function shown(field, value) {
  if (!value) return t("để trống");
  return field === "reason" ? failWords(value) : value;
}
