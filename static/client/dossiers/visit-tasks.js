/** <visit-tasks>: what there is to do at this door, in any order; each line says how it stands. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { findProcedureVersion } from "../catalogue/queries.js";
import { banner } from "../citizens/fields.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { go, setTitle } from "../core/router.js";
import { t } from "../core/texts.js";
import { readDraft } from "../core/vault.js";
import { draftKey, emptyDossier, isBegun, openParts } from "./draft.js";
import { NO_DOOR, atTheDoor } from "./queries.js";
import "./result-scan.js";
import { isRefusedAtOnce, statusWords, word } from "./words.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {{label: string, href: string, state: string, look: string}} Task */

/**
 * @param {string} visitId
 * @returns {Promise<import("./queries.js").Door & {values: Record<string, any>, procedure?: Row}>}
 */
async function standing(visitId) {
  const door = await atTheDoor(visitId);
  const stored = await readDraft(draftKey(visitId));
  const values = { ...emptyDossier(), ...stored?.values };
  return { ...door, values, procedure: values.procedure_id ? await findProcedureVersion(values.procedure_id) : undefined };
}

export class VisitTasks extends LitElement {
  static properties = { visitId: {}, another: { state: true } };

  constructor() {
    super();
    this.visitId = "";
    /** The officer has asked for one more dossier. */
    this.another = false;
    /** @type {Live<import("./queries.js").Door & {values: Record<string, any>, procedure?: Row}>} */
    this.door = new Live(this, () => standing(this.visitId), { ...NO_DOOR, values: emptyDossier() });
  }

  createRenderRoot() {
    return this;
  }

  updated() {
    const { citizen } = this.door.value;
    if (citizen) setTitle(citizen.full_name);
  }

  render() {
    if (!this.door.ready) return nothing;
    return this.door.value.visit ? this.#list() : html`<p>${t("Không còn thấy lượt thăm này trên máy. Hãy hỏi điều phối viên.")}</p>`;
  }

