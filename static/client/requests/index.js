/** Requests on the phone: a leader registers a resident, keeps the slip, follows or calls it off. */
import { html } from "../../vendor/lit.js";
import "./commands.js";

/** @param {import("../core/app.js").App} app */
export function register(app) {
  app.texts("en", () => import("./texts.js"));
  app.command("requests.register", { label: "Đăng ký hộ", about: ({ person }) => person?.full_name ?? "" });
  app.command("requests.cancel", {
    label: "Huỷ đăng ký",
    about: ({ reason }) => reason,
    fix: ({ request_id }) => `/requests/${request_id}`,
  });
  app.command("requests.correct_fact", { label: "Đính chính đăng ký", about: ({ reason }) => reason });
  app.route("/requests/:id/correct", {
    title: "Đính chính đăng ký",
    back: ({ id }) => `/requests/${id}`,
    load: () => import("./request-correct.js"),
    view: ({ id }) => html`<request-correct .requestId=${id}></request-correct>`,
  });
  app.route("/register", {
    title: "Đăng ký cho ai?",
    back: "/today",
    load: () => import("./person-find.js"),
    view: () => html`<person-find></person-find>`,
  });
  app.route("/register/:who", {
    title: "Đăng ký hộ người dân",
    back: "/register",
    load: () => import("./request-form.js"),
    view: ({ who }) => html`<request-form .who=${who}></request-form>`,
  });
  app.route("/requests/:id", {
    title: "Yêu cầu",
    back: "/today",
    load: () => import("./request-page.js"),
    view: ({ id }) => html`<request-page .requestId=${id}></request-page>`,
  });
  app.route("/requests/:id/slip", {
    title: "Phiếu hẹn",
    back: ({ id }) => `/requests/${id}`,
    load: () => import("./request-slip.js"),
    view: ({ id }) => html`<request-slip .requestId=${id}></request-slip>`,
  });
}
