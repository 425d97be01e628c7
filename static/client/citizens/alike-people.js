/** <alike-people>: who on this phone may be the person just named, so that nobody is written down twice. A hint, no more. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { Live } from "../core/live.js";
import { t } from "../core/texts.js";
import { banner } from "./fields.js";
import { alikePeople } from "./queries.js";

export class AlikePeople extends LitElement {
  static properties = { name: {}, year: {}, last4: {}, except: {}, to: { attribute: false } };

  constructor() {
    super();
    this.name = "";
    this.year = "";
    this.last4 = "";
    /** Whom the screen is about already. */
    this.except = "";
    /** Where each of them is opened, if anywhere. @type {((id: string) => string) | null} */
    this.to = null;
    /** @type {Live<import("../core/types.js").Row[]>} */
    this.found = new Live(this, () => alikePeople({ name: this.name, birth_year: Number(this.year) || null, last4: this.last4, except: this.except }), []);
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (["name", "year", "last4", "except"].some((one) => changed.has(one))) this.found.again();
  }

  render() {
    const people = this.found.value;
    return html`<div role="status">
      ${people.length > 0 ? banner("info", html`${t("Trên máy này đã có người giống:")}${people.map((row) => html`<br />${this.#person(row)}`)}`) : nothing}
    </div>`;
  }

  /** @param {import("../core/types.js").Row} row */
  #person({ id, full_name, birth_year, address }) {
    const words = [full_name, birth_year, address].filter(Boolean).join(" · ");
    return this.to ? html`<a href=${this.to(id)}>${words}</a>` : words;
  }
}

customElements.define("alike-people", AlikePeople);
