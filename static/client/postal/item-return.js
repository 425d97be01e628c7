/** <item-return>: the envelope comes back to the centre; at the counter both sides count, look and sign. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField, tiles } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { goInstead } from "../core/router.js";
import { person } from "../core/session.js";
import { whenSigned } from "../core/signature-field.js";
import { signerOf, unsigning } from "../core/signer.js";
import { t } from "../core/texts.js";
import { nameScreen } from "../core/title.js";
import { returnItem } from "./commands.js";
import { wholeItem } from "./queries.js";
import { sideSignature } from "./side-signature.js";
import { countPapers, returnChoices } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */

const TRIES = 2;
const EMPTY = { reason: "", count: "", condition: "", seal: "", taken_by: "", giver: null, taker: null };

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
    this.draft = new Draft(this, () => `return/${this.itemId}`, EMPTY, () => this.#title());
    this.input = unsigning(this.draft, ["taken_by"], ["taker"]);
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
    const { reason, count, condition, seal, taken_by } = this.draft.values;
    const listed = countPapers(item.papers);
    return html`<form novalidate @input=${this.input} @change=${this.input} @submit=${this.#save}>
      ${faultSummary(this.faults)} ${this.problem ? banner("bad", this.problem) : nothing}
      ${item.attempts.length < TRIES
        ? banner("warn", t("Mới phát {n} lần. Vẫn trả về được, trung tâm sẽ xem.", { n: item.attempts.length }))
        : nothing}
      ${tiles({ name: "reason", legend: t("Vì sao trả về?"), choices: returnChoices(), value: reason, fault: this.faults.reason })}
      ${textField({ name: "count", label: t("Số giấy tờ trong phong bì"), value: count, mode: "numeric", width: "width-short", fault: this.faults.count })}
      ${/^\d+$/.test(count) && Number(count) !== listed ? banner("warn", t("Lúc gửi đi là {n}. Hãy đếm lại.", { n: listed })) : nothing}
      ${textField({ name: "condition", label: t("Tình trạng phong bì và giấy tờ"), value: condition, fault: this.faults.condition })}
      ${textField({ name: "seal", label: t("Số niêm phong"), value: seal, optional: true, width: "width-medium" })}
      ${textField({ name: "taken_by", label: t("Người của trung tâm nhận"), value: taken_by, fault: this.faults.taken_by })}
      ${sideSignature(this.draft, "giver", t("Bưu điện ký: {name}", { name: person().name }), this.faults.giver)}
      ${sideSignature(this.draft, "taker", t("Trung tâm ký"), this.faults.taker, signerOf(this.draft.values, ["taken_by"]))}
      <div class="action-bar"><button class="button button-primary">${t("Đã trả về trung tâm")}</button></div>
    </form>`;
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      await whenSigned(this);
      const { reason, count, condition, seal, taken_by, giver, taker } = this.draft.values;
      this.faults = faultsOf(this.draft.values);
      if (!isClean(this.faults)) return showFaults(this);
      const names = { given_by: person().name, taken_by: taken_by.trim() };
      const said = { reason, count: Number(count), condition: condition.trim(), seal: seal.trim() || null, ...names };
      await returnItem(this.itemId, said, [giver, taker], this.draft.key);
      return () => goInstead(`/items/${this.itemId}`);
    } catch (fault) {
      console.error("the return could not be saved", fault);
      this.problem = t("Chưa lưu được. Hãy bấm lại.");
    }
  });
}

/** @param {Record<string, any>} values */
const faultsOf = ({ reason, count, condition, taken_by, giver, taker }) => ({
  reason: reason ? "" : t("Hãy chọn lý do."),
  count: /^\d{1,3}$/.test(count.trim()) ? "" : t("Hãy ghi số đếm được."),
  condition: condition.trim() ? "" : t("Hãy ghi tình trạng giấy tờ."),
  taken_by: taken_by.trim() ? "" : t("Hãy ghi tên người nhận."),
  giver: giver ? "" : t("Chưa có chữ ký."),
  taker: taker ? "" : t("Chưa có chữ ký."),
});

customElements.define("item-return", ItemReturn);
