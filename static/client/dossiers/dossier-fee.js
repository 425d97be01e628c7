/** <dossier-fee>: first whether a fee is due at all, then how much; and how the result goes back. */
import { html, nothing } from "../../vendor/lit.js";
import { channelOf, isAtOnce } from "../catalogue/queries.js";
import { banner, faultSummary, isClean, showFaults, textField, tiles } from "../citizens/fields.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { go } from "../core/router.js";
import { t } from "../core/texts.js";
import { ChosenProcedure } from "./chosen-procedure.js";
import { DoorStep } from "./door-step.js";
import { feeOf } from "./draft.js";
import { feeAccount } from "./queries.js";
import { money, totalOf, word } from "./words.js";

/** Whom the laws on civil status and residence free of fees. */
const EXEMPTIONS = ["Người có công, thân nhân liệt sĩ", "Hộ nghèo", "Người khuyết tật", "Người cao tuổi", "Trẻ em"];

export class DossierFee extends DoorStep {
  constructor() {
    super();
    this.procedure = new ChosenProcedure(this, this.draft);
    this.account = new Live(this, feeAccount, undefined);
  }

  render() {
    const { values } = this.draft;
    if (!this.procedure.ready) return nothing;
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#next}>
      ${faultSummary(this.faults)}
      ${tiles({
        name: "exempt",
        legend: t("Có thuộc diện miễn lệ phí không?"),
        hint: t("Hỏi câu này trước khi nói mức phí."),
        value: values.exempt,
        fault: this.faults.exempt,
        columns: 2,
        choices: [
          { value: "yes", label: t("Có, được miễn") },
          { value: "no", label: t("Không") },
        ],
      })}
      ${values.exempt === "yes" ? this.#exempt() : nothing} ${values.exempt === "no" ? this.#fee() : nothing} ${this.#delivery()} ${this.#isSettled ? nothing : this.#receiver()} ${this.#way()}
      ${textField({ name: "note", label: t("Ghi chú cho trung tâm"), value: values.note, optional: true, rows: 2 })}
      <div class="action-bar"><button class="button button-primary">${t("Xong phần này")}</button></div>
    </form>`;
  }

  #exempt() {
    const known = this.procedure.row?.exemptions ?? [];
    return tiles({
      name: "exempt_reason",
      legend: t("Vì sao được miễn?"),
      hint: t("Xem giấy tờ chứng minh, không cần chụp."),
      value: this.draft.values.exempt_reason,
      fault: this.faults.exempt_reason,
      choices: [...new Set([...known, ...EXEMPTIONS.map((reason) => t(reason))])].map((reason) => ({ value: reason, label: reason })),
    });
  }

  #fee() {
    const { values } = this.draft;
    const due = this.#due();
    return html`${due === null ? banner("warn", t("Danh mục chưa ghi mức phí. Hãy gọi trung tâm trước khi thu.")) : banner("info", t("Mức phí: {sum}", { sum: money(due) }))}
      ${textField({ name: "fee_amount", label: t("Số tiền thu (đồng)"), value: values.fee_amount || (due ?? ""), mode: "numeric", width: "width-medium", fault: this.faults.fee_amount })}`;
  }

  /** How it is paid: fee and postage together. */
  #way() {
    const { values } = this.draft;
    if (values.exempt !== "no" && !totalOf(feeOf(values) ?? {})) return nothing;
    return html`${tiles({
      name: "fee_way",
      legend: t("Thu bằng cách nào?"),
      value: values.fee_way,
      fault: this.faults.fee_way,
      columns: 3,
      choices: ["cash", "transfer", "none"].filter((way) => way !== "transfer" || this.account.value || values.fee_way === way).map((way) => ({ value: way, label: word("paid", way) })),
    })}
    ${values.fee_way === "cash"
      ? textField({ name: "fee_slip", label: t("Số biên lai đã đưa"), value: values.fee_slip, width: "width-medium", fault: this.faults.fee_slip })
      : nothing}
    ${values.fee_way === "transfer" ? banner("info", t("Lưu hồ sơ xong, máy hiện mã QR để người dân chuyển khoản.")) : nothing}`;
  }

  /** What the catalogue asks for so many copies. */
  #due() {
    const direct = this.procedure.row && channelOf(this.procedure.row);
    if (!direct || direct.fee_amount === null) return null;
    return direct.fee_amount * (direct.fee_per ? Math.max(1, Number(this.draft.values.copies) || 1) : 1);
  }

  /** What is settled at the door is given at the door. */
  get #isSettled() {
    return Boolean(this.procedure.row && isAtOnce(this.procedure.row));
  }

  #delivery() {
    const { values } = this.draft;
    if (this.#isSettled) return nothing;
    return html`${tiles({
      name: "delivery_way",
      legend: t("Trả kết quả thế nào?"),
      value: values.delivery_way,
      fault: this.faults.delivery_way,
      choices: ["home", "post", "counter"].map((way) => ({ value: way, label: word("delivery", way) })),
    })}
    ${values.delivery_way === "post"
      ? textField({ name: "delivery_address", label: t("Địa chỉ nhận bưu phẩm"), value: values.delivery_address || (this.door.value.citizen?.address ?? ""), fault: this.faults.delivery_address })
      : nothing}
    ${values.delivery_way === "post"
      ? textField({ name: "fee_postage", label: t("Cước bưu điện thu hộ (đồng)"), hint: t("Theo bảng giá của bưu điện. Để trống nếu người dân trả khi nhận."), value: values.fee_postage, mode: "numeric", width: "width-medium", optional: true, fault: this.faults.fee_postage })
      : nothing}`;
  }

  #receiver() {
    const { receiver_is, receiver_name, receiver_relation } = this.draft.values;
    return html`${tiles({
      name: "receiver_is",
      legend: t("Ai sẽ nhận kết quả?"),
      value: receiver_is,
      choices: [
        { value: "submitter", label: t("Người nộp hồ sơ") },
        { value: "owner", label: t("Chủ hồ sơ") },
        { value: "other", label: t("Người khác") },
      ],
    })}
    ${receiver_is === "other"
      ? html`${textField({ name: "receiver_name", label: t("Họ tên người nhận"), value: receiver_name, fault: this.faults.receiver_name })}
        ${textField({ name: "receiver_relation", label: t("Quan hệ với chủ hồ sơ"), value: receiver_relation, optional: true })}`
      : nothing}`;
  }

  /** What the screen offered and nobody changed is meant too. */
  #keepOffered() {
    const { values } = this.draft;
    if (values.exempt === "no" && values.fee_amount === "") this.draft.set({ fee_amount: String(this.#due() ?? "") });
    if (values.delivery_way === "post" && !values.delivery_address) this.draft.set({ delivery_address: this.door.value.citizen?.address ?? "" });
  }

  #next = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    this.#keepOffered();
    this.faults = { ...faultsOf(this.draft.values), ...(this.#isSettled ? { delivery_way: "" } : {}) };
    if (!isClean(this.faults)) return showFaults(this);
    await this.draft.flush();
    return () => go(`/visits/${this.visitId}/tasks`);
  });
}

/** @param {Record<string, any>} values @returns {import("../citizens/fields.js").Faults} */
function faultsOf(values) {
  return {
    exempt: values.exempt ? "" : t("Hãy hỏi có được miễn lệ phí không."),
    ...(values.exempt === "yes" ? { exempt_reason: values.exempt_reason ? "" : t("Hãy chọn lý do được miễn.") } : {}),
    ...(values.exempt === "no" ? { fee_amount: sumFault(values.fee_amount) } : {}),
    ...paidFaults(values),
    ...deliveryFaults(values),
  };
}

/** @param {Record<string, any>} values */
const deliveryFaults = (values) => ({
  delivery_way: values.delivery_way ? "" : t("Hãy chọn cách trả kết quả."),
  delivery_address: values.delivery_way === "post" && !values.delivery_address.trim() ? t("Hãy ghi địa chỉ nhận bưu phẩm.") : "",
  receiver_name: values.receiver_is === "other" && !values.receiver_name.trim() ? t("Hãy ghi họ tên người nhận.") : "",
});

/** @param {string} typed */
const sumFault = (typed) => (/^[\d. ]+$/.test(typed) ? "" : t("Hãy ghi số tiền, 0 nếu không thu."));

/** @param {Record<string, any>} values */
function paidFaults(values) {
  const isPaid = values.exempt === "no" || totalOf(feeOf(values) ?? {}) > 0;
  const fee_postage = values.delivery_way === "post" && values.fee_postage ? sumFault(values.fee_postage) : "";
  return isPaid ? { fee_postage, ...wayFaults(values) } : { fee_postage };
}

/** @param {Record<string, any>} values */
const wayFaults = ({ fee_way, fee_slip }) => ({
  fee_way: fee_way ? "" : t("Hãy chọn cách thu."),
  fee_slip: fee_way === "cash" && !fee_slip.trim() ? t("Hãy ghi số biên lai. Chưa có biên lai thì chọn “Chưa thu”.") : "",
});

customElements.define("dossier-fee", DossierFee);
