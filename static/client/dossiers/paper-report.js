/** <paper-report>: an original in my hands was lost or damaged. It is said at once; nothing about it is hidden. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, isClean, showFaults, textField, tiles } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { showWhen } from "../core/clock.js";
import { once } from "../core/once.js";
import { t } from "../core/texts.js";
import { reportPaper } from "./commands.js";
import { endDraft } from "./draft.js";
import { word } from "./words.js";

const EMPTY = { open: false, what: "", how: "" };

export class PaperReport extends LitElement {
  static properties = { paper: { attribute: false }, faults: { state: true } };

  constructor() {
    super();
    /** @type {any} */
    this.paper = null;
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.draft = new Draft(this, () => `report/${this.paper.id}`, EMPTY, () => t("Báo mất, hỏng: {name}", { name: this.paper.name }));
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { incident } = this.paper;
    const isOpen = incident && !incident.is_settled;
    return html`${incident ? this.#incident(incident) : nothing} ${isOpen || !this.draft.ready ? nothing : this.#form()}`;
  }

  /** @param {any} incident */
  #incident({ what, how, at, by, is_settled }) {
    const words = t("{what} {when}, {by}: {how}", { what: word("incident", what), when: showWhen(at), by, how });
    return banner(is_settled ? "info" : "bad", is_settled ? words : `${words} ${t("Trung tâm sẽ gọi. Hãy xin lỗi gia đình.")}`);
  }

  #form() {
    const { open, what, how } = this.draft.values;
    if (!open)
      return html`<button class="button button-quiet" type="button" @click=${() => this.draft.set({ open: true })}>${t("Báo mất, hỏng")}</button>`;
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#save}>
      <h2>${t("Báo mất, hỏng bản chính")}</h2>
      ${tiles({
        name: "what",
        legend: t("Giấy bị làm sao?"),
        value: what,
        fault: this.faults.what,
        columns: 2,
        choices: ["lost", "damaged"].map((value) => ({ value, label: word("incident", value) })),
      })}
      ${textField({ name: "how", label: t("Chuyện xảy ra thế nào?"), value: how, rows: 3, fault: this.faults.how })}
      <div class="button-row">
        <button class="button button-quiet" type="button" @click=${() => endDraft(this.draft)}>${t("Không báo")}</button>
        <button class="button">${t("Báo trung tâm")}</button>
      </div>
    </form>`;
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { what, how } = this.draft.values;
    this.faults = { what: what ? "" : t("Hãy chọn mất hay hỏng."), how: how.trim() ? "" : t("Hãy ghi vài lời.") };
    if (!isClean(this.faults)) return showFaults(this);
    await reportPaper(this.paper, what, how.trim(), this.draft.key);
  });
}

customElements.define("paper-report", PaperReport);
