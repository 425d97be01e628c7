/** What a registration asks, what is missing, and how the answers become the command. Pure but for the words. */
import { procedureTitle } from "../catalogue/queries.js";
import { e164 } from "../core/phone.js";
import { t } from "../core/texts.js";

/** @typedef {Record<string, any>} Values */
/** @typedef {import("../citizens/fields.js").Faults} Faults */

export const CONSENT_TEXT = "leader-2026-11";
const OLDEST = 1890;
const UNKNOWN = "unknown";
const OTHER = "other";

/** @type {Record<string, string>} */
const HARDSHIPS = {
  age: "Cao tuổi",
  disability: "Khuyết tật",
  illness: "Ốm đau, mới ra viện",
  alone: "Sống một mình",
  other: "Lý do khác",
};

export const hardshipChoices = () => Object.entries(HARDSHIPS).map(([value, label]) => ({ value, label: t(label) }));

/** @param {string | null} hardship */
export const hardshipWords = (hardship) => t(HARDSHIPS[hardship ?? ""] ?? "Không ghi");

/** How a draft begins; telephone and neighbourhood begin with what the phone knows. @type {Values} */
export const EMPTY = {
  step: "ask",
  full_name: "",
  birth_year: "",
  phone_owner: "self",
  address: "",
  directions: "",
  access_notes: "",
  procedure: "",
  need_text: "",
  hardship: "",
  wish: "",
  note: "",
  consent: "",
  agreed: false,
};

/** The everyday procedures, and two honest answers. @param {any[]} procedures */
export const needChoices = (procedures) => [
  ...procedures.map((row) => ({ value: row.code, label: procedureTitle(row) })),
  { value: OTHER, label: t("Việc khác") },
  { value: UNKNOWN, label: t("Chưa rõ, nhờ trung tâm gọi hỏi") },
];

/** @param {Values} values @param {boolean} isNew @param {string} today @returns {Faults} */
export function faultsOf(values, isNew, today) {
  return {
    ...(isNew ? personFaults(values, today) : {}),
    phone: values.phone.trim() && !e164(values.phone) ? t("Số điện thoại chưa đúng.") : "",
    procedure: values.procedure ? "" : t("Hãy chọn việc cần làm."),
    need_text: needTextFault(values),
  };
}

/** Something else than the listed work is told in words. @param {Values} values */
export const needTextFault = ({ procedure, need_text }) => (procedure === OTHER && !need_text.trim() ? t("Hãy ghi việc cần làm.") : "");

/** @param {Values} values @param {string} today @returns {Faults} */
function personFaults({ full_name, birth_year, neighbourhood_id }, today) {
  const year = Number(birth_year);
  const isYear = /^\d{4}$/.test(birth_year.trim()) && year >= OLDEST && year <= Number(today.slice(0, 4));
  return {
    full_name: full_name.trim().length >= 2 ? "" : t("Hãy ghi họ và tên."),
    birth_year: isYear ? "" : t("Năm sinh gồm bốn chữ số."),
    neighbourhood_id: neighbourhood_id ? "" : t("Hãy chọn tổ dân phố."),
  };
}

/** @param {Values} values @returns {Faults} */
export const consentFaults = ({ consent, agreed }) => ({
  consent: consent ? "" : t("Hãy chọn ai đồng ý."),
  agreed: agreed ? "" : t("Cần có sự đồng ý trước khi lưu."),
});

/** The answers that stand for a need as it was sent. @param {any} request @returns {Values} */
export const needValues = ({ procedure_code, need_text, hardship }) => ({
  procedure: procedure_code ?? (need_text ? OTHER : UNKNOWN),
  need_text,
  hardship: hardship ?? "",
});

/** A need as it is sent. @param {Values} values */
export const needOfValues = ({ procedure, need_text, hardship }) => ({
  need_text: need_text.trim(),
  procedure_code: [OTHER, UNKNOWN].includes(procedure) ? null : procedure,
  hardship: hardship || null,
});

/** @param {string} wish such as 2026-11-28/morning */
export function wishOf(wish) {
  const [date, half] = wish.split("/");
  return half ? { date, half } : null;
}

/**
 * The command's args.
 * @param {Values} values with the ids, the code, the token and the word that were kept with the draft
 * @param {{full_name: string, phone: string | null} | null} known the citizen when it is one of the list
 */
export function argsOf(values, known) {
  const phone = e164(values.phone);
  return {
    request_id: values.request_id,
    citizen_id: values.citizen_id,
    person: known ? null : personOf(values, phone),
    for_whom: OTHER,
    requester: known && phone && phone !== known.phone ? requesterOf(known, values, phone) : null,
    ...needOfValues(values),
    wish: wishOf(values.wish),
    tracking_code: values.tracking_code,
    link_token: values.link_token,
    visit_word: values.visit_word,
    note: values.note.trim(),
    consent: { given: true, by: values.consent, text_version: CONSENT_TEXT },
  };
}

/** @param {Values} values @param {string | null} phone */
const personOf = (values, phone) => ({
  full_name: values.full_name.trim(),
  birth_year: Number(values.birth_year),
  sex: null,
  phone,
  phone_owner: phone ? values.phone_owner : null,
  neighbourhood_id: values.neighbourhood_id,
  address: values.address.trim(),
  old_address: "",
  directions: values.directions.trim(),
  priority_groups: [],
  access_notes: values.access_notes.trim(),
  contacts: [],
});

/** Another number than the recorded one: kept with the request, the person's record is not touched. @param {{full_name: string}} known @param {Values} values @param {string} phone */
const requesterOf = (known, { phone_owner }, phone) => ({
  name: phone_owner === "self" ? known.full_name : "",
  relation: phone_owner === "self" ? "" : phone_owner,
  phone,
  zalo: false,
  best_time: "",
});
