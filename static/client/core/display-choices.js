/** <display-choices>: text size, light or dark, language; the same choices as on the server's pages. */
import { LitElement, html } from "../../vendor/lit.js";
import { CHOICES, choice, choose } from "./display.js";
import { setLanguage, t } from "./texts.js";

/** @typedef {"size" | "theme" | "lang"} Name */

/** @type {Record<Name, {legend: string, words: Record<string, string>}>} */
const WORDS = {
  size: { legend: "Cỡ chữ", words: { normal: "A – Thường", large: "A+ – To", largest: "A++ – Rất to" } },
  theme: { legend: "Sáng hay tối", words: { auto: "Theo máy", light: "Sáng", dark: "Tối" } },
  lang: { legend: "Ngôn ngữ", words: { vi: "Tiếng Việt", en: "English" } },
};

export class DisplayChoices extends LitElement {
  createRenderRoot() {
    return this;
  }

  render() {
    return html`${/** @type {Name[]} */ (Object.keys(WORDS)).map((name) => this.#group(name))}`;
  }

  /** @param {Name} name */
  #group(name) {
    const { legend, words } = WORDS[name];
    return html`<fieldset class="field">
      <legend>${t(legend)}</legend>
      <div class="tiles tiles-3">
        ${CHOICES[name].map(
          (value) => html`<div class="tile">
            <input type="radio" id="${name}-${value}" name=${name} .checked=${choice(name) === value} @change=${() => void this.#take(name, value)} />
            <label for="${name}-${value}"><span>${name === "lang" ? words[value] : t(words[value])}</span></label>
          </div>`,
        )}
      </div>
    </fieldset>`;
  }

  /**
   * @param {Name} name
   * @param {string} value
   */
  async #take(name, value) {
    if (name === "lang") await setLanguage(value);
    else choose(name, value);
    this.requestUpdate();
  }
}

customElements.define("display-choices", DisplayChoices);
