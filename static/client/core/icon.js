/** Small drawings beside words, never instead of them; the same set as the server's pages. */
import { html } from "../../vendor/lit.js";

const SPRITE = new URL("../../icons/sprite.svg", import.meta.url).pathname;

/** @param {string} name */
export const icon = (name) =>
  html`<svg class="icon" aria-hidden="true" focusable="false"><use href=${`${SPRITE}#${name}`}></use></svg>`;
