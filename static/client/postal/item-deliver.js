/** <item-deliver>: into whose hands the envelope went: name, four digits of the card, both signatures or a photo of the slip with them. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField, tiles } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import "../core/photo-taker.js";
import "../core/photo-thumb.js";
import { here } from "../core/position.js";
import { goInstead } from "../core/router.js";
import { person } from "../core/session.js";
import { whenSigned } from "../core/signature-field.js";
import { signerOf, unsigning } from "../core/signer.js";
import { t } from "../core/texts.js";
import { nameScreen } from "../core/title.js";
import { deliverItem, deliveryDraft } from "./commands.js";
import { wholeItem } from "./queries.js";
import { sideSignature } from "./side-signature.js";
import { papersWords, receiverChoices, relationOf } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */

/** The fields that say who receives, and signs for it. */
const RECEIVER = ["who", "relative_name"];

export class ItemDeliver extends LitElement {
  static properties = { itemId: {}, faults: { state: true }, problem: { state: true }, place: { state: true } };

  constructor() {
    super();
    this.itemId = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.problem = "";
    this.place = "";
    /** @type {Live<{item: Row, manifest: Row | undefined} | null>} */
    this.known = new Live(this, () => wholeItem(this.itemId), null);
    const empty = { who: "self", relative_name: "", identity_last4: "", proof: "pad", giver: null, taker: null, photo: null, position: null };
    this.draft = new Draft(this, () => deliveryDraft(this.itemId), empty, () => this.#title());
    this.input = unsigning(this.draft, RECEIVER, ["taker", "photo"]);
  }

  createRenderRoot() {
    return this;
  }

  #title() {
    return t("Giao cho {name}", { name: this.known.value?.item.to.name ?? "" });
  }

  updated() {
    if (this.known.value) nameScreen(this, this.#title());
  }

  render() {
    const { value } = this.known;
    if (!value || !this.draft.ready) return nothing;
    const { item } = value;
    if (item.delivered) return banner("good", t("Bưu gửi này đã giao xong."));
    const { values } = this.draft;
    return html`<form novalidate @input=${this.input} @change=${this.input} @submit=${this.#save}>
      ${faultSummary(this.faults)} ${this.problem ? banner("bad", this.problem) : nothing}
      <p>${item.to.address}<br /><strong>${papersWords(item.papers)}</strong></p>
      ${receiverFields(values, this.faults)}
      ${tiles({
        name: "proof",
        legend: t("Xác nhận bằng"),
        choices: [
          { value: "pad", label: t("Ký trên máy") },
          { value: "photo", label: t("Ký giấy, chụp phiếu") },
        ],
        value: values.proof,
        columns: 2,
      })}
      <div id="signature" class=${this.faults.signature ? "field field-wrong" : "field"}>
        ${this.faults.signature ? html`<p class="field-error">${this.faults.signature}</p>` : nothing}
        ${values.proof === "pad" ? this.#signatures(item) : this.#photo()}
      </div>
      ${this.#position()}
      <button class="button button-primary">${t("Đã giao")}</button>
    </form>`;
  }

  /** @param {Row} item */
  #signatures(item) {
    const { values } = this.draft;
    const who = receiverOf(values, item.to.name).to_name;
    return [
      sideSignature(this.draft, "taker", t("Người nhận ký"), { signer: signerOf(values, RECEIVER), who, ways: "proof" }),
      sideSignature(this.draft, "giver", t("Bưu điện ký: {name}", { name: person().name })),
    ];
  }

  #photo() {
    const { photo } = this.draft.values;
    return html`<photo-taker .role=${"slip"} @photo=${(/** @type {CustomEvent} */ event) => this.draft.set({ photo: event.detail })}></photo-taker>
      ${photo ? html`<photo-thumb class="signature-shown" sha256=${photo.sha256} alt=${t("Ảnh phiếu đã ký")}></photo-thumb>` : nothing}`;
  }

  /** Where it was given, once, for who taps for it; nobody has to, and no delivery waits for it. */
  #position() {
    const { position } = this.draft.values;
    const said = position ? t("Đã ghi vị trí giao, sai số khoảng {n} m.", { n: position.accuracy_m }) : this.place;
    return html`<p role="status">${said}</p>
      <p>
        <button class="button button-quiet" type="button" @click=${position ? () => this.draft.set({ position: null }) : this.#locate}>
          ${icon("pin")} ${position ? t("Bỏ vị trí") : t("Ghi vị trí giao")}</button
        ><br />
        <small class="muted">${t("Không bắt buộc. Ghi một lần, không theo dõi.")}</small>
      </p>`;
  }

  #locate = once(async () => {
    this.place = t("Đang hỏi vị trí…");
    const position = await here();
    this.draft.set({ position });
    this.place = position ? "" : t("Không lấy được vị trí. Vẫn lưu được.");
  });

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      await whenSigned(this);
      const { values } = this.draft;
      const proof = values.proof === "pad" ? [values.giver, values.taker] : [values.photo];
      this.faults = { ...receiverFaults(values), signature: proof.every(Boolean) ? "" : t("Cần chữ ký hai bên, hoặc ảnh phiếu hai bên đã ký.") };
      const { item } = { ...this.known.value };
      if (!isClean(this.faults) || !item) return showFaults(this);
      await deliverItem(item.id, receiverOf(values, item.to.name), proof, this.draft.key, values.position);
      return () => goInstead(`/items/${item.id}`);
    } catch (fault) {
      console.error("the delivery could not be saved", fault);
      this.problem = t("Chưa lưu được. Hãy bấm lại.");
    }
  });
}

/** @param {Record<string, any>} values @param {import("../citizens/fields.js").Faults} faults */
const receiverFields = ({ who, relative_name, identity_last4 }, faults) =>
  html`${tiles({ name: "who", legend: t("Ai nhận?"), choices: receiverChoices(), value: who })}
  ${who === "self"
    ? nothing
    : textField({ name: "relative_name", label: t("Họ tên người nhận thay"), value: relative_name, fault: faults.relative_name })}
  ${textField({
    name: "identity_last4",
    label: t("4 số cuối giấy tờ của người nhận"),
    hint: t("Xem giấy tờ, không chụp, không giữ."),
    value: identity_last4,
    mode: "numeric",
    width: "width-short",
    fault: faults.identity_last4,
  })}`;

/** @param {Record<string, any>} values */
const receiverFaults = ({ who, relative_name, identity_last4 }) => ({
  relative_name: who === "self" || relative_name.trim() ? "" : t("Hãy ghi họ tên người nhận thay."),
  identity_last4: /^\d{4}$/.test(identity_last4.trim()) ? "" : t("Hãy ghi đúng 4 chữ số."),
});

/** @param {Record<string, any>} values @param {string} addressee */
const receiverOf = ({ who, relative_name, identity_last4 }, addressee) => ({
  to_name: who === "self" ? addressee : relative_name.trim(),
  relation: relationOf(who),
  identity_last4: identity_last4.trim(),
});

customElements.define("item-deliver", ItemDeliver);
