/**
 * <dossier-settle>: the act itself, done at this home: where, at which hour and minute, by whom, under which number, and
 * what was given to whom at once. Both sides sign it on the next screen.
 */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField } from "../citizens/fields.js";
import { addressOf } from "../citizens/queries.js";
import { showTime, vnNow } from "../core/clock.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { one } from "../core/rows.js";
import { goInstead } from "../core/router.js";
import { person } from "../core/session.js";
import { t } from "../core/texts.js";
import { NO_RECEIVER } from "./handing.js";
import { NO_DOSSIER, wholeDossier } from "./queries.js";
import { receiverFields } from "./receiver-fields.js";
import { NOTHING_SAID, settledFaults, settledOf } from "./settling.js";
import { settleDossier } from "./step-commands.js";

/** @typedef {import("./queries.js").Whole & {home: string}} Home */

/** @param {string} id @returns {Promise<Home>} */
async function atHome(id) {
  const whole = await wholeDossier(id);
  const { citizen } = whole;
  return { ...whole, home: citizen ? addressOf(citizen, await one("neighbourhood", citizen.neighbourhood_id)) : "" };
}

export class DossierSettle extends LitElement {
  static properties = { dossierId: {}, faults: { state: true } };

  constructor() {
    super();
    this.dossierId = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.opened = showTime(Date.now());
    /** @type {Live<Home>} */
    this.whole = new Live(this, () => atHome(this.dossierId), { ...NO_DOSSIER, home: "" });
    this.draft = new Draft(this, () => `settle/${this.dossierId}`, { ...NO_RECEIVER, ...NOTHING_SAID }, () => t("Giải quyết tại nhà"));
  }

  createRenderRoot() {
    return this;
  }

  /** What the screen offers and nobody has changed is meant too. @returns {Record<string, any>} */
  get #said() {
    const { dossier, home } = this.whole.value;
    const offered = { done_in: home, done_hour: this.opened, count: String(dossier?.copies ?? 1), decided_by: person().name };
    return { ...offered, ...Object.fromEntries(Object.entries(this.draft.values).filter(([, said]) => said !== null)) };
  }

  render() {
    const { dossier } = this.whole.value;
    if (!dossier || !this.draft.ready) return nothing;
    if (dossier.result) return banner("info", t("Hồ sơ này đã có kết quả."));
    const said = this.#said;
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#save}>
      ${faultSummary(this.faults)}
      ${banner("info", t("Người có thẩm quyền phải có mặt và ký ngay tại đây. Nơi, giờ, phút ghi giống như trong lời chứng."))}
      ${this.#act(said)}
      <h2>${t("Trao ngay")}</h2>
      ${receiverFields(dossier.roles, said, this.faults)} ${this.#text("note", t("Ghi chú"), { optional: true, rows: 2 })}
      <div class="action-bar"><button class="button button-primary">${t("Lưu, rồi hai bên ký")}</button></div>
    </form>`;
  }

  /** @param {Record<string, any>} said */
  #act(said) {
    return html`${this.#text("done_in", t("Nơi làm"), { rows: 2 })}
    ${this.#text("done_hour", t("Giờ, phút"), { hint: t("Ví dụ: 9:05"), mode: "numeric", width: "width-short" })}
    ${this.#text("decided_by", t("Người ký chứng thực"))}
    ${this.#text("code", t("Số chứng thực"), { hint: t("Số trong sổ chứng thực. Chưa vào sổ thì để trống."), optional: true, width: "width-medium" })}
    ${this.#text("paper", t("Giấy tờ trao cho người dân"), { hint: t("Ví dụ: Giấy ủy quyền đã chứng thực chữ ký"), rows: 2 })} ${this.#text("count", t("Số bản"), { mode: "numeric", width: "width-short" })}
    ${said.done_hour === this.opened ? nothing : html`<p class="muted">${t("Bây giờ là {time}.", { time: showTime(Date.now()) })}</p>`}`;
  }

  /** @param {string} name @param {string} label @param {Record<string, any>} [more] */
  #text(name, label, more = {}) {
    return textField({ name, label, value: this.#said[name], fault: this.faults[name], ...more });
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { dossier } = this.whole.value;
    if (!dossier) return;
    const said = this.#said;
    this.faults = settledFaults(said, vnNow());
    if (!isClean(this.faults)) return showFaults(this);
    await settleDossier(dossier.id, settledOf(said, dossier, vnNow()), this.draft.key);
    return () => goInstead(`/dossiers/${dossier.id}/sign`);
  });
}

customElements.define("dossier-settle", DossierSettle);
