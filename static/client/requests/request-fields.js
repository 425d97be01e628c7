/** The two halves of <request-form>: what is asked, and the same read back with the resident. */
import { html, nothing } from "../../vendor/lit.js";
import "../citizens/alike-people.js";
import { textField, tick, tiles } from "../citizens/fields.js";
import { addressOf } from "../citizens/queries.js";
import { icon } from "../core/icon.js";
import { showPhone } from "../core/phone.js";
import { t } from "../core/texts.js";
import { halfWords, shortDay, weekendsAfter, wishWords } from "./half-days.js";
import { hardshipChoices, hardshipWords, needChoices, wishOf } from "./registration.js";

/** @typedef {import("./request-form.js").Lists} Lists */
/** @typedef {import("../citizens/fields.js").Faults} Faults */
/** @typedef {Record<string, any>} Values */

/** @param {Lists} lists @param {Values} values @param {Faults} faults */
export function askFields(lists, values, faults) {
  return html`${lists.known ? knownPerson(lists.known, lists) : newPerson(lists, values, faults)}
  ${tiles({ name: "procedure", legend: t("Việc cần làm"), choices: needChoices(lists.procedures), value: values.procedure, fault: faults.procedure })}
  ${textField({
    name: "need_text",
    label: t("Nói thêm về việc này"),
    value: values.need_text,
    rows: 2,
    optional: values.procedure !== "other",
    fault: faults.need_text,
  })}
  ${tiles({ name: "hardship", legend: t("Vì sao khó đi lại?"), choices: hardshipChoices(), value: values.hardship, columns: 2 })}
  ${wishField(values)}
  ${textField({
    name: "phone",
    label: t("Số điện thoại để gọi lại"),
    value: values.phone,
    mode: "tel",
    type: "tel",
    optional: true,
    hint: t("Không có thì để trống, tổ trưởng sẽ báo tận nhà."),
    fault: faults.phone,
  })}
  ${values.phone.trim() ? ownerField(values) : nothing}
  ${textField({ name: "note", label: t("Ghi chú cho trung tâm"), value: values.note, rows: 2, optional: true })}`;
}

/** @param {Values} values */
const ownerField = (values) =>
  tiles({
    name: "phone_owner",
    legend: t("Số này của ai?"),
    choices: [
      { value: "self", label: t("Của chính người dân") },
      { value: "người nhà", label: t("Của người nhà") },
      { value: "hàng xóm", label: t("Của hàng xóm") },
    ],
    value: values.phone_owner,
    columns: 3,
  });

/** @param {Values} values */
function wishField(values) {
  const days = weekendsAfter().map(({ date, half }) => ({ value: `${date}/${half}`, label: `${shortDay(date)}, ${halfWords(half)}` }));
  return html`<div class="field">
    <label for="wish">${t("Muốn hẹn buổi nào")} <span class="optional">(${t("không bắt buộc")})</span></label>
    <select class="input" id="wish" name="wish">
      ${[{ value: "", label: t("Buổi nào cũng được") }, ...days].map(
        ({ value, label }) => html`<option value=${value} ?selected=${values.wish === value}>${label}</option>`,
      )}
    </select>
  </div>`;
}

/** @param {any} known @param {Lists} lists */
function knownPerson(known, { own, others }) {
  const place = [...own, ...others].find(({ id }) => id === known.neighbourhood_id);
  return html`<p class="lead"><strong>${known.full_name}</strong>, ${t("sinh năm {year}", { year: known.birth_year })}<br /><small>${addressOf(known, place)}</small></p>`;
}

