/** Feedback on the phone: the household rates out of the officer's sight. */
import { html } from "../../vendor/lit.js";

/** @param {import("../core/app.js").App} app */
export function register(app) {
  app.texts("en", () => import("./texts.js"));
  app.command("feedback.rate", { label: "Ý kiến của người dân" });
  app.route("/visits/:id/rate", {
    title: "Ý kiến của bà con",
    bare: true,
    load: () => import("./visit-rating.js"),
    view: ({ id }) => html`<visit-rating .visitId=${id}></visit-rating>`,
  });
}
