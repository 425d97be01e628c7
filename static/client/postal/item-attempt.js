/** <item-attempt>: nobody could take the envelope: why, the number of the slip left there, when to come again. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField, tiles } from "../citizens/fields.js";
import { showDay } from "../core/clock.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { goInstead } from "../core/router.js";
import { t } from "../core/texts.js";
import { nameScreen } from "../core/title.js";
import { isPrintable, tidyCode } from "./codes.js";
import { recordAttempt } from "./commands.js";
import { isEarly, nextAttemptDay, notBefore, wholeItem } from "./queries.js";
import { failChoices } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {{item: Row | undefined, next: string}} Known */

/** @param {string} id @returns {Promise<Known>} */
const known = async (id) => ({ item: (await wholeItem(id))?.item, next: await nextAttemptDay() });

export class ItemAttempt extends LitElement {
  static properties = { itemId: {}, faults: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.itemId = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.problem = "";
    /** @type {Live<Known | null>} */
    this.known = new Live(this, () => known(this.itemId), null);
    this.draft = new Draft(this, () => `attempt/${this.itemId}`, { reason: "", slip_no: "" }, () => this.#title());
  }

  createRenderRoot() {
    return this;
  }

  #title() {
    return t("Không giao được: {name}", { name: this.known.value?.item?.to.name ?? "" });
  }

  updated() {
    if (this.known.value?.item) nameScreen(this, this.#title());
  }

  render() {
    const { value } = this.known;
    if (!value?.item || !this.draft.ready) return nothing;
    const { item, next } = value;
    const { reason, slip_no } = this.draft.values;
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#save}>
      ${faultSummary(this.faults)} ${this.problem ? banner("bad", this.problem) : nothing}
      ${isEarly(item)
        ? banner("warn", t("Lần trước hẹn phát lại từ {day}. Vẫn ghi được, trung tâm sẽ xem.", { day: showDay(notBefore(item) ?? "") }))
        : nothing}
      ${tiles({ name: "reason", legend: t("Vì sao?"), choices: failChoices(), value: reason, fault: this.faults.reason, columns: 2 })}
      ${textField({
        name: "slip_no",
        label: t("Số giấy mời để lại"),
        hint: t("Ghi trên giấy mời dán ở cửa hoặc gửi hàng xóm."),
        value: slip_no,
        optional: true,
        fault: this.faults.slip_no,
      })}
      ${banner("info", html`<strong>${t("Phát lại từ {day}", { day: showDay(next) })}</strong><br />${t("Hai lần phát cách nhau ít nhất hai ngày làm việc.")}`)}
      <div class="action-bar"><button class="button button-primary">${t("Lưu lần phát")}</button></div>
    </form>`;
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { reason, slip_no } = this.draft.values;
    this.faults = faultsOf(this.draft.values);
    if (!isClean(this.faults)) return showFaults(this);
    const attempt = { reason, slip_no: tidyCode(slip_no) || null, next_not_before: this.known.value?.next ?? "" };
    try {
      await recordAttempt(this.itemId, attempt, this.draft.key);
      return () => goInstead(`/items/${this.itemId}`);
    } catch (fault) {
      console.error("the attempt could not be saved", fault);
      this.problem = t("Chưa lưu được. Hãy bấm lại.");
    }
  });
}

/** @param {Record<string, any>} values @returns {import("../citizens/fields.js").Faults} */
const faultsOf = ({ reason, slip_no }) => ({
  reason: reason ? "" : t("Hãy chọn lý do."),
  slip_no: !slip_no.trim() || isPrintable(slip_no) ? "" : t("Chỉ chữ không dấu, số và gạch ngang."),
});

customElements.define("item-attempt", ItemAttempt);