/** @param {Lists} lists @param {Values} values @param {Faults} faults */
function newPerson(lists, values, faults) {
  return html`${textField({ name: "full_name", label: t("Họ và tên"), value: values.full_name, fault: faults.full_name })}
  ${textField({ name: "birth_year", label: t("Năm sinh"), value: values.birth_year, mode: "numeric", fault: faults.birth_year, width: "width-short" })}
  <alike-people .name=${values.full_name} .year=${values.birth_year} .to=${(/** @type {string} */ id) => `#/register/${id}`}></alike-people>
  ${areaField(lists, values, faults.neighbourhood_id)}
  ${textField({ name: "address", label: t("Số nhà, đường, ngõ"), value: values.address, optional: true })}
  ${textField({ name: "directions", label: t("Chỉ đường"), hint: t("Ví dụ: ngõ cạnh nhà văn hoá, cổng xanh"), value: values.directions, optional: true })}
  ${textField({ name: "access_notes", label: t("Lưu ý khi vào nhà"), hint: t("Ví dụ: chó dữ, tầng 3, nặng tai"), value: values.access_notes, optional: true })}`;
}

/** @param {Lists} lists @param {Values} values @param {string} [fault] */
function areaField({ own, others }, values, fault = "") {
  const option = (/** @type {any} */ { id, name }) => html`<option value=${id} ?selected=${values.neighbourhood_id === id}>${name}</option>`;
  return html`<div class="field ${fault ? "field-wrong" : ""}">
    <label for="neighbourhood_id">${t("Tổ dân phố")}</label>
    ${fault ? html`<p class="field-error" id="neighbourhood_id-fault">${fault}</p>` : nothing}
    <select class="input" id="neighbourhood_id" name="neighbourhood_id" aria-describedby=${fault ? "neighbourhood_id-fault" : nothing}>
      <option value="" ?selected=${!values.neighbourhood_id}>${t("Chọn tổ")}</option>
      <optgroup label=${t("Tổ của tôi")}>${own.map(option)}</optgroup>
      <optgroup label=${t("Tổ khác")}>${others.map(option)}</optgroup>
    </select>
  </div>`;
}

/** @param {Lists} lists @param {Values} values @param {Faults} faults */
export function checkFields(lists, values, faults) {
  const rows = rowsOf(lists, values);
  return html`<p class="lead">${t("Đọc to cho người dân nghe và hỏi: đúng chưa?")}</p>
    ${"speechSynthesis" in globalThis
      ? html`<button class="button button-quiet" type="button" @click=${() => readAloud(rows)}>${icon("person")} ${t("Máy đọc to")}</button>`
      : nothing}
    <dl class="summary-list">${rows.map(([label, words]) => html`<div><dt>${label}</dt><dd>${words}</dd></div>`)}</dl>
    <h2>${t("Đồng ý")}</h2>
    <p>${t("Phường giữ các thông tin trên để đến nhà phục vụ và báo lịch. Chỉ cán bộ có việc mới xem. Có thể xin xem, sửa hoặc xoá bất cứ lúc nào.")}</p>
    ${tiles({
      name: "consent",
      legend: t("Ai đồng ý?"),
      choices: [
        { value: "self", label: t("Chính người dân") },
        { value: "relative", label: t("Người nhà") },
        { value: "leader", label: t("Tổ trưởng, theo lời người dân nhờ") },
      ],
      value: values.consent,
      fault: faults.consent,
    })}
    ${tick({ name: "agreed", label: t("Đã nghe đọc và đồng ý"), checked: Boolean(values.agreed), fault: faults.agreed })}`;
}

/** @param {Lists} lists @param {Values} values @returns {[string, string][]} */
function rowsOf({ known, own, others, procedures }, values) {
  const place = [...own, ...others].find(({ id }) => id === values.neighbourhood_id);
  const need = needChoices(procedures).find(({ value }) => value === values.procedure)?.label ?? "";
  const { full_name, birth_year, address } = /** @type {any} */ (known ?? values);
  return [
    [t("Người dân"), [full_name, birth_year].join(", ")],
    [t("Nơi ở"), addressOf(/** @type {any} */ ({ address }), place)],
    [t("Việc cần làm"), [need, values.need_text].filter(Boolean).join(" · ")],
    [t("Vì sao khó đi lại?"), hardshipWords(values.hardship)],
    [t("Buổi hẹn"), wishWords(wishOf(values.wish))],
    [t("Điện thoại"), values.phone.trim() ? showPhone(values.phone) : t("Không có")],
  ];
}

/** @param {[string, string][]} rows */
function readAloud(rows) {
  const speech = new SpeechSynthesisUtterance(rows.map((row) => row.join(": ")).join(". "));
  speech.lang = "vi-VN";
  speechSynthesis.cancel();
  speechSynthesis.speak(speech);
}
