/** The screens that belong to no feature: the outbox, this phone, the PIN. */
import { html } from "../../vendor/lit.js";

/** @param {import("./app.js").App} app */
export function register(app) {
  app.texts("en", () => import("./core-texts.js"));
  app.texts("en", () => import("./decision-texts.js"));
  app.texts("en", () => import("./alert-texts.js"));
  app.texts("en", () => import("./capture-texts.js"));
  app.command("sync.lease_numbers", { label: "Xin cấp tập số biên nhận" });
  app.command("sync.declare_gap", { label: "Báo mất việc đã lưu" });
  app.route("/outbox", {
    title: "Hộp chờ gửi",
    load: () => import("./outbox-list.js"),
    view: () => html`<outbox-list></outbox-list>`,
  });
  app.route("/this-phone", {
    title: "Máy này",
    load: () => import("./this-phone.js"),
    view: () => html`<this-phone></this-phone>`,
  });
  app.route("/set-pin", {
    title: "Đặt mã PIN",
    back: "/this-phone",
    load: () => import("./set-pin.js"),
    view: () => html`<set-pin></set-pin>`,
  });
}
