/**
 * <request-form>: one page for a leader at the resident's side, then the same read back together. Code, link and
 * word are drawn when the page is checked and kept in the draft: whoever comes back finds the same slip.
 */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { popularProcedures } from "../catalogue/queries.js";
import { banner, faultSummary, isClean, showFaults } from "../citizens/fields.js";
import { findCitizen } from "../citizens/queries.js";
import { today } from "../core/clock.js";
import { Draft } from "../core/drafts.js";
import { newId, toHex } from "../core/ids.js";
import { Live } from "../core/live.js";
import { NoNumberLeft, drawNumber } from "../core/numbers.js";
import { once } from "../core/once.js";
import { showPhone } from "../core/phone.js";
import { goInstead } from "../core/router.js";
import { t } from "../core/texts.js";
import { nameScreen } from "../core/title.js";
import { registerRequest } from "./commands.js";
import { areas } from "./queries.js";
import { EMPTY, argsOf, consentFaults, faultsOf } from "./registration.js";
import { askFields, checkFields } from "./request-fields.js";
import { drawWord } from "./visit-words.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {{known: Row | undefined, own: Row[], others: Row[], procedures: Row[]}} Lists */

export const NEW = "new";

/** @param {string} who @returns {Promise<Lists>} */
const listsFor = async (who) => ({
  known: who === NEW ? undefined : await findCitizen(who),
  ...(await areas()),
  procedures: await popularProcedures(),
});

/** 128 random bits: the QR code of the slip leads to the tracking page without typing. */
const newToken = () => toHex(crypto.getRandomValues(new Uint8Array(16)));

export class RequestForm extends LitElement {
  static properties = { who: {}, faults: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.who = NEW;
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.problem = "";
    this.busy = false;
    /** @type {Live<Lists | null>} */
    this.lists = new Live(this, () => listsFor(this.who), null);
    this.draft = new Draft(this, () => `register/${this.who}`, EMPTY, () => this.#title());
  }

  createRenderRoot() {
    return this;
  }

  get #isNew() {
    return this.who === NEW;
  }

  #name() {
    return this.lists.value?.known?.full_name ?? this.draft.values.full_name;
  }

  #title() {
    return this.#name() ? t("Đăng ký cho {name}", { name: this.#name() }) : t("Đăng ký hộ người dân");
  }

  /** What the phone knows is filled in; whatever the leader has typed stays. @returns {Record<string, any>} */
  #values() {
    /** @type {{known?: Row, own?: Row[]}} */
    const { known, own = [] } = { ...this.lists.value };
    const filled = {
      phone: known?.phone ? showPhone(known.phone) : "",
      neighbourhood_id: known?.neighbourhood_id ?? (own.length === 1 ? own[0].id : ""),
    };
    return { ...filled, ...this.draft.values };
  }

  updated() {
    if (this.draft.ready) nameScreen(this, this.draft.values.step === "check" ? t("Kiểm tra lại cùng người dân") : this.#title());
  }

  render() {
    const { value } = this.lists;
    if (!value || !this.draft.ready) return nothing;
    if (!this.#isNew && !value.known) return banner("warn", t("Người này không còn trên máy."));
    const isCheck = this.draft.values.step === "check";
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${isCheck ? this.#save : this.#check}>
      ${faultSummary(this.faults)} ${this.problem ? banner("bad", this.problem) : nothing}
      ${isCheck ? this.#readBack(value) : this.#questions(value)}
    </form>`;
  }

  /** @param {Lists} lists */
  #questions(lists) {
    return html`${askFields(lists, this.#values(), this.faults)}
      <div class="action-bar"><button class="button button-primary">${t("Kiểm tra lại")}</button></div>`;
  }

  /** @param {Lists} lists */
  #readBack(lists) {
    return html`${checkFields(lists, this.#values(), this.faults)}
      <div class="action-bar">${this.#saveButtons()}</div>`;
  }

  #saveButtons() {
    return html`<button class="button button-quiet" type="button" @click=${this.#back}>${t("Sửa lại")}</button>
      <button class="button button-primary" ?disabled=${this.busy}>${t("Lưu đăng ký")}</button>`;
  }

  #back = () => this.#turn("ask");

  /** @param {string} step */
  #turn(step) {
    this.faults = {};
    this.draft.set({ step });
    scrollTo(0, 0);
  }

  #check = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    this.faults = faultsOf(this.#values(), this.#isNew, today());
    if (!isClean(this.faults)) return showFaults(this);
    if (!(await this.#draw())) return;
    // Asked again: drawing takes a moment, and what was tapped in that moment counts.
    this.draft.set(this.#values());
    this.#turn("check");
  });

  /** Drawn once: a second look at the same page shows the same code. */
  async #draw() {
    if (this.draft.values.tracking_code) return true;
    try {
      const [visit_word, tracking_code] = [await drawWord(), await drawNumber("tracking")];
      const citizen_id = this.#isNew ? newId() : this.who;
      this.draft.set({ request_id: newId(), citizen_id, visit_word, tracking_code, link_token: newToken() });
      return true;
    } catch (fault) {
      this.problem =
        fault instanceof NoNumberLeft
          ? t("Máy đã dùng hết mã hẹn. Hãy kết nối mạng một lần để nhận mã mới; phần đã ghi vẫn còn.")
          : t("Chưa lưu được. Hãy bấm lại.");
      return false;
    }
  }

  #save = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const values = this.#values();
    this.faults = consentFaults(values);
    if (!isClean(this.faults)) return showFaults(this);
    this.busy = true;
    try {
      const known = /** @type {any} */ (this.lists.value?.known ?? null);
      await registerRequest(argsOf(values, known), this.draft.key);
      return () => goInstead(`/requests/${values.request_id}/slip`);
    } catch (fault) {
      console.error("the registration could not be saved", fault);
      this.problem = t("Chưa lưu được. Hãy bấm lại.");
    } finally {
      this.busy = false;
    }
  });
}

customElements.define("request-form", RequestForm);
