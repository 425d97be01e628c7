/** Lit and the directives our views use, no more: every phone fetches this before its first screen. */
export { LitElement, html, nothing, svg } from "lit";
export { keyed } from "lit/directives/keyed.js";
export { repeat } from "lit/directives/repeat.js";
