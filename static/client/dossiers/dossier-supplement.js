/** <dossier-supplement>: which papers are missing and why: the whole list at once, at the door, without a network. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField, tick } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { go } from "../core/router.js";
import { t } from "../core/texts.js";
import { NOTHING_ASKED, isChosen, linesOf, missingFaults, missingOf } from "./missing.js";
import { NO_DOSSIER, wholeDossier } from "./queries.js";
import { askSupplement } from "./step-commands.js";
import { word } from "./words.js";

export class DossierSupplement extends LitElement {
  static properties = { dossierId: {}, faults: { state: true } };

  constructor() {
    super();
    this.dossierId = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.whole = new Live(this, () => wholeDossier(this.dossierId), NO_DOSSIER);
    this.draft = new Draft(this, () => `supplement/${this.dossierId}`, NOTHING_ASKED, () => t("Yêu cầu bổ sung"));
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { dossier } = this.whole.value;
    if (!dossier || !this.draft.ready) return nothing;
    const again = dossier.supplement;
    return html`<form novalidate @input=${this.#input} @change=${this.#input} @submit=${this.#save}>
      ${faultSummary(this.faults)}
      ${banner("warn", again ? t("Hồ sơ này đã được yêu cầu bổ sung một lần. Lần nữa bị tính là quá hạn.") : t("Chỉ được yêu cầu một lần: hãy ghi đủ mọi giấy tờ còn thiếu."))}
      ${linesOf(dossier).map((line) => this.#line(line))}
      ${textField({ name: "others", label: t("Giấy tờ khác, mỗi dòng một loại"), hint: t("Lý do ghi sau dấu hai chấm. Ví dụ: Ảnh 3x4: ảnh cũ bị mờ"), value: this.draft.values.others, fault: this.faults.others, optional: true, rows: 3 })}
      ${again ? textField({ name: "second_reason", label: t("Vì sao phải yêu cầu lần nữa"), value: this.draft.values.second_reason, fault: this.faults.second_reason, rows: 2 }) : nothing}
      <div class="action-bar"><button class="button button-primary">${t("Lưu yêu cầu bổ sung")}</button></div>
    </form>`;
  }

  /** @param {any} line */
  #line(line) {
    const values = /** @type {import("./missing.js").Asked} */ (this.draft.values);
    const isTicked = isChosen(line, values);
    return html`<section class="card">
      ${tick({ name: `chosen:${line.key}`, label: line.name, checked: isTicked, hint: word("state", line.state) })}
      ${isTicked ? textField({ name: `why:${line.key}`, label: t("Vì sao cần bổ sung"), value: values.whys[line.key] ?? "", fault: this.faults[`why:${line.key}`] }) : nothing}
    </section>`;
  }

  /** Fields of a line are called `what:key`. @param {Event} event */
  #input = (event) => {
    const { name, value, checked } = /** @type {HTMLInputElement} */ (event.target);
    const [what, key] = name.split(":");
    const { chosen, whys } = this.draft.values;
    if (what === "chosen") this.draft.set({ chosen: { ...chosen, [key]: checked } });
    else if (what === "why") this.draft.set({ whys: { ...whys, [key]: value } });
    else this.draft.set({ [name]: value });
  };

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { dossier } = this.whole.value;
    const values = /** @type {import("./missing.js").Asked} */ (this.draft.values);
    this.faults = missingFaults(dossier, values);
    if (!isClean(this.faults)) return showFaults(this);
    const asked = { papers: missingOf(dossier, values), reason: "", second_reason: values.second_reason.trim() };
    await askSupplement(this.dossierId, asked, this.draft.key);
    return () => go(`/dossiers/${this.dossierId}`);
  });
}

customElements.define("dossier-supplement", DossierSupplement);
