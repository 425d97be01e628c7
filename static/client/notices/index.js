/** Calls on the leader's phone: the list of households to ring. */
import { html } from "../../vendor/lit.js";
import "./commands.js";

/** @param {import("../core/app.js").App} app */
export function register(app) {
  app.texts("en", () => import("./texts.js"));
  app.command("notices.record_call", { label: "Ghi cuộc gọi" });
  app.route("/calls", {
    title: "Danh sách gọi",
    back: "/today",
    load: () => import("./call-list.js"),
    view: () => html`<call-list></call-list>`,
  });
}
