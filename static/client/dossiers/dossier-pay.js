/** <dossier-pay>: the code by which the family transfers the fee; it shows how, and never says that it was paid. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { banner, faultSummary, isClean, showFaults, textField } from "../citizens/fields.js";
import { Draft } from "../core/drafts.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { qrSvg } from "../core/qr-draw.js";
import { goInstead } from "../core/router.js";
import { t } from "../core/texts.js";
import { takeFee } from "./commands.js";
import { feeAccount, findDossier } from "./queries.js";
import { paymentCode, purposeOf } from "./vietqr.js";
import { money, owedOf, totalOf } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {{dossier?: Row, account?: Row}} Payment */

export class DossierPay extends LitElement {
  static properties = { dossierId: {}, faults: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.dossierId = "";
    this.busy = false;
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    /** @type {Live<Payment>} */
    this.payment = new Live(this, async () => ({ dossier: await findDossier(this.dossierId), account: await feeAccount() }), /** @type {Payment} */ ({}));
    this.draft = new Draft(this, () => `pay/${this.dossierId}`, { slip: "" }, () => t("Thu tiền mặt"));
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { dossier, account } = this.payment.value;
    if (!dossier || !this.draft.ready) return nothing;
    const owed = owedOf(dossier);
    return owed ? this.#owed(dossier, account, owed) : this.#settled(dossier);
  }

  /** @param {Row} dossier @param {Row | undefined} account @param {any} owed */
  #owed(dossier, account, owed) {
    const sum = money(totalOf(owed));
    return html`${owed.what_for ? banner("info", `${owed.what_for}: ${sum}`) : nothing}
      ${account && dossier.receipt ? this.#code(dossier.receipt, sum, totalOf(owed), account) : banner("info", t("Chưa có mã QR: phường chưa đặt tài khoản, hoặc hồ sơ chưa có số giấy hẹn."))}
      ${banner("warn", t("Khi trung tâm thấy tiền về, hồ sơ mới ghi là đã thu. Không cần đợi; gia đình chuyển lúc nào cũng được."))}
      <form novalidate @input=${this.draft.input} @submit=${this.#cash}>
        ${faultSummary(this.faults)}
        <h2>${t("Không chuyển khoản được?")}</h2>
        ${textField({ name: "slip", label: t("Số biên lai đã đưa"), value: this.draft.values.slip, width: "width-medium", fault: this.faults.slip })}
        <button class="button button-quiet" ?disabled=${this.busy}>${t("Thu tiền mặt {sum}", { sum })}</button>
      </form>
      ${owed.what_for && account ? html`<p><button class="button button-quiet" ?disabled=${this.busy} @click=${this.#transferred}>${t("Gia đình đã chuyển khoản")}</button></p>` : nothing}
      ${this.#next(dossier)}`;
  }

  /** @param {any} receipt @param {string} sum @param {number} total @param {Row} account */
  #code(receipt, sum, total, account) {
    const lines = [
      [t("Số tiền"), sum],
      [t("Ngân hàng"), account.bank_name],
      [t("Số tài khoản"), account.account_number],
      [t("Chủ tài khoản"), account.account_name],
      [t("Nội dung"), purposeOf(receipt.number)],
    ];
    return html`<p>${t("Mở ứng dụng ngân hàng, quét mã này.")}</p>
      ${qrSvg(paymentCode(/** @type {any} */ (account), total, receipt.number), t("Mã QR chuyển khoản {sum}", { sum }))}
      <dl class="summary-list">${lines.map(([label, words]) => html`<div><dt>${label}</dt><dd>${words}</dd></div>`)}</dl>`;
  }

  /** @param {Row} dossier */
  #settled(dossier) {
    return html`${banner("good", dossier.finance.paid ? t("Lệ phí đã xong.") : t("Hồ sơ này không chờ chuyển khoản."))} ${this.#next(dossier)}`;
  }

  /** @param {Row} dossier */
  #next({ id, visit_id, signatures }) {
    if (signatures.length === 0) return html`<div class="action-bar"><a class="button button-primary" href="#/dossiers/${id}/sign">${t("Ký xác nhận")}</a></div>`;
    return html`<div class="action-bar"><a class="button button-primary" href=${visit_id ? `#/visits/${visit_id}/tasks` : `#/dossiers/${id}`}>${t("Xong")}</a></div>`;
  }

  /** The family says so; the centre will see. */
  #transferred = once(() => this.#take("transfer", null));

  /** Cash instead: the same sum, with a slip. @param {Event} event */
  #cash = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    const slip = this.draft.values.slip.trim();
    this.faults = { slip: slip ? "" : t("Hãy ghi số biên lai. Chưa có biên lai thì chưa thu.") };
    if (!isClean(this.faults)) return showFaults(this);
    return this.#take("cash", slip);
  });

  /** @param {"cash" | "transfer"} way @param {string | null} slip */
  async #take(way, slip) {
    const { dossier } = this.payment.value;
    const owed = dossier && owedOf(dossier);
    if (!dossier || !owed) return;
    this.busy = true;
    const { what_for, ...fee } = owed;
    await takeFee(dossier.id, { ...fee, way, slip }, this.draft.key).finally(() => (this.busy = false));
    return () => goInstead(`/dossiers/${dossier.id}${what_for ? "" : "/receipt"}`);
  }
}

customElements.define("dossier-pay", DossierPay);
