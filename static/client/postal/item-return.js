/** <item-return>: the envelope comes back to the centre; its papers are counted at the counter. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField, tiles } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { goInstead } from "../core/router.js";
import { t } from "../core/texts.js";
import { nameScreen } from "../core/title.js";
import { returnItem } from "./commands.js";
import { wholeItem } from "./queries.js";
import { countPapers, returnChoices } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */

const TRIES = 2;

export class ItemReturn extends LitElement {
  static properties = { itemId: {}, faults: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.itemId = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.problem = "";
    /** @type {Live<{item: Row, manifest: Row | undefined} | null>} */
    this.known = new Live(this, () => wholeItem(this.itemId), null);
    this.draft = new Draft(this, () => `return/${this.itemId}`, { reason: "", count: "" }, () => this.#title());
  }

  createRenderRoot() {
    return this;
  }

  #title() {
    return t("Trả về: {name}", { name: this.known.value?.item.to.name ?? "" });
  }

  updated() {
    if (this.known.value) nameScreen(this, this.#title());
  }

  render() {
    const { value } = this.known;
    if (!value || !this.draft.ready) return nothing;
    const { item } = value;
    const { reason, count } = this.draft.values;
    const listed = countPapers(item.papers);
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#save}>
      ${faultSummary(this.faults)} ${this.problem ? banner("bad", this.problem) : nothing}
      ${item.attempts.length < TRIES
        ? banner("warn", t("Mới phát {n} lần. Vẫn trả về được, trung tâm sẽ xem.", { n: item.attempts.length }))
        : nothing}
      ${tiles({ name: "reason", legend: t("Vì sao trả về?"), choices: returnChoices(), value: reason, fault: this.faults.reason })}
      ${textField({ name: "count", label: t("Số giấy tờ trong phong bì"), value: count, mode: "numeric", width: "width-short", fault: this.faults.count })}
      ${/^\d+$/.test(count) && Number(count) !== listed ? banner("warn", t("Lúc gửi đi là {n}. Hãy đếm lại.", { n: listed })) : nothing}
      <div class="action-bar"><button class="button button-primary">${t("Đã trả về trung tâm")}</button></div>
    </form>`;
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { reason, count } = this.draft.values;
    this.faults = {
      reason: reason ? "" : t("Hãy chọn lý do."),
      count: /^\d{1,3}$/.test(count.trim()) ? "" : t("Hãy ghi số đếm được."),
    };
    if (!isClean(this.faults)) return showFaults(this);
    try {
      await returnItem(this.itemId, reason, Number(count), this.draft.key);
      return () => goInstead(`/items/${this.itemId}`);
    } catch (fault) {
      console.error("the return could not be saved", fault);
      this.problem = t("Chưa lưu được. Hãy bấm lại.");
    }
  });
}

customElements.define("item-return", ItemReturn);
