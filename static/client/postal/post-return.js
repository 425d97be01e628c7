/** <post-return>: envelopes come back to the centre, several at once; at the counter each side counts for itself, both look and sign. */
import { LitElement, html, nothing, repeat } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField, tick, tiles } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { goInstead } from "../core/router.js";
import { person } from "../core/session.js";
import { whenSigned } from "../core/signature-field.js";
import { signerOf, unsigning } from "../core/signer.js";
import { t } from "../core/texts.js";
import { returnItems } from "./commands.js";
import { shift } from "./queries.js";
import { EMPTY, TRIES, countOf, countsApart, lotChange, papersDiffer, reasonOf, returnFaults, returnsOf, toggled } from "./returning.js";
import { sideSignature } from "./side-signature.js";
import { countPapers, returnChoices } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */

export class PostReturn extends LitElement {
  static properties = { itemId: {}, faults: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** The envelope from whose screen one came; empty for all that are to go back. */
    this.itemId = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.problem = "";
    /** Signatures or counts were wiped, and nobody has signed since. */
    this.isWiped = false;
    /** Reports are going out: what leaves the hands now leaves by them. */
    this.isSaving = false;
    /** Whether the reason of an envelope was open when it was first drawn. @type {Record<string, boolean>} */
    this.asked = {};
    /** @type {Live<import("./queries.js").Shift | null>} */
    this.known = new Live(this, () => shift(), null);
    this.draft = new Draft(this, () => `return/${this.itemId || "all"}`, EMPTY, () => t("Trả về trung tâm"));
    this.input = unsigning(this.draft, ["taken_by"], ["taker"]);
  }

  createRenderRoot() {
    return this;
  }

  /** In hand, those that are due back first. @returns {Row[]} */
  get held() {
    const { toReturn, inHand } = this.known.value ?? { toReturn: [], inHand: [] };
    return [...toReturn, ...inHand];
  }

  willUpdate() {
    this.#checkLot();
  }

