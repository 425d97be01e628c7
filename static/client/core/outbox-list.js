/** <outbox-list>: everything this phone saved, with its state in words. What was refused stays readable here. */
import { LitElement, html, nothing, repeat } from "../../vendor/lit.js";
import { commandWords } from "./app.js";
import { showWhen } from "./clock.js";
import { icon } from "./icon.js";
import { Live } from "./live.js";
import { telLink, showPhone } from "./phone.js";
import { commandOf } from "./preview.js";
import { reasonWords } from "./reasons.js";
import { listen } from "./signals.js";
import { currentStatus } from "./status.js";
import { t } from "./texts.js";
import { syncNow } from "./triggers.js";
import { allCommands, deleteDraft, drafts, filesToSend, markRead } from "./vault.js";
import { decisionWords } from "./decision-words.js";
import { stateOf, titleOf } from "./item-words.js";
import { hotline, needsPerson } from "./words.js";

/** @typedef {import("./types.js").CommandRow} CommandRow */
/** @typedef {import("./types.js").Draft} Draft */

const SHOWN_SENT_MS = 7 * 86_400_000;

/** @returns {Promise<{rows: CommandRow[], left: Map<string, number>, unfinished: Draft[]}>} */
async function outbox() {
  const [all, files, unfinished] = [await allCommands(), await filesToSend(), await drafts()];
  /** @type {Map<string, number>} */
  const left = new Map();
  for (const { command_id = "" } of files) left.set(command_id, (left.get(command_id) ?? 0) + 1);
  const fresh = Date.now() - SHOWN_SENT_MS;
  const rows = all.filter((row) => row.state !== "applied" || endedAt(row) > fresh || left.has(row.id));
  return { rows: rows.sort((a, b) => rank(a) - rank(b)), left, unfinished: unfinished.filter((one) => one.title) };
}

/** A decision about it is news again. @param {CommandRow} row */
const endedAt = (row) => Math.max(row.settled_at ?? 0, Date.parse(row.resolved_at ?? "") || 0);

/** What needs a person first, then what waits, then what is done. @param {CommandRow} row */
function rank(row) {
  if (needsPerson(row)) return 0;
  return row.state === "waiting" || row.state === "sending" ? 1 : row.state === "applied" ? 3 : 2;
}

export class OutboxList extends LitElement {
  static properties = { told: { state: true } };

  /** @type {(() => void) | null} */
  #stop = null;

  constructor() {
    super();
    this.told = "";
    /** @type {Live<Awaited<ReturnType<typeof outbox>>>} */
    this.box = new Live(this, outbox, { rows: [], left: new Map(), unfinished: [] });
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = listen("sync", () => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
  }

  render() {
    if (!this.box.ready) return nothing;
    const { rows, unfinished } = this.box.value;
    return html`
      <p class="lead">${t("Việc đã lưu nằm an toàn trên máy này cho tới khi trung tâm nhận được.")}</p>
      ${unfinished.length > 0 ? this.#unfinished(unfinished) : nothing}
      ${rows.length === 0 ? this.#empty() : nothing}
      <ul class="outbox">
        ${repeat(rows, (row) => row.id, (row) => this.#row(row))}
      </ul>
      <button class="button button-quiet" type="button" @click=${this.#rescue}>${t("Xuất gói dự phòng")}</button>
      ${this.told ? html`<p role="status">${this.told}</p>` : nothing}
      <div class="action-bar">
        <button class="button button-primary" type="button" @click=${() => void syncNow()}>${t("Gửi ngay")}</button>
      </div>`;
  }

  /** Where no network will come: everything unsent as one sealed file. */
  #rescue = async () => {
    const { exportRescue } = await import("./rescue.js");
    this.told = await exportRescue();
  };

  #empty() {
    return html`<div class="empty">
      ${icon("tick")}
      <p class="empty-title">${t("Không có việc nào chờ gửi")}</p>
      <p>${t("Việc mới lưu sẽ hiện ở đây.")}</p>
    </div>`;
  }

  /** @param {Draft[]} unfinished */
  #unfinished(unfinished) {
    return html`<h2>${t("Đang làm dở")}</h2>
      <ul class="outbox">
        ${repeat(unfinished, (draft) => draft.key, (draft) => this.#draft(draft))}
      </ul>
      <h2>${t("Đã lưu")}</h2>`;
  }

  /** @param {Draft} draft */
  #draft({ key, title, path, saved_at }) {
    return html`<li class="outbox-row outbox-draft">
      ${icon("pen")}
      <p class="outbox-title">${title}</p>
      <p class="outbox-state">${t("Nháp")} · ${showWhen(saved_at)}</p>
      <p class="cluster">
        <a class="button button-quiet" href="#${path}">${t("Tiếp tục")}</a>
        <button class="button button-stop" type="button" @click=${() => this.#forget(key, title)}>${t("Xoá")}</button>
      </p>
    </li>`;
  }

  /**
   * @param {string} key
   * @param {string} title
   */
  #forget(key, title) {
    if (confirm(t("Xoá bản nháp “{title}”?", { title }))) void deleteDraft(key);
  }

  /** @param {CommandRow} row */
  #row(row) {
    const state = stateOf(row, currentStatus(), this.box.value.left.get(row.id) ?? 0);
    return html`<li class="outbox-row outbox-${state.kind}">
      ${icon(state.icon)}
      <p class="outbox-title">${row.isUnreadable ? t("Việc đã niêm phong: máy này không đọc lại được") : titleOf(commandOf(row))}</p>
      <p class="outbox-state">
        ${state.kind === "action" ? html`<span class="tag tag-bad">${state.text}</span>` : state.text}
        · ${t("lưu lúc {time}", { time: showWhen(row.saved_at) })}
      </p>
      ${row.code && row.state !== "applied" ? html`<p>${reasonWords(row.code, row.message)}</p>` : nothing} ${this.#flags(row)}
      ${this.#decision(row)} ${needsPerson(row) ? this.#nextStep(row) : nothing}
    </li>`;
  }

  /** Applied all the same; a person at the centre looks at what is odd. @param {CommandRow} row */
  #flags(row) {
    if (row.state !== "applied" || !row.flags?.length || row.resolved_at) return nothing;
    return html`<p>${t("Đã ghi nhận. Trung tâm sẽ xem thêm:")} ${row.flags.map((code) => reasonWords(code)).join(" ")}</p>`;
  }

  /** @param {CommandRow} row */
  #decision(row) {
    const words = decisionWords(row);
    return words && html`<p><strong>${words.done}</strong> ${words.reason}<br />${words.next}</p>`;
  }

  /** @param {CommandRow} row */
  #nextStep(row) {
    const command = commandOf(row);
    const fix = commandWords(command.type)?.fix?.(command.args);
    return html`<p class="cluster">
      ${fix ? html`<a class="button" href="#${fix}">${t("Xem và làm lại")}</a>` : nothing}
      <button class="button button-quiet" type="button" @click=${() => void markRead(row.id)}>${t("Tôi đã đọc")}</button>
      ${hotline() ? html`<a class="hotline" href=${telLink(hotline())}>${icon("phone")} ${t("Gọi")} ${showPhone(hotline())}</a>` : nothing}
    </p>`;
  }
}

customElements.define("outbox-list", OutboxList);
