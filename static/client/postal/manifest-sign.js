/** <manifest-sign>: one side's count, name and signature. Folded away until it is that side's turn. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { person } from "../core/session.js";
import { whenSigned } from "../core/signature-field.js";
import { unsigning } from "../core/signer.js";
import { t } from "../core/texts.js";
import { readDraft } from "../core/vault.js";
import { signManifest } from "./commands.js";
import { SCAN_DRAFT, scanned } from "./queries.js";
import { sideSignature } from "./side-signature.js";

/** @typedef {import("../core/types.js").Row} Row */

/** How many envelopes of this list were scanned. @param {Row} manifest */
async function countScanned(manifest) {
  const codes = (await readDraft(SCAN_DRAFT))?.values.codes ?? [];
  const rows = await scanned(codes);
  return rows.filter(({ item, isRepeated }) => !isRepeated && manifest.item_ids.includes(item?.id)).length;
}

export class ManifestSign extends LitElement {
  static properties = { manifest: { attribute: false }, side: {}, open: { state: true }, faults: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** @type {Row | null} */
    this.manifest = null;
    /** @type {"post" | "centre"} */
    this.side = "post";
    this.open = false;
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.problem = "";
    this.draft = new Draft(this, () => `manifest/${this.manifest?.id}/${this.side}`, {});
    this.input = unsigning(this.draft, ["name"], ["signature"]);
    /** @type {Live<number>} */
    this.counted = new Live(this, async () => (this.manifest ? countScanned(this.manifest) : 0), 0);
  }

  createRenderRoot() {
    return this;
  }

  #values() {
    const scannedHere = this.side === "post" && this.counted.value > 0 ? String(this.counted.value) : "";
    return { count: scannedHere, name: this.side === "post" ? person().name : "", signature: null, ...this.draft.values };
  }

  render() {
    if (!this.draft.ready || !this.manifest) return nothing;
    if (!this.open && !this.draft.isResumed)
      return html`<button class="button" type="button" @click=${() => (this.open = true)}>${t("Đếm và ký")}</button>`;
    return this.#form(this.manifest.item_ids.length);
  }

  /** @param {number} listed */
  #form(listed) {
    const { count, name } = this.#values();
    return html`<form novalidate @input=${this.input} @submit=${this.#save}>
      ${faultSummary(this.faults)} ${this.problem ? banner("bad", this.problem) : nothing}
      ${textField({ name: "count", label: t("Số bưu gửi đếm được"), value: count, mode: "numeric", fault: this.faults.count, width: "width-short" })}
      ${/^\d+$/.test(count) && Number(count) !== listed
        ? banner("warn", t("Bảng kê ghi {n}. Hãy đếm lại cùng nhau; vẫn khác thì vẫn ký được.", { n: listed }))
        : nothing}
      ${textField({ name: "name", label: t("Họ tên người ký"), value: name, fault: this.faults.name })}
      ${sideSignature(this.draft, "signature", t("Chữ ký"), { fault: this.faults.signature, who: name, signer: name })}
      <button class="button button-primary">${t("Ký {n} bưu gửi", { n: count || "…" })}</button>
    </form>`;
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      await whenSigned(this);
      const { count, name, signature } = this.#values();
      this.faults = faultsOf(count, name, signature === null);
      if (!isClean(this.faults) || !this.manifest) return showFaults(this);
      await signManifest(this.manifest.id, { side: this.side, count: Number(count), name: name.trim() }, signature, this.draft.key);
    } catch (fault) {
      console.error("the signature could not be saved", fault);
      this.problem = t("Chưa lưu được. Hãy bấm lại.");
    }
  });
}

/** @param {string} count @param {string} name @param {boolean} isUnsigned */
const faultsOf = (count, name, isUnsigned) => ({
  count: /^\d{1,3}$/.test(count.trim()) ? "" : t("Hãy ghi số đếm được."),
  name: name.trim() ? "" : t("Hãy ghi họ tên."),
  signature: isUnsigned ? t("Chưa có chữ ký.") : "",
});

customElements.define("manifest-sign", ManifestSign);
