/** The catalogue shows nothing of its own on the phone; other features' views ask its queries. */

/** @param {import("../core/app.js").App} app */
export function register(app) {
  app.texts("en", () => import("./texts.js"));
}
