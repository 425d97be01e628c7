/** <person-find>: who needs the visit? Somebody of the own list, found without marks, or somebody new. */
import { LitElement, html, nothing, repeat } from "../../vendor/lit.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { showPhone } from "../core/phone.js";
import { t } from "../core/texts.js";
import { searchPeople } from "./queries.js";

export class PersonFind extends LitElement {
  static properties = { wanted: { state: true } };

  constructor() {
    super();
    this.wanted = "";
    /** @type {Live<import("../core/types.js").Row[]>} */
    this.found = new Live(this, () => searchPeople(this.wanted), []);
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("wanted")) this.found.again();
  }

  render() {
    const people = this.found.value;
    return html`<div class="field">
        <label for="wanted">${t("Tên, địa chỉ hoặc số điện thoại")}</label>
        <p class="hint" id="wanted-hint">${t("Gõ không dấu cũng được.")}</p>
        <input class="input" id="wanted" type="search" autocomplete="off" aria-describedby="wanted-hint" .value=${this.wanted} @input=${this.#typed} />
      </div>
      <p class="visually-hidden" role="status">${t("{n} người", { n: people.length })}</p>
      <ul class="task-list">
        ${repeat(people, ({ id }) => id, personLine)}
      </ul>
      ${people.length === 0 && this.found.ready ? html`<p>${t("Không thấy ai trong danh sách của máy này.")}</p>` : nothing}
      <div class="action-bar"><a class="button button-primary" href="#/register/new">${icon("person")} ${t("Người chưa có trong danh sách")}</a></div>`;
  }

  /** @param {Event} event */
  #typed = (event) => {
    this.wanted = /** @type {HTMLInputElement} */ (event.target).value;
  };
}

/** @param {import("../core/types.js").Row} citizen */
const personLine = ({ id, full_name, birth_year, address, phone }) =>
  html`<li>
    <a class="task task-link" href="#/register/${id}">
      <strong>${full_name}</strong><br /><small class="muted">${[birth_year, address, phone && showPhone(phone)].filter(Boolean).join(" · ")}</small>
    </a>
  </li>`;

customElements.define("person-find", PersonFind);
