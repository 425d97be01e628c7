/**
 * <dossier-sign>: the receipt is read back, then signed over its hash. Who cannot write has three other ways; the
 * officer signs as well.
 */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField, tick, tiles } from "../citizens/fields.js";
import { showWhen, vnNow } from "../core/clock.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import "../core/photo-taker.js";
import "../core/photo-thumb.js";
import { goInstead } from "../core/router.js";
import { person } from "../core/session.js";
import { whenSigned } from "../core/signature-field.js";
import { unsigning } from "../core/signer.js";
import { t } from "../core/texts.js";
import { changedBanner } from "./changed-banner.js";
import { signDossier } from "./commands.js";
import { NO_DOSSIER, wholeDossier } from "./queries.js";
import { hashOf, receiptLines } from "./receipt.js";
import { signaturesOf, signFaults } from "./signing.js";
import { word } from "./words.js";

/** @typedef {import("../core/types.js").FileRef} FileRef */

const EMPTY = {
  way: "pad", read_back: false, signer_name: "", signer_relation: "",
  /** @type {FileRef | null} */ citizen_file: null,
  /** @type {FileRef | null} */ officer_file: null,
};

export class DossierSign extends LitElement {
  static properties = { dossierId: {}, faults: { state: true } };

  constructor() {
    super();
    this.dossierId = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.whole = new Live(this, () => wholeDossier(this.dossierId), NO_DOSSIER);
    this.draft = new Draft(this, () => `sign/${this.dossierId}`, EMPTY, () => t("Ký xác nhận"));
    // One way's signature is not another's, nor is one person's.
    this.input = unsigning(this.draft, ["way", "signer_name"], ["citizen_file"]);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { dossier, toSign } = this.whole.value;
    const { values } = this.draft;
    if (!dossier || toSign === null || !this.draft.ready) return nothing;
    return html`${dossier.signatures.map(signatureLine)} ${changedBanner(dossier)}
      <details ?open=${!values.read_back} lang="vi">
        <summary>${t("Nội dung sẽ ký")}</summary>
        <dl class="summary-list">${receiptLines(toSign).map(({ label, words }) => html`<div><dt>${label}</dt><dd>${words}</dd></div>`)}</dl>
      </details>
      <form novalidate @input=${this.input} @change=${this.input} @submit=${this.#save}>
        ${faultSummary(this.faults)}
        ${tick({ name: "read_back", label: t("Đã đọc lại cho người dân nghe, họ đồng ý"), checked: values.read_back, fault: this.faults.read_back })}
        ${tiles({
          name: "way",
          legend: t("Người nộp ký thế nào?"),
          value: values.way,
          choices: [
            { value: "pad", label: t("Ký bằng ngón tay trên màn hình") },
            { value: "thumbprint", label: t("Điểm chỉ trên giấy rồi chụp ảnh") },
            { value: "relative", label: t("Người thân ký thay") },
            { value: "witness", label: t("Không ký được, có người chứng kiến") },
          ],
        })}
        ${this.#signer(dossier.roles.submitter.name)} ${this.#pad("officer_file", t("Cán bộ tiếp nhận ký: {name}", { name: person().name }))}
        <div class="action-bar"><button class="button button-primary">${t("Lưu chữ ký")}</button></div>
      </form>`;
  }

  /** @param {string} submitter */
  #signer(submitter) {
    const { way } = this.draft.values;
    if (way === "pad") return this.#pad("citizen_file", t("Người nộp ký: {name}", { name: submitter }));
    if (way === "thumbprint") return this.#thumbprint(submitter);
    const isRelative = way === "relative";
    return html`${this.#text("signer_name", isRelative ? t("Họ tên người thân") : t("Họ tên người chứng kiến"))}
    ${this.#text("signer_relation", isRelative ? t("Quan hệ với người nộp") : t("Là ai"))}
    ${this.#pad("citizen_file", isRelative ? t("Người thân ký") : t("Người chứng kiến ký"), this.draft.values.signer_name)}`;
  }

  /** @param {string} name @param {string} label */
  #text(name, label) {
    return textField({ name, label, value: this.draft.values[name], fault: this.faults[name] });
  }

  /** @param {string} submitter */
  #thumbprint(submitter) {
    const file = this.draft.values.citizen_file;
    return html`<div id="citizen_file" class="field">
      <p>${t("{name} điểm chỉ trên giấy; chụp rõ dấu vân tay và tên ghi bên dưới.", { name: submitter })}</p>
      ${this.faults.citizen_file ? html`<p class="field-error">${this.faults.citizen_file}</p>` : nothing}
      <photo-taker .role=${"thumbprint"} @photo=${(/** @type {CustomEvent} */ event) => this.draft.set({ citizen_file: event.detail })}></photo-taker>
      ${file ? html`<div class="photo"><photo-thumb sha256=${file.sha256} alt=${t("Điểm chỉ")}></photo-thumb></div>` : nothing}
    </div>`;
  }

  /** @param {"citizen_file" | "officer_file"} name @param {string} label @param {string} [signer] when the label does not name them */
  #pad(name, label, signer = "") {
    const fault = this.faults[name];
    return html`<div id=${name} class=${fault ? "field-wrong" : ""}>
      ${fault ? html`<p class="field-error">${fault}</p>` : nothing}
      <signature-field .label=${label} .name=${signer} .signer=${signer} .ways=${name === "citizen_file" ? "way" : ""} .file=${this.draft.values[name]} @signed=${(/** @type {CustomEvent} */ event) => this.draft.set({ [name]: event.detail })}></signature-field>
    </div>`;
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    await whenSigned(this);
    const { dossier, toSign } = this.whole.value;
    if (!dossier || toSign === null) return;
    const { values } = this.draft;
    this.faults = signFaults(values);
    if (!isClean(this.faults)) return showFaults(this);
    const over_sha256 = await hashOf(toSign);
    const shown = over_sha256 === dossier.receipt?.shown_sha256 ? null : toSign;
    const signatures = signaturesOf(values, { submitter: dossier.roles.submitter.name, officer: person().name, over_sha256, at: vnNow() });
    const files = [values.citizen_file, values.officer_file].filter(Boolean);
    await signDossier(dossier.id, signatures, shown, { files, draft: this.draft.key });
    return () => goInstead(dossier.receipt ? `/dossiers/${dossier.id}/receipt` : `/dossiers/${dossier.id}`);
  });
}

/** @param {any} signature */
const signatureLine = ({ name, who, way, at }) =>
  banner("good", t("{who} {name}: {way}, {when}", { who: word("signer", who), name, way: word("way", way), when: showWhen(at) }));

customElements.define("dossier-sign", DossierSign);
