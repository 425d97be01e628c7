/** <visit-prepare>: before leaving home: which case it is, what to hand in, show and mind, what the law allows at the door. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { casesToPick, procedureTitle } from "../catalogue/queries.js";
import { wayWords } from "../catalogue/texts.js";
import { banner, tiles } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { t } from "../core/texts.js";
import { caseField, messageFor, papersByKind, prepareKey } from "./preparing.js";
import { toPrepare } from "./queries.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../catalogue/queries.js").Paper} Paper */

export class VisitPrepare extends LitElement {
  static properties = { visitId: {} };

  constructor() {
    super();
    this.visitId = "";
    /** @type {Live<import("./queries.js").ToPrepare | null>} */
    this.known = new Live(this, () => toPrepare(this.visitId), null);
    this.draft = new Draft(this, () => prepareKey(this.visitId), {});
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { value } = this.known;
    if (!value || !this.draft.ready) return nothing;
    if (value.procedures.length === 0) return banner("info", t("Chưa rõ người dân cần việc gì: hãy gọi hỏi trước khi đi."));
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${stay}>
        ${value.procedures.map((row) => this.#procedure(row))}
      </form>
      ${this.#message(value)}`;
  }

  /** @param {Row} row */
  #procedure(row) {
    const picked = this.draft.values[caseField(row)] ?? "";
    const papers = papersByKind(row, picked);
    return html`<section>
      <h2>${procedureTitle(row)}</h2>
      ${banner(LOOKS[row.at_home] ?? "info", html`<strong>${wayWords(row.at_home)}.</strong> ${row.at_home_reason} ${row.at_home_article ? `(${row.at_home_article})` : ""}`)}
      ${casePicker(row, picked)} ${list(t("Phải nộp"), papers.hand_in)} ${list(t("Chỉ cần cho xem"), papers.show)} ${list(t("Lưu ý"), papers.note)}
    </section>`;
  }

  /** @param {import("./queries.js").ToPrepare} known */
  #message({ visit, citizen, procedures }) {
    const text = messageFor(visit, procedures, this.draft.values);
    return html`<section class="card">
      <h2>${t("Nhắn trước cho người dân")}</h2>
      <p lang="vi">${text}</p>
      <div class="button-row">
        ${citizen?.phone ? html`<a class="button" href="sms:${citizen.phone}?body=${encodeURIComponent(text)}">${icon("phone")} ${t("Nhắn tin")}</a>` : nothing}
        ${"share" in navigator ? html`<button class="button button-quiet" type="button" @click=${() => share(text)}>${t("Chia sẻ")}</button>` : nothing}
      </div>
    </section>`;
  }
}

/** @type {Record<string, "good" | "info" | "warn">} */
const LOOKS = { settle: "good", collect: "info", guide: "warn" };

/** @param {Row} row @param {string} picked */
function casePicker(row, picked) {
  const cases = casesToPick(row);
  if (cases.length === 0) return nothing;
  const choices = [{ value: "", label: t("Trường hợp thường") }, ...cases.map(({ key, name }) => ({ value: key, label: name }))];
  return tiles({ name: caseField(row), legend: t("Trường hợp nào?"), value: picked, choices });
}

/** @param {string} heading @param {Paper[]} papers */
const list = (heading, papers) =>
  papers.length === 0 ? nothing : html`<h3>${heading}</h3><ul>${papers.map((paper) => html`<li>${paper.name}</li>`)}</ul>`;

/** Every tick is kept at once: there is nothing to send. @param {Event} event */
const stay = (event) => event.preventDefault();

/** @param {string} text */
const share = (text) => navigator.share({ text }).catch(() => {}); // the person changed their mind

customElements.define("visit-prepare", VisitPrepare);
