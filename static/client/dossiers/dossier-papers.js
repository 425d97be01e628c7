/** <dossier-papers>: the paper list of the case, line by line: handed in, shown, missing; a photo is one tap away. */
import { html, nothing } from "../../vendor/lit.js";
import { procedureTitle } from "../catalogue/queries.js";
import { paperKindWords } from "../catalogue/texts.js";
import { faultSummary, isClean, showFaults, textField, tiles } from "../citizens/fields.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { fold } from "../core/search.js";
import { go } from "../core/router.js";
import { t } from "../core/texts.js";
import { ChosenProcedure } from "./chosen-procedure.js";
import { countFaults } from "./pages.js";
import { DoorStep } from "./door-step.js";
import { papersAsked, photosOf } from "./draft.js";
import { earlierScans } from "./queries.js";
import { reuseQuestion } from "./reuse-question.js";

export class DossierPapers extends DoorStep {
  constructor() {
    super();
    this.procedure = new ChosenProcedure(this, this.draft);
    /** @type {Live<Map<string, import("./reuse.js").Scan>>} */
    this.scans = new Live(this, () => earlierScans(this.visitId), new Map());
  }

  render() {
    if (!this.procedure.ready) return nothing;
    const procedure = this.procedure.row;
    if (!procedure) return html`<p><a href="#/visits/${this.visitId}/dossier">${t("Hãy chọn thủ tục trước.")}</a></p>`;
    const papers = papersAsked(procedure, this.draft.values);
    const asked = papers.filter((paper) => paper.kind !== "note");
    const notes = papers.filter((paper) => paper.kind === "note");
    return html`<form novalidate @input=${this.#input} @change=${this.#input} @submit=${this.#next}>
      ${faultSummary(this.faults)}
      <p class="muted">${procedureTitle(procedure)}</p>
      ${notes.length > 0 ? html`<details><summary>${t("Lưu ý")} (${notes.length})</summary><ul>${notes.map((note) => html`<li>${note.name}</li>`)}</ul></details>` : nothing}
      ${asked.map((paper, n) => this.#paper(paper, n + 1))}
      ${asked.length === 0 ? html`<p>${t("Thủ tục này không yêu cầu giấy tờ nào.")}</p>` : nothing}
      <div class="action-bar"><button class="button button-primary">${t("Tiếp: lệ phí, trả kết quả")}</button></div>
    </form>`;
  }

  /** @param {import("../catalogue/queries.js").Paper} paper @param {number} n */
  #paper(paper, n) {
    const found = this.draft.values.papers[paper.key] ?? {};
    const photos = photosOf(this.draft.values, paper.key).length;
    return html`<section class="card">
      ${photos === 0 ? reuseQuestion(this.scans.value.get(fold(paper.name)), found, (answer) => this.#mark(paper.key, answer)) : nothing}
      ${tiles({
        name: `state:${paper.key}`,
        legend: `${n}. ${paper.name}`,
        hint: kindLine(paper),
        value: found.state ?? "",
        columns: 2,
        choices: [paper.kind === "show" ? { value: "seen", label: t("Đã xem") } : { value: "received", label: t("Đã nhận") }, { value: "missing", label: t("Còn thiếu") }],
        others: [
          { value: "reused", label: t("Dùng bản đã có") },
          { value: "not-needed", label: t("Không cần") },
        ],
      })}
      ${found.state === "received" ? this.#received(paper, found) : nothing}
      <p>
        <a class="button button-quiet" href="#/visits/${this.visitId}/photos?paper=${paper.key}">
          ${photos > 0 ? t("Ảnh: {n} trang", { n: photos }) : t("Chụp ảnh")}
        </a>
      </p>
    </section>`;
  }

  /** @param {import("../catalogue/queries.js").Paper} paper @param {any} found */
  #received(paper, found) {
    return html`${tiles({
      name: `form:${paper.key}`,
      legend: t("Bản nào?"),
      value: found.form ?? "original",
      columns: 2,
      choices: [
        { value: "original", label: t("Bản chính") },
        { value: "copy", label: t("Bản sao") },
      ],
    })}
    ${textField({ name: `count:${paper.key}`, label: t("Số bản"), value: found.count ?? "1", mode: "numeric", width: "width-short", fault: this.faults[`count:${paper.key}`] })}
    ${textField({ name: `note:${paper.key}`, label: t("Ghi chú"), value: found.note ?? "", optional: true })}`;
  }

  /** @param {string} key @param {Record<string, any>} said */
  #mark(key, said) {
    const { papers } = this.draft.values;
    this.draft.set({ papers: { ...papers, [key]: { ...papers[key], ...said } } });
  }

  /** Fields are called `what:paper`. @param {Event} event */
  #input = (event) => {
    const { name, value } = /** @type {HTMLInputElement} */ (event.target);
    const [what, key] = name.split(":");
    if (key) this.#mark(key, { [what]: value });
  };

  #next = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    this.faults = countFaults(this.draft.values.papers);
    if (!isClean(this.faults)) return showFaults(this);
    await this.draft.flush();
    return () => go(`/visits/${this.visitId}/fee`);
  });
}

/** @param {import("../catalogue/queries.js").Paper} paper */
function kindLine({ kind, originals, copies }) {
  const parts = [originals > 0 ? t("{n} bản chính", { n: originals }) : "", copies > 0 ? t("{n} bản sao", { n: copies }) : ""];
  return [paperKindWords(kind), ...parts].filter(Boolean).join(" · ");
}

customElements.define("dossier-papers", DossierPapers);
