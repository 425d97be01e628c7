/** <citizen-correct>: details of a citizen that turned out wrong at the door; what stood there is said along. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { today } from "../core/clock.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { e164, showPhone } from "../core/phone.js";
import { setTitle } from "../core/router.js";
import { t } from "../core/texts.js";
import { saved } from "../core/words.js";
import { correctCitizen } from "./commands.js";
import { backLink, banner, faultSummary, isClean, showFaults, textField } from "./fields.js";
import { findCitizen, reported } from "./queries.js";

/** Fields that may be corrected here, and how they are asked. @type {Record<string, {label: string, mode?: string, rows?: number}>} */
const FIELDS = {
  full_name: { label: "Họ và tên" },
  birth_year: { label: "Năm sinh", mode: "numeric" },
  phone: { label: "Số điện thoại", mode: "tel" },
  address: { label: "Địa chỉ" },
  old_address: { label: "Địa chỉ cũ (trước sáp nhập)" },
  directions: { label: "Chỉ đường" },
  access_notes: { label: "Lưu ý khi vào nhà", rows: 3 },
};

/** @param {string} name @param {any} value */
const asText = (name, value) => (name === "phone" && value ? showPhone(value) : String(value ?? ""));

/** @param {string} name @param {string} text @returns {string | number | null} */
function asValue(name, text) {
  const trimmed = text.trim();
  if (name === "birth_year") return Number(trimmed);
  return name === "phone" ? (trimmed ? e164(trimmed) : null) : trimmed;
}

/** @param {number} year */
const isYear = (year) => year >= 1890 && year <= Number(today().slice(0, 4));

/** @param {string} id @returns {Promise<{citizen?: any, past?: import("../core/types.js").Command[]}>} */
const answersFor = async (id) => ({ citizen: await findCitizen(id), past: await reported(id) });

export class CitizenCorrect extends LitElement {
  static properties = { citizenId: {}, faults: { state: true }, notice: { state: true } };

  constructor() {
    super();
    this.citizenId = "";
    /** @type {import("./fields.js").Faults} */
    this.faults = {};
    this.notice = "";
    /** @type {Live<{citizen?: any, past?: import("../core/types.js").Command[]}>} */
    this.known = new Live(this, () => answersFor(this.citizenId), {});
    this.draft = new Draft(this, () => `citizen/${this.citizenId}`, { reason: "" }, () => this.#title());
  }

  createRenderRoot() {
    return this;
  }

  #title() {
    return t("Sửa thông tin: {name}", { name: this.known.value.citizen?.full_name ?? "" });
  }

  updated() {
    if (this.known.value.citizen) setTitle(this.#title());
  }

  render() {
    const { citizen } = this.known.value;
    if (!citizen || !this.draft.ready) return nothing;
    return html`${backLink()}<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#save}>
        ${faultSummary(this.faults)} ${this.notice ? banner("good", this.notice) : nothing}
        ${Object.entries(FIELDS).map(([name, { label, ...look }]) =>
          textField({ name, label: t(label), value: this.#text(name), fault: this.faults[name], ...look }),
        )}
        ${textField({ name: "reason", label: t("Vì sao sửa"), value: this.draft.values.reason, fault: this.faults.reason })}
        <div class="action-bar"><button class="button button-primary">${t("Gửi phần sửa")}</button></div>
      </form>
      ${this.#past()}`;
  }

  /** @param {string} name */
  #text(name) {
    return this.draft.values[name] ?? asText(name, this.known.value.citizen[name]);
  }

  #past() {
    const corrections = (this.known.value.past ?? []).filter(({ type }) => type === "citizens.correct");
    if (corrections.length === 0) return nothing;
    return html`<h2>${t("Đã sửa trên máy này")}</h2>
      <ul class="plain-list">
        ${corrections.map(({ args }) =>
          Object.entries(args.fields).map(
            ([name, { from, to }]) =>
              html`<li>${t(FIELDS[name]?.label ?? name)}: <del>${asText(name, from)}</del> → <ins>${asText(name, to)}</ins> (${args.reason})</li>`,
          ),
        )}
      </ul>`;
  }

  /** @returns {Record<string, {from: any, to: any}>} */
  #changes() {
    const { citizen } = this.known.value;
    const names = Object.keys(FIELDS).filter((name) => name in this.draft.values);
    const changes = names.map((name) => ({ name, from: citizen[name] ?? null, to: asValue(name, this.#text(name)) }));
    const real = changes.filter(({ from, to }) => (from ?? "") !== (to ?? ""));
    return Object.fromEntries(real.map(({ name, from, to }) => [name, { from, to }]));
  }

  /** @param {Record<string, {to: any}>} changes */
  #check({ birth_year, phone }) {
    const isPhone = !phone || phone.to || !this.#text("phone").trim();
    return {
      full_name: this.#text("full_name").trim() ? "" : t("Hãy ghi họ và tên."),
      birth_year: !birth_year || isYear(birth_year.to) ? "" : t("Năm sinh gồm bốn chữ số."),
      phone: isPhone ? "" : t("Số điện thoại chưa đúng."),
      reason: this.draft.values.reason.trim() ? "" : t("Hãy ghi vì sao sửa."),
    };
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const changes = this.#changes();
    this.faults = this.#check(changes);
    if (isClean(this.faults) && Object.keys(changes).length === 0) this.faults = { full_name: t("Chưa có gì thay đổi.") };
    if (!isClean(this.faults)) return showFaults(this);
    await correctCitizen(this.citizenId, changes, this.draft.values.reason.trim(), this.draft.key);
    this.draft.reset();
    this.notice = saved();
    scrollTo(0, 0);
  });
}

customElements.define("citizen-correct", CitizenCorrect);
