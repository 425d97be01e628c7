/** Who takes a result: one of the dossier's people, or somebody else with name, relation and authorisation. */
import { html, nothing } from "../../vendor/lit.js";
import { textField, tiles } from "../citizens/fields.js";
import { t } from "../core/texts.js";

/**
 * @param {any} roles
 * @param {Record<string, any>} values
 * @param {import("../citizens/fields.js").Faults} faults
 */
export function receiverFields({ receiver, owner, submitter }, values, faults) {
  const people = [...new Map([receiver, owner, submitter].filter(Boolean).map((one) => [one.name, one])).values()];
  const text = (/** @type {string} */ name, /** @type {string} */ label, optional = false) =>
    textField({ name, label, value: values[name], fault: faults[name], optional });
  return html`${tiles({
    name: "to_is",
    legend: t("Ai nhận?"),
    value: values.to_is,
    fault: faults.to_is,
    choices: [
      ...people.map(({ name, relation }) => ({ value: name, label: name, hint: relation ?? "" })),
      { value: "other", label: t("Người khác nhận thay") },
    ],
  })}
  ${values.to_is === "other"
    ? html`${text("to_name", t("Họ tên người nhận"))} ${text("to_relation", t("Quan hệ với chủ hồ sơ"))} ${text("to_authorisation", t("Giấy uỷ quyền"), true)}`
    : nothing}
  ${textField({ name: "to_last4", label: t("4 số cuối giấy tờ đã xem"), value: values.to_last4, mode: "numeric", width: "width-short", fault: faults.to_last4, hint: t("Để trống nếu không có giấy tờ, ghi lý do ở ghi chú.") })}`;
}
