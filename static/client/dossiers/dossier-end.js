/** <dossier-end>: a dossier that is not taken, with the article; or that the citizen takes back, with who said so. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { go } from "../core/router.js";
import { t } from "../core/texts.js";
import { NO_DOSSIER, wholeDossier } from "./queries.js";
import { refuseDossier, withdrawDossier } from "./step-commands.js";

export class DossierEnd extends LitElement {
  static properties = { dossierId: {}, way: {}, faults: { state: true } };

  constructor() {
    super();
    this.dossierId = "";
    /** @type {"refuse" | "withdraw"} */
    this.way = "refuse";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.whole = new Live(this, () => wholeDossier(this.dossierId), NO_DOSSIER);
    this.draft = new Draft(this, () => `${this.way}/${this.dossierId}`, { reason: "", ground: "", asked_by: null }, () => this.#title());
  }

  createRenderRoot() {
    return this;
  }

  #title() {
    return this.way === "refuse" ? t("Từ chối tiếp nhận") : t("Rút hồ sơ");
  }

  render() {
    const { dossier, papers } = this.whole.value;
    if (!dossier || !this.draft.ready) return nothing;
    const held = papers.filter((paper) => paper.holder.kind !== "citizen").length;
    return html`<form novalidate @input=${this.draft.input} @submit=${this.#save}>
      ${faultSummary(this.faults)}
      ${banner("warn", this.way === "refuse" ? t("Hồ sơ kết thúc ở đây. Hãy nói rõ lý do và điều luật cho người dân.") : t("Hồ sơ kết thúc ở đây theo ý người dân."))}
      ${held > 0 ? banner("warn", t("Đang giữ {n} loại bản chính của nhà này.", { n: held })) : nothing}
      ${this.way === "refuse" ? this.#refusal() : this.#withdrawal(dossier)}
      <div class="action-bar"><button class="button button-primary">${this.#title()}</button></div>
    </form>`;
  }

  #refusal() {
    const { reason, ground } = this.draft.values;
    return html`${textField({ name: "reason", label: t("Lý do"), value: reason, fault: this.faults.reason, rows: 2 })}
    ${textField({ name: "ground", label: t("Căn cứ pháp lý"), hint: t("Điều, khoản, văn bản"), value: ground, fault: this.faults.ground })}`;
  }

  /** @param {any} dossier */
  #withdrawal(dossier) {
    const { reason, asked_by } = this.draft.values;
    return html`${textField({ name: "asked_by", label: t("Ai yêu cầu rút"), value: asked_by ?? dossier.roles.submitter.name, fault: this.faults.asked_by })}
    ${textField({ name: "reason", label: t("Lý do"), value: reason, optional: true, rows: 2 })}`;
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { reason, ground, asked_by } = this.#said();
    this.faults = this.way === "refuse" ? { ...needed("reason", reason), ...needed("ground", ground) } : needed("asked_by", asked_by);
    if (!isClean(this.faults)) return showFaults(this);
    if (this.way === "refuse") await refuseDossier(this.dossierId, { reason, ground }, this.draft.key);
    else await withdrawDossier(this.dossierId, { asked_by, reason }, this.draft.key);
    return () => go(`/dossiers/${this.dossierId}`);
  });

  #said() {
    const { reason, ground, asked_by } = this.draft.values;
    const submitter = this.whole.value.dossier?.roles.submitter.name ?? "";
    return { reason: reason.trim(), ground: ground.trim(), asked_by: (asked_by ?? submitter).trim() };
  }
}

/** @param {string} name @param {string} said @returns {import("../citizens/fields.js").Faults} */
const needed = (name, said) => ({ [name]: said ? "" : t("Hãy ghi phần này.") });

customElements.define("dossier-end", DossierEnd);
