/** What every list of calls has on its cards: the numbers, what came of earlier calls, one tap for what came of this one. */
import { html, nothing } from "../../vendor/lit.js";
import { showWhen } from "../core/clock.js";
import { icon } from "../core/icon.js";
import { showPhone, telLink } from "../core/phone.js";
import { t } from "../core/texts.js";
import { saved } from "../core/words.js";
import { recordCall } from "./commands.js";
import { CALL_OUTCOMES, TRUE_OUTCOMES } from "./words.js";

/**
 * The person's own number first, then the relatives': a second try may be another number.
 * @param {any} citizen
 * @param {string} [without] what to do where there is none
 */
export function numbers(citizen, without = t("Không có số điện thoại: đến tận nhà báo.")) {
  const others = (citizen?.contacts ?? []).filter((/** @type {any} */ one) => one.phone && one.phone !== citizen.phone);
  const first = citizen?.phone ?? others[0]?.phone;
  if (!first) return html`<p><strong>${without}</strong></p>`;
  return html`<p><a class="call-number" href=${telLink(first)}>${icon("phone")} ${showPhone(first)}</a></p>
    ${others
      .filter((/** @type {any} */ one) => one.phone !== first)
      .map((/** @type {any} */ one) => html`<p>${[one.name, one.relation].filter(Boolean).join(", ")}: <a class="phone-link" href=${telLink(one.phone)}>${showPhone(one.phone)}</a></p>`)}`;
}

/**
 * @param {string} name
 * @param {any[]} calls made so far
 * @param {(outcome: string) => unknown} record
 */
export const outcomes = (name, calls, record) =>
  html`${calls.map((call) => madeCall(call))}
    <div class="outcomes" role="group" aria-label=${t("Kết quả cuộc gọi cho {name}", { name })}>
      ${Object.entries(CALL_OUTCOMES).map(
        ([outcome, words]) => html`<button class="button ${outcome === "told" ? "" : "button-quiet"}" type="button" @click=${() => record(outcome)}>${t(words)}</button>`,
      )}
    </div>`;

/** A call that was made on this phone, what was put right about it, and the way to do so. @param {any} call */
export const madeCall = ({ id, at, outcome, note, corrections }, hasWay = true) =>
  html`<p class="muted">
      ${showWhen(at)}: ${said({ outcome, note })}
      ${hasWay ? html`<a class="button button-quiet" href="#/calls/${id}/correct">${t("Sửa")} <span class="visually-hidden">${showWhen(at)}</span></a>` : nothing}
    </p>
    ${corrections.map(correctedLine)}`;

/** @param {any} correction */
const correctedLine = ({ before, after, why, counts }) =>
  html`<p class="muted">
    <del>${said(before)}</del> → <ins>${said(after)}</ins> ${counts ? nothing : html`<span class="tag tag-warn">${t("Chờ trung tâm xem")}</span>`}<br />
    <small>${t("Vì sao sửa")}: ${why}</small>
  </p>`;

/** @param {{outcome: string, note: string}} call */
const said = ({ outcome, note }) => [t(TRUE_OUTCOMES[outcome] ?? outcome), note].filter(Boolean).join(", ");

/** Saves what came of calls and says so; while a household's is being saved a second tap is no second call. @param {{notice: string}} view */
export function recorder(view) {
  const saving = new Set();
  return async (/** @type {any} */ visit, /** @type {string} */ outcome) => {
    if (saving.has(visit.citizen_id)) return;
    saving.add(visit.citizen_id);
    await recordCall(visit, outcome).finally(() => saving.delete(visit.citizen_id));
    view.notice = saved();
  };
}
