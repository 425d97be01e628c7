/** Lit and the directives our views may use: one copy, so that all share one template cache. */
export * from "lit";
export { choose } from "lit/directives/choose.js";
export { classMap } from "lit/directives/class-map.js";
export { guard } from "lit/directives/guard.js";
export { ifDefined } from "lit/directives/if-defined.js";
export { keyed } from "lit/directives/keyed.js";
export { live } from "lit/directives/live.js";
export { createRef, ref } from "lit/directives/ref.js";
export { repeat } from "lit/directives/repeat.js";
export { until } from "lit/directives/until.js";
export { when } from "lit/directives/when.js";
