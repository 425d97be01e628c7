/** Households whose half-day cannot be kept: what to tell them, and the half-days that they may take instead. */
import { html, nothing } from "../../vendor/lit.js";
import { showWhen } from "../core/clock.js";
import { t } from "../core/texts.js";
import { numbers, outcomes } from "../notices/call-card.js";
import { wishWords } from "../requests/half-days.js";

/** @typedef {import("./queries.js").LetDown} LetDown */

/**
 * @param {LetDown} task
 * @param {(halfDay: any) => unknown} choose
 * @param {(outcome: string) => unknown} record
 */
export function letDownCard({ request, citizen, calls, offers, again }, choose, record) {
  const { reason } = request.let_down;
  const name = citizen?.full_name ?? t("Chưa tải được tên");
  const was = wishWords(request.let_down);
  return html`<article class="card">
    <h2>${name}</h2>
    <p><span class="tag tag-warn">${reason ? t("Hoãn: {when}", { when: was }) : t("Hết chỗ: {when}", { when: was })}</span></p>
    ${again ? html`<p><span class="tag tag-warn">${t("Gọi lại từ {time}", { time: showWhen(again) })}</span></p>` : nothing} ${numbers(citizen)}
    <p>${script(request, was)}</p>
    ${offers.length === 0 ? html`<p>${t("Chưa có buổi nào khác còn chỗ. Trung tâm sẽ gọi lại.")}</p>` : nothing}
    ${offers.length === 0
      ? nothing
      : html`<p>${t("Gia đình chọn buổi nào? Bấm là giữ chỗ:")}</p>
          <div class="outcomes" role="group" aria-label=${t("Buổi khác cho {name}", { name })}>
            ${offers.map((one) => html`<button class="button" type="button" @click=${() => choose(one)}>${wishWords(one)}</button>`)}
          </div>`}
    ${outcomes(name, calls, record)}
  </article>`;
}

/** @param {any} request @param {string} was */
function script({ next_try, let_down: { reason } }, was) {
  if (!reason) return t("“Buổi {was} nhà mình chọn đã hết chỗ, phiếu đăng ký vẫn còn nguyên. Ông bà chọn giúp buổi khác ạ.”", { was });
  return next_try
    ? t("“Vì {reason}, cán bộ không đến được {was}. Trung tâm đã giữ {kept}. Buổi đó ông bà có tiện không ạ?”", { reason, was, kept: wishWords(next_try) })
    : t("“Vì {reason}, cán bộ không đến được {was}. Ông bà chọn giúp buổi khác ạ.”", { reason, was });
}