  /** What the phone holds may have changed since somebody signed. */
  #checkLot() {
    if (!this.known.value || !this.draft.ready || this.isSaving) return;
    const { values } = this.draft;
    const change = lotChange(values, this.held.map(({ id }) => id));
    if (!change) return;
    this.isWiped ||= [values.giver, values.taker, values.counted_by_post, values.counted_by_centre].some(Boolean);
    this.draft.set(change);
  }

  /** Who signs, signs for what is chosen now. @param {CustomEvent} event */
  #signed = ({ detail }) => {
    if (!detail) return;
    this.isWiped = false;
    this.draft.set({ chosen: this.chosen });
  };

  /** @returns {string[]} also what has just been saved */
  get chosen() {
    const due = this.itemId ? this.held.filter(({ id }) => id === this.itemId) : (this.known.value?.toReturn ?? []);
    return this.draft.values.chosen ?? due.map(({ id }) => id);
  }

  /** @returns {Row[]} */
  get items() {
    return this.held.filter(({ id }) => this.chosen.includes(id));
  }

  render() {
    if (!this.known.value || !this.draft.ready) return nothing;
    if (this.held.length === 0) return banner("info", t("Không giữ bưu gửi nào"));
    const { items } = this;
    const others = this.held.filter((item) => !items.includes(item));
    return html`<form novalidate @input=${this.input} @change=${this.input} @signed=${this.#signed} @submit=${this.#save}>
      ${faultSummary(this.faults)} ${this.problem ? banner("bad", this.problem) : nothing}
      <div id="chosen">
        ${repeat(items, ({ id }) => id, (item) => this.#envelope(item))}
        ${others.length > 0
          ? html`<details ?open=${items.length === 0}>
              <summary>${t("Bưu gửi khác đang giữ: {n}", { n: others.length })}</summary>
              ${repeat(others, ({ id }) => id, (item) => this.#choice(item, false))}
            </details>`
          : nothing}
      </div>
      ${this.#counts(this.draft.values.told ? this.chosen.length : items.length)} ${this.#counter()}
      <div class="action-bar"><button class="button button-primary">${t("Đã trả về trung tâm")}</button></div>
    </form>`;
  }

  /** @param {Row} item */
  #envelope(item) {
    const { values } = this.draft;
    const reason = reasonOf(values, item);
    const { id, attempts } = item;
    this.asked[id] ??= !reason;
    return html`<section class="card" aria-label=${item.to.name}>
      ${this.#choice(item, true)}
      ${attempts.length < TRIES ? banner("warn", t("Mới phát {n} lần. Vẫn trả về được, trung tâm sẽ xem.", { n: attempts.length })) : nothing}
      <details ?open=${this.asked[id]}>
        <summary>${t("Vì sao trả về?")} ${returnChoices().find(({ value }) => value === reason)?.label}</summary>
        ${tiles({ name: `reason-${id}`, legend: t("Vì sao trả về?"), choices: returnChoices(), value: reason, fault: this.faults[`reason-${id}`] })}
      </details>
      ${textField({ name: `count-${id}`, label: t("Số giấy tờ trong phong bì"), value: countOf(values, item), mode: "numeric", width: "width-short", fault: this.faults[`count-${id}`] })}
      ${papersDiffer(values, item) ? banner("warn", t("Lúc gửi đi là {n}. Hãy đếm lại.", { n: countPapers(item.papers) })) : nothing}
    </section>`;
  }

  /** What is ticked changes what was signed for. @param {Row} item @param {boolean} checked */
  #choice(item, checked) {
    const label = `${item.to.name}${item.code ? ` · ${item.code}` : ""}`;
    return html`<div @change=${(/** @type {Event} */ event) => this.#toggle(event, item.id)}>
      ${tick({ name: `chosen-${item.id}`, label, checked, hint: item.to.address })}
    </div>`;
  }

  /** @param {Event} event @param {string} id */
  #toggle(event, id) {
    event.stopPropagation();
    this.draft.set(toggled(this.draft.values, this.items.map((item) => item.id), id));
  }

  /** @param {number} listed */
  #counts(listed) {
    const apart = countsApart(this.draft.values, listed);
    return html`<h2>${t("Trả {n} phong bì", { n: listed })}</h2>
      <div role="status">${this.isWiped ? banner("warn", t("Phong bì cần trả đã khác lúc ký: hãy đếm và ký lại.")) : nothing}</div>
      ${this.#counted("counted_by_post", t("Bưu điện đếm được mấy phong bì?"))}
      ${this.#counted("counted_by_centre", t("Trung tâm đếm được mấy phong bì?"))}
      <div role="status">${apart ? banner("warn", apart) : nothing}</div>`;
  }

  /** @param {"counted_by_post" | "counted_by_centre"} name @param {string} label */
  #counted(name, label) {
    return textField({ name, label, value: this.draft.values[name], mode: "numeric", width: "width-short", fault: this.faults[name] });
  }

  #counter() {
    const { condition, seal, taken_by } = this.draft.values;
    const centre = { fault: this.faults.taker, signer: signerOf(this.draft.values, ["taken_by"]), who: taken_by };
    return html`${textField({ name: "condition", label: t("Tình trạng phong bì và giấy tờ"), value: condition, fault: this.faults.condition })}
    ${textField({ name: "seal", label: t("Số niêm phong"), value: seal, optional: true, width: "width-medium" })}
    ${textField({ name: "taken_by", label: t("Người của trung tâm nhận"), value: taken_by, fault: this.faults.taken_by })}
    ${sideSignature(this.draft, "giver", t("Bưu điện ký: {name}", { name: person().name }), { fault: this.faults.giver })}
    ${sideSignature(this.draft, "taker", t("Trung tâm ký"), centre)}`;
  }

  /** A killed phone goes on with the same hands, and tells no counts twice. */
  #begun = () => {
    this.draft.set({ told: true });
    return this.draft.flush();
  };

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      await whenSigned(this);
      this.#checkLot();
      const { values, key } = this.draft;
      const { items } = this;
      this.faults = returnFaults(values, items);
      if (!isClean(this.faults)) return showFaults(this);
      this.isSaving = true;
      await this.draft.flush();
      await returnItems(returnsOf(values, items, person().name), [values.giver, values.taker], key, this.#begun);
      return () => goInstead(this.itemId ? `/items/${this.itemId}` : "/shift");
    } catch (fault) {
      console.error("the return could not be saved", fault);
      this.isSaving = false;
      this.problem = t("Chưa lưu được. Hãy bấm lại.");
    }
  });
}

customElements.define("post-return", PostReturn);