  #list() {
    const { citizen, dossiers, returning, values } = this.door.value;
    const wantsOne = dossiers.length === 0 || this.another || isBegun(values);
    return html`${citizen?.$waiting ? savedLine(t("Giấy tờ đã lưu trên máy, chờ gửi")) : nothing}
      ${this.#scan()} ${returning.map((dossier) => this.#result(dossier))} ${dossiers.map((dossier) => this.#recorded(dossier))}
      ${wantsOne && this.#isCollecting() ? this.#tasks() : this.#more()}
      <div class="action-bar"><a class="button" href="#/visits/${this.visitId}">${t("Về lượt thăm")}</a></div>`;
  }

  /** A visit that only brings a result needs no empty list of tasks. */
  #isCollecting() {
    const { visit, values } = this.door.value;
    const kinds = (visit?.purposes ?? []).map((/** @type {any} */ purpose) => purpose.kind);
    return kinds.length === 0 || kinds.includes("collect") || this.another || isBegun(values);
  }

  /** Whatever is still to be given away here is found by its code. */
  #scan() {
    const open = this.door.value.returning.filter(({ result }) => result && !result.handed);
    return open.length > 0 ? html`<result-scan .wanted=${open.map(({ id }) => id)} @named=${this.#named}></result-scan>` : nothing;
  }

  #named = once((/** @type {CustomEvent<Row>} */ { detail }) => {
    return () => go(`/visits/${this.visitId}/hand-over/${detail.id}?matched`);
  });

  /** @param {Row} dossier */
  #result(dossier) {
    const isGiven = dossier.result?.state === "handed-over";
    return html`<section>
      <h2>${t("Trả kết quả")}</h2>
      <ul class="task-list">
        ${line({
          label: dossier.procedure_name,
          href: `/visits/${this.visitId}/hand-over/${dossier.id}`,
          state: dossier.result ? word("result", dossier.result.state) : t("Chưa có kết quả"),
          look: isGiven ? "" : "tag-info",
        })}
      </ul>
    </section>`;
  }

  /** @param {Row} dossier */
  #recorded(dossier) {
    const { signatures } = dossier;
    const isSigned = signatures.length > 0;
    if (isRefusedAtOnce(dossier)) return this.#refused(dossier);
    const page = `/dossiers/${dossier.id}`;
    return html`<section>
      <h2>${t("Đã nhận: {name}", { name: dossier.procedure_name })}</h2>
      ${dossier.$waiting ? savedLine(t("Đã lưu trên máy, chờ gửi")) : nothing}
      <ul class="task-list">
        ${[
          { label: t("Xem hồ sơ"), href: page, ...done(numberOf(dossier)) },
          ...settling(dossier),
          { label: t("Thêm ảnh giấy tờ"), href: `${page}/photos`, ...done(t("{n} ảnh", { n: pages(dossier) })) },
          { label: t("Bản chính nhận giữ"), href: `${page}/originals`, ...this.#originals(dossier.id) },
          { label: t("Ký xác nhận"), href: `${page}/sign`, ...(isSigned ? done(t("Đã ký")) : todo(t("Chưa ký"))) },
          { label: t("Đánh giá"), href: `/visits/${this.visitId}/rate`, ...done("") },
        ].map(line)}
      </ul>
    </section>`;
  }

  /** Nothing is left to do for it here. @param {Row} dossier */
  #refused({ id, procedure_name, status, $waiting }) {
    return html`<section>
      <h2>${t("Không nhận: {name}", { name: procedure_name })}</h2>
      ${$waiting ? savedLine(t("Đã lưu trên máy, chờ gửi")) : nothing}
      <ul class="task-list">${line({ label: t("Xem hồ sơ"), href: `/dossiers/${id}`, ...done(statusWords(status)) })}</ul>
    </section>`;
  }

  #tasks() {
    const { values, procedure, dossiers } = this.door.value;
    const open = openParts(values, procedure);
    const base = `/visits/${this.visitId}`;
    const last4 = values.submitter_last4 || values.owner_last4;
    return html`<section>
      <h2>${dossiers.length > 0 ? t("Hồ sơ khác") : t("Việc cần làm tại nhà")}</h2>
      <ol class="task-list">
        ${[
          { label: t("1. Giấy tờ tuỳ thân"), href: `${base}/identity`, ...(last4 ? done(`…${last4}`) : todo(t("Chưa xem"))) },
          { label: t("2. Thông tin hồ sơ"), href: `${base}/dossier`, ...this.#information(open) },
          { label: t("3. Ảnh giấy tờ"), href: `${base}/photos`, ...count(values.photos.length, t("{n} ảnh", { n: values.photos.length })) },
          { label: t("4. Bản chính nhận giữ"), href: `${base}/originals`, ...count(values.originals.length, t("{n} loại", { n: values.originals.length })) },
          { label: t("5. Kiểm tra, giấy hẹn và ký"), href: `${base}/check`, ...todo(t("Chưa làm")) },
          { label: t("6. Đánh giá"), href: `${base}/rate`, ...done("") },
        ].map(line)}
      </ol>
      ${open.procedure ? nothing : html`<p><a class="button button-quiet" href="#${base}/refuse">${t("Không nhận hồ sơ này")}</a></p>`}
    </section>`;
  }

  /** @param {ReturnType<typeof openParts>} open */
  #information(open) {
    if (open.procedure) return todo(t("Chưa làm"));
    return open.people || open.papers || open.fee || open.delivery ? todo(t("Đang làm dở")) : done(t("Xong"));
  }

  /** @param {string} dossierId */
  #originals(dossierId) {
    const held = this.door.value.papers.filter((paper) => paper.dossier_id === dossierId);
    return held.length > 0 ? { state: t("Đang giữ {n}", { n: held.length }), look: "tag-warn" } : done(t("Không giữ"));
  }

  #more() {
    const held = this.door.value.papers.length;
    return html`${held > 0 ? banner("warn", t("Đang giữ {n} loại bản chính của nhà này.", { n: held })) : nothing}
      <button class="button button-quiet" type="button" @click=${() => (this.another = true)}>${t("Nhận thêm một hồ sơ")}</button>`;
  }
}

/** @param {Row} dossier */
const numberOf = ({ receipt, result }) => receipt?.number ?? (result?.settled ? "" : t("Chưa có số"));

/** Where the act itself is done at the door. @param {Row} dossier @returns {Task[]} */
function settling({ id, at_once, result }) {
  const label = t("Giải quyết tại nhà");
  if (result?.settled) return [{ label, href: `/dossiers/${id}`, ...done(t("Đã trao")) }];
  return at_once && !result ? [{ label, href: `/dossiers/${id}/settle`, ...todo(t("Chưa làm")) }] : [];
}

/** @param {string} words */
const savedLine = (words) => html`<p class="saved-line">${icon("tick")} ${words}</p>`;

/** @param {Task} task */
const line = ({ label, href, state, look }) =>
  html`<li>
    <a class="task" href="#${href}"
      ><span>${label}</span>${state ? html`<span class="task-state ${look ? `tag ${look}` : ""}">${state}</span>` : nothing}</a
    >
  </li>`;

/** @param {string} state */
const done = (state) => ({ state, look: "" });

/** @param {string} state */
const todo = (state) => ({ state, look: "tag-info" });

/** @param {number} n @param {string} words */
const count = (n, words) => (n > 0 ? done(words) : done(t("Chưa có")));

/** @param {Row} dossier */
const pages = (dossier) => dossier.files.filter((/** @type {any} */ file) => ["component", "paper"].includes(file.role)).length;

customElements.define("visit-tasks", VisitTasks);
