/** One question of a form, drawn the same everywhere: label, hint, fault, box. Values come from a `Draft` by name. */
import { html, nothing } from "../../vendor/lit.js";
import { icon } from "../core/icon.js";
import { t } from "../core/texts.js";

/** @typedef {Record<string, string>} Faults by field name; "" means no fault */

/**
 * @typedef {object} Question
 * @property {string} name
 * @property {string} label
 * @property {any} value
 * @property {string} [hint]
 * @property {string} [fault]
 * @property {boolean} [optional]
 * @property {string} [type]
 * @property {string} [mode] which keyboard
 * @property {string} [width] such as width-short
 * @property {number} [rows] more than one: a larger box
 */

/** @typedef {{value: string, label: string, hint?: string}} Choice */

/** What the centre takes of one line and of a longer text. */
const [MOST_IN_LINE, MOST_IN_TEXT] = [200, 2_000];
const PLAIN = { hint: "", fault: "", optional: false, type: "text", mode: "text", width: "", rows: 1 };

/** @param {Question} asked */
export function textField(asked) {
  const question = { ...PLAIN, ...asked, fault: asked.fault ?? "" };
  const { name, label, hint, fault, optional, rows } = question;
  return html`<div class=${fieldClass(fault)}>
    <label for=${name}>${label} ${optional ? html`<span class="optional">(${t("không bắt buộc")})</span>` : nothing}</label>
    ${notes(name, hint, fault)} ${rows > 1 ? largeBox(question) : lineBox(question)}
  </div>`;
}

/** @param {Required<Question>} question */
const lineBox = ({ name, width, type, mode, hint, fault, value }) =>
  html`<input class="input ${width}" id=${name} name=${name} type=${type} maxlength=${MOST_IN_LINE} inputmode=${mode} autocomplete="off"
    aria-describedby=${described(name, hint, fault)} aria-invalid=${fault ? "true" : nothing} .value=${String(value ?? "")} />`;

/** @param {Required<Question>} question */
const largeBox = ({ name, width, rows, hint, fault, value }) =>
  html`<textarea class="input ${width}" id=${name} name=${name} rows=${rows} maxlength=${MOST_IN_TEXT} aria-describedby=${described(name, hint, fault)}
    aria-invalid=${fault ? "true" : nothing} .value=${String(value ?? "")}></textarea>`;

/** @param {string} fault */
const fieldClass = (fault) => (fault ? "field field-wrong" : "field");

/** @param {string} name @param {string} hint @param {string} fault */
const described = (name, hint, fault) => [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ") || nothing;

/**
 * Radios as large tiles; `others` are folded away.
 * @param {{name: string, legend: string, choices: Choice[], others?: Choice[], value: any, hint?: string, fault?: string, columns?: 1 | 2 | 3}} question
 */
export function tiles({ name, legend, choices, others = [], value, ...more }) {
  const { hint, fault, columns } = { ...ONE_COLUMN, ...more, fault: more.fault ?? "" };
  return html`<fieldset class=${fieldClass(fault)} id=${name} aria-describedby=${described(name, hint, fault)}>
    <legend>${legend}</legend>
    ${notes(name, hint, fault)}
    <div class="tiles ${columns > 1 ? `tiles-${columns}` : ""}">${choices.map((choice) => tile(name, choice, value))}</div>
    ${others.length > 0 ? rare(name, others, value) : nothing}
  </fieldset>`;
}

/** Choices that are seldom needed stay folded, unless one of them is chosen. @param {string} name @param {Choice[]} others @param {any} value */
const rare = (name, others, value) =>
  html`<details ?open=${others.some((choice) => choice.value === value)}>
    <summary>${t("Trường hợp khác")}</summary>
    <div class="tiles">${others.map((choice) => tile(name, choice, value))}</div>
  </details>`;

const ONE_COLUMN = { hint: "", columns: 1 };

/** @param {string} name @param {Choice} choice @param {any} value */
function tile(name, choice, value) {
  const id = `${name}-${choice.value}`;
  return html`<div class="tile">
    <input type="radio" id=${id} name=${name} .value=${choice.value} .checked=${value === choice.value} />
    <label for=${id}><span>${choice.label}${choice.hint ? html`<span class="tile-hint">${choice.hint}</span>` : nothing}</span></label>
  </div>`;
}

/** @param {{name: string, label: string, checked: boolean, hint?: string, fault?: string}} question */
export function tick({ name, label, checked, hint = "", fault = "" }) {
  return html`<div class="field ${fault ? "field-wrong" : ""}">
    ${notes(name, "", fault)}
    <div class="tile">
      <input type="checkbox" id=${name} name=${name} .checked=${checked} aria-describedby=${fault ? `${name}-fault` : nothing} />
      <label for=${name}><span>${label}${hint ? html`<span class="tile-hint">${hint}</span>` : nothing}</span></label>
    </div>
  </div>`;
}

/** @param {string} name @param {string} hint @param {string} fault */
function notes(name, hint, fault) {
  return html`${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing}
  ${fault ? html`<p class="field-error" id="${name}-fault">${fault}</p>` : nothing}`;
}

/**
 * What to put right, at the top, with a way to each field.
 * @param {Faults} faults
 */
export function faultSummary(faults) {
  const found = Object.entries(faults).filter(([, words]) => words);
  if (found.length === 0) return nothing;
  return html`<div class="error-summary" role="alert" tabindex="-1">
    <h2>${t("Hãy xem lại")}</h2>
    <ul>
      ${found.map(([name, words]) => html`<li><a href="#${name}" data-field=${name} @click=${toField}>${words}</a></li>`)}
    </ul>
  </div>`;
}

/** The hash belongs to the router, so the focus is moved here. @param {Event} event */
function toField(event) {
  event.preventDefault();
  const link = /** @type {HTMLElement} */ (event.currentTarget);
  const field = document.getElementById(link.dataset.field ?? "");
  const box = field?.matches("input, textarea, select") ? field : field?.querySelector("input, textarea, select");
  /** @type {HTMLElement | null | undefined} */ (box)?.focus();
}

/** @param {Faults} faults */
export const isClean = (faults) => Object.values(faults).every((words) => !words);

/** Moves the eye and the screen reader to the summary. @param {import("lit").LitElement} host */
export async function showFaults(host) {
  await host.updateComplete;
  /** @type {HTMLElement | null} */ (host.querySelector(".error-summary"))?.focus();
}

/** Back to wherever this screen was opened from: several lead here. */
export const backLink = () => html`<a class="back-link" href="#/" @click=${goBack}>${t("Quay lại")}</a>`;

/** @param {Event} event */
function goBack(event) {
  if (history.length < 2) return;
  event.preventDefault();
  history.back();
}

/** @param {"info" | "good" | "warn" | "bad"} look @param {unknown} words */
export const banner = (look, words) =>
  html`<div class="banner banner-${look}">${icon(ICONS[look])}<p>${words}</p></div>`;

const ICONS = { info: "info", good: "tick", warn: "warn", bad: "warn" };
