/** The post on the phone: the shift, scanning, manifests, and what happened to each envelope. */
import { html } from "../../vendor/lit.js";
import "./commands.js";
import { failWords } from "./words.js";

/** @param {import("../core/app.js").App} app */
export function register(app) {
  app.texts("en", () => import("./texts.js"));
  app.home("postal", "/shift");
  app.tab("postal", { path: "/shift", label: "Ca giao", icon: "box", order: 10 });
  app.tab("postal", { path: "/scan", label: "Quét", icon: "scan", order: 20 });
  nameCommands(app);
  routeShift(app);
  routeItem(app);
  routeCorrection(app);
}

/** @param {import("../core/app.js").App} app */
function nameCommands(app) {
  app.command("postal.pick_up", { label: "Nhận bưu gửi", about: ({ code }) => code ?? "" });
  app.command("postal.sign_manifest", { label: "Ký bảng kê", about: ({ name }) => name });
  app.command("postal.deliver", { label: "Đã giao", about: ({ to_name }) => to_name });
  app.command("postal.record_attempt", { label: "Không giao được", about: ({ reason }) => failWords(reason) });
  app.command("postal.return", { label: "Trả về trung tâm" });
  app.command("postal.correct_fact", { label: "Đính chính", about: ({ reason }) => reason });
}

/** @param {import("../core/app.js").App} app */
function routeShift(app) {
  app.route("/shift", { title: "Ca giao", load: () => import("./post-shift.js"), view: () => html`<post-shift></post-shift>` });
  app.route("/scan", { title: "Quét bưu gửi", load: () => import("./post-scan.js"), view: () => html`<post-scan></post-scan>` });
  app.route("/journal", {
    title: "Nhật ký",
    back: "/shift",
    load: () => import("./post-journal.js"),
    view: () => html`<post-journal></post-journal>`,
  });
  app.route("/returns", {
    title: "Trả về trung tâm",
    back: "/shift",
    load: () => import("./post-return.js"),
    view: () => html`<post-return></post-return>`,
  });
  app.route("/manifests/:id", {
    title: "Bảng kê",
    back: "/shift",
    load: () => import("./manifest-page.js"),
    view: ({ id }) => html`<manifest-page .manifestId=${id}></manifest-page>`,
  });
}

/** @param {import("../core/app.js").App} app */
function routeItem(app) {
  app.route("/items/:id", {
    title: "Bưu gửi",
    back: "/shift",
    load: () => import("./item-page.js"),
    view: ({ id }) => html`<item-page .itemId=${id}></item-page>`,
  });
  app.route("/items/:id/deliver", {
    title: "Giao tận tay",
    back: ({ id }) => `/items/${id}`,
    load: () => import("./item-deliver.js"),
    view: ({ id }) => html`<item-deliver .itemId=${id}></item-deliver>`,
  });
  app.route("/items/:id/attempt", {
    title: "Không giao được",
    back: ({ id }) => `/items/${id}`,
    load: () => import("./item-attempt.js"),
    view: ({ id }) => html`<item-attempt .itemId=${id}></item-attempt>`,
  });
  app.route("/items/:id/return", {
    title: "Trả về trung tâm",
    back: ({ id }) => `/items/${id}`,
    load: () => import("./post-return.js"),
    view: ({ id }) => html`<post-return .itemId=${id}></post-return>`,
  });
}

/** @param {import("../core/app.js").App} app */
function routeCorrection(app) {
  app.route("/items/:id/correct", {
    title: "Đính chính",
    back: ({ id }) => `/items/${id}`,
    load: () => import("./item-correct.js"),
    view: ({ id }) => html`<item-correct-choice .itemId=${id}></item-correct-choice>`,
  });
  app.route("/items/:id/correct/:report", {
    title: "Đính chính",
    back: ({ id }) => `/items/${id}`,
    load: () => import("./item-correct.js"),
    view: ({ id, report }) => html`<item-correct .itemId=${id} .reportId=${report}></item-correct>`,
  });
}
