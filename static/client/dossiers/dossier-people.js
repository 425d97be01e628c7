/** <dossier-people>: whose matter it is, who hands it in and by what right, who helps: often three persons. */
import { html, nothing } from "../../vendor/lit.js";
import "../citizens/alike-people.js";
import { banner, faultSummary, isClean, showFaults, textField, tiles } from "../citizens/fields.js";
import { today } from "../core/clock.js";
import { once } from "../core/once.js";
import { e164 } from "../core/phone.js";
import { go } from "../core/router.js";
import { t } from "../core/texts.js";
import { DoorStep } from "./door-step.js";
import { word } from "./words.js";

const ADULT = 18;

/** @type {Record<string, string>} */
const RIGHTS = {
  relative: "Vợ chồng, con, cháu ruột, cha mẹ, anh chị em ruột: giấy uỷ quyền không phải chứng thực.",
  authorised: "Có giấy uỷ quyền của chủ hồ sơ.",
  guardian: "Chủ hồ sơ là trẻ em, hoặc người mất hay hạn chế năng lực hành vi.",
};

export class DossierPeople extends DoorStep {
  render() {
    const { citizen } = this.door.value;
    const { values } = this.draft;
    if (!citizen || !this.draft.ready) return nothing;
    const isOtherOwner = values.owner_is === "other";
    return html`<form novalidate @input=${this.draft.input} @change=${this.draft.input} @submit=${this.#next}>
      ${faultSummary(this.faults)}
      ${tiles({
        name: "owner_is",
        legend: t("Hồ sơ là việc của ai?"),
        hint: t("Chủ hồ sơ: người có tên trên giấy tờ sẽ được cấp."),
        value: values.owner_is,
        choices: [
          { value: "citizen", label: citizen.full_name, hint: t("Sinh năm {year}", { year: citizen.birth_year }) },
          { value: "other", label: t("Người khác") },
        ],
      })}
      ${isOtherOwner ? this.#owner() : nothing}
      ${tiles({
        name: "submitter_is",
        legend: t("Ai nộp hồ sơ?"),
        value: values.submitter_is,
        fault: this.faults.submitter_is,
        choices: [
          { value: "owner", label: t("Chính chủ hồ sơ") },
          ...(isOtherOwner ? [{ value: "citizen", label: citizen.full_name }] : []),
          { value: "other", label: t("Người khác nộp thay") },
        ],
      })}
      ${this.#young()} ${values.submitter_is === "other" ? this.#submitter() : nothing} ${isFor(values) ? this.#right() : nothing}
      <details ?open=${Boolean(values.helper_name)}>
        <summary>${t("Có người giúp đỡ, phiên dịch, đọc hộ")}</summary>
        ${this.#text("helper_name", t("Họ tên người giúp"))} ${this.#text("helper_relation", t("Là ai"), t("Ví dụ: tổ trưởng, hàng xóm"))}
      </details>
      <div class="action-bar"><button class="button button-primary">${t("Tiếp: giấy tờ")}</button></div>
    </form>`;
  }

