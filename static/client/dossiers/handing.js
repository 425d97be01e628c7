/** Who received a result and by what right, from the form to the report. Pure. */
import { t } from "../core/texts.js";

/** What a form begins with. */
export const NO_RECEIVER = { to_is: "", to_name: "", to_relation: "", to_last4: "", to_authorisation: "", note: "" };

/**
 * @param {Record<string, any>} values
 * @param {any} dossier
 * @param {string[]} originals what the officer has in the bag; all of it goes home unless somebody unticked it
 * @returns {import("./commands.js").HandOver}
 */
export function handOverOf(values, dossier, originals) {
  const to = receiverOf(values, dossier.roles);
  const back = values.returned ?? originals;
  return {
    result_id: dossier.result.id,
    to: { ...to, identity_last4: values.to_last4.trim() || null },
    papers_returned: originals.filter((id) => back.includes(id)),
    signature: { way: values.way, file: values.file?.sha256 ?? null, name: to.name },
    given_signature: values.giver_file?.sha256 ?? null,
    note: values.note.trim(),
  };
}

/** @param {Record<string, any>} values @param {any} roles */
export function receiverOf(values, { owner, submitter, receiver }) {
  if (values.to_is === "other")
    return { name: values.to_name.trim(), relation: values.to_relation.trim(), authorisation: values.to_authorisation.trim() || null };
  const known = [owner, submitter, receiver].find((one) => one?.name === values.to_is) ?? submitter;
  return { name: known.name, relation: known === owner ? "chủ hồ sơ" : (known.relation ?? ""), authorisation: known.authorisation };
}

/** @param {Record<string, any>} values @returns {Record<string, string>} */
export function handOverFaults(values) {
  return {
    papers_counted: values.papers_counted ? "" : t("Hãy đếm cùng người nhận rồi đánh dấu."),
    ...receiverFaults(values),
    file: values.file ? "" : t("Người nhận chưa ký."),
    giver_file: values.giver_file ? "" : t("Người giao chưa ký."),
  };
}

/** @param {Record<string, any>} values @returns {Record<string, string>} */
export const receiverFaults = (values) => ({
  to_is: values.to_is ? "" : t("Hãy chọn ai nhận."),
  ...(values.to_is === "other" ? otherFaults(values) : {}),
  ...seenFaults(values),
});

/** @param {Record<string, any>} values */
const otherFaults = (values) => ({
  to_name: values.to_name.trim() ? "" : t("Hãy ghi họ tên người nhận."),
  to_relation: values.to_relation.trim() ? "" : t("Hãy ghi quan hệ với chủ hồ sơ."),
});

/** Without a paper seen there must be a word why. @param {Record<string, any>} values */
function seenFaults({ to_last4, note }) {
  const last4 = to_last4.trim();
  return {
    to_last4: !last4 || /^\d{4}$/.test(last4) ? "" : t("Chỉ ghi đúng 4 chữ số cuối."),
    note: last4 || note.trim() ? "" : t("Không xem giấy tờ thì ghi lý do ở đây."),
  };
}