  #owner() {
    return html`${this.#text("owner_name", t("Họ tên chủ hồ sơ"))}
    ${textField({ name: "owner_birth_year", label: t("Năm sinh chủ hồ sơ"), value: this.draft.values.owner_birth_year, mode: "numeric", width: "width-short", optional: true, fault: this.faults.owner_birth_year })}
    <alike-people .name=${this.draft.values.owner_name} .year=${this.draft.values.owner_birth_year}></alike-people>`;
  }

  #submitter() {
    const { values } = this.draft;
    return html`${this.#text("submitter_name", t("Họ tên người nộp"))}
      ${textField({ name: "submitter_birth_year", label: t("Năm sinh người nộp"), value: values.submitter_birth_year, mode: "numeric", width: "width-short", optional: true, fault: this.faults.submitter_birth_year })}
      ${textField({ name: "submitter_phone", label: t("Số điện thoại người nộp"), value: values.submitter_phone, type: "tel", mode: "tel", width: "width-medium", optional: true, fault: this.faults.submitter_phone })}
      ${values.submitter_last4 ? html`<p>${t("Đã xem thẻ: …{last4}", { last4: values.submitter_last4 })}</p>` : html`<p><a href="#/visits/${this.visitId}/identity">${t("Quét hoặc gõ thẻ của người nộp")}</a></p>`}`;
  }

  #right() {
    const { submitter_right } = this.draft.values;
    return html`${this.#text("submitter_relation", t("Quan hệ với chủ hồ sơ"), t("Ví dụ: con gái, vợ, cháu nội"))}
    ${tiles({
      name: "submitter_right",
      legend: t("Nộp thay với tư cách gì?"),
      value: submitter_right,
      fault: this.faults.submitter_right,
      choices: ["relative", "authorised", "guardian"].map((right) => ({ value: right, label: word("right", right), hint: t(RIGHTS[right]) })),
    })}
    ${submitter_right === "guardian" || submitter_right === "authorised" ? this.#proof(submitter_right === "guardian") : nothing}`;
  }

  /** @param {boolean} isGuardian */
  #proof(isGuardian) {
    return textField({
      name: "submitter_authorisation",
      label: isGuardian ? t("Giấy tờ chứng minh") : t("Giấy uỷ quyền"),
      hint: t("Ghi số, ngày của giấy. Chưa có thì để trống: hồ sơ vẫn nhận, trung tâm sẽ hỏi lại."),
      value: this.draft.values.submitter_authorisation,
      optional: true,
    });
  }

  /** Children do not hand in by themselves. */
  #young() {
    const { owner_is, owner_birth_year, submitter_is } = this.draft.values;
    const year = owner_is === "other" ? Number(owner_birth_year) : this.door.value.citizen?.birth_year;
    const isYoung = submitter_is === "owner" && year > Number(today().slice(0, 4)) - ADULT;
    return isYoung ? banner("warn", t("Chủ hồ sơ chưa đủ 18 tuổi: thường phải có cha, mẹ hoặc người giám hộ nộp thay.")) : nothing;
  }

  /** @param {string} name @param {string} label @param {string} [hint] */
  #text(name, label, hint = "") {
    return textField({ name, label, hint, value: this.draft.values[name], fault: this.faults[name] });
  }

  #next = once(async (/** @type {Event} */ event) => {
    event.preventDefault();
    this.faults = faultsOf(this.draft.values);
    if (!isClean(this.faults)) return showFaults(this);
    await this.draft.flush();
    return () => go(`/visits/${this.visitId}/papers`);
  });
}

/** @param {Record<string, any>} values @returns {import("../citizens/fields.js").Faults} */
function faultsOf(values) {
  const isOther = values.submitter_is === "other";
  return {
    ...(values.owner_is === "other" ? ownerFaults(values) : {}),
    submitter_is: values.submitter_is ? "" : t("Hãy chọn ai nộp hồ sơ."),
    submitter_birth_year: isOther ? yearFault(values.submitter_birth_year) : "",
    ...(isOther ? otherFaults(values) : {}),
    submitter_right: isFor(values) && !values.submitter_right ? t("Hãy chọn tư cách người nộp thay.") : "",
  };
}

/** Whether somebody hands in for the owner. @param {Record<string, any>} values */
const isFor = ({ submitter_is }) => submitter_is === "other" || submitter_is === "citizen";

/** @param {Record<string, any>} values */
const ownerFaults = (values) => ({
  owner_name: values.owner_name.trim() ? "" : t("Hãy ghi họ tên chủ hồ sơ."),
  owner_birth_year: yearFault(values.owner_birth_year),
});

/** @param {Record<string, any>} values */
const otherFaults = (values) => ({
  submitter_name: values.submitter_name.trim() ? "" : t("Hãy ghi họ tên người nộp."),
  submitter_phone: values.submitter_phone.trim() && !e164(values.submitter_phone) ? t("Số điện thoại chưa đúng.") : "",
  submitter_relation: values.submitter_relation.trim() ? "" : t("Hãy ghi quan hệ với chủ hồ sơ."),
});

/** @param {string} text */
function yearFault(text) {
  const year = Number(text.trim());
  const isFine = !text.trim() || (Number.isInteger(year) && year >= 1890 && year <= new Date().getFullYear());
  return isFine ? "" : t("Năm sinh gồm bốn chữ số.");
}

customElements.define("dossier-people", DossierPeople);
