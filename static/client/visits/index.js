/** Visits on the phone: the officer's round from the schedule to the end of the day, the leader's day. */
import { html } from "../../vendor/lit.js";
import { person } from "../core/session.js";
import "./commands.js";

/** Where the calls of whoever holds this phone are listed. */
export const callsPath = () => (person().role === "leader" ? "/calls" : "/visits");

/** @param {import("../core/app.js").App} app */
export function register(app) {
  app.texts("en", () => import("./texts.js"));
  app.home("officer", "/visits");
  app.tab("officer", { path: "/visits", label: "Lịch", icon: "calendar", order: 10 });
  app.tab("officer", { path: "/day-end", label: "Kết thúc", icon: "tick", order: 20 });
  app.home("leader", "/today");
  app.tab("leader", { path: "/today", label: "Hôm nay", icon: "home", order: 10 });
  app.tab("leader", { path: "/area", label: "Lịch tổ", icon: "calendar", order: 20 });
  nameCommands(app);
  routeRound(app);
  routeVisit(app);
}

/** @param {import("../core/app.js").App} app */
function nameCommands(app) {
  app.command("visits.start", { label: "Bắt đầu lượt thăm" });
  app.command("visits.close", { label: "Kết quả lượt thăm", about: ({ reason }) => reason ?? "" });
  app.command("visits.correct_fact", { label: "Đính chính lượt thăm", about: ({ reason }) => reason });
  app.command("visits.reroute", { label: "Xếp lại đoạn còn lại", about: ({ reason }) => reason, fix: () => "/visits" });
  app.command("visits.choose_half_day", { label: "Gia đình chọn buổi khác", fix: () => "/calls" });
  app.command("visits.reorder", { label: "Đổi thứ tự lượt thăm", fix: () => "/visits" });
}

/** @param {import("../core/app.js").App} app */
function routeRound(app) {
  app.route("/visits", { title: "Lịch hôm nay", load: () => import("./visit-day.js"), view: () => html`<visit-day></visit-day>` });
  app.route("/reroute", { title: "Xếp lại đoạn còn lại", back: "/visits", load: () => import("./visit-reroute.js"), view: () => html`<visit-reroute></visit-reroute>` });
  app.route("/call-now", { title: "Phải gọi ngay", back: "/visits", load: () => import("./call-now.js"), view: () => html`<call-now></call-now>` });
  app.route("/day-end", { title: "Kết thúc buổi", load: () => import("./day-end.js"), view: () => html`<day-end></day-end>` });
  app.route("/calls", { title: "Danh sách gọi", back: "/today", load: () => import("./call-list.js"), view: () => html`<call-list></call-list>` });
  app.route("/calls/:id/correct", {
    title: "Đính chính cuộc gọi",
    back: callsPath,
    load: () => import("./call-correct.js"),
    view: ({ id }) => html`<call-correct .callId=${id}></call-correct>`,
  });
  app.route("/today", { title: "Hôm nay", load: () => import("./leader-today.js"), view: () => html`<leader-today></leader-today>` });
  app.route("/area", { title: "Lịch tổ tôi", load: () => import("./area-visits.js"), view: () => html`<area-visits></area-visits>` });
}

/** @param {import("../core/app.js").App} app */
function routeVisit(app) {
  app.route("/visits/:id", {
    title: "Chi tiết lượt thăm",
    back: () => (person().role === "leader" ? "/area" : "/visits"),
    load: () => import("./visit-page.js"),
    view: ({ id }) => html`<visit-page .visitId=${id}></visit-page>`,
  });
  app.route("/visits/:id/prepare", {
    title: "Chuẩn bị giấy tờ",
    back: ({ id }) => `/visits/${id}`,
    load: () => import("./visit-prepare.js"),
    view: ({ id }) => html`<visit-prepare .visitId=${id}></visit-prepare>`,
  });
  app.route("/visits/:id/start", {
    title: "Đến nhà",
    back: ({ id }) => `/visits/${id}`,
    load: () => import("./visit-start.js"),
    view: ({ id }) => html`<visit-start .visitId=${id}></visit-start>`,
  });
  app.route("/visits/:id/close", {
    title: "Kết thúc lượt thăm",
    back: ({ id }) => `/visits/${id}`,
    load: () => import("./visit-close.js"),
    view: ({ id }) => html`<visit-close .visitId=${id}></visit-close>`,
  });
  app.route("/visits/:id/correct", {
    title: "Đính chính lượt thăm",
    back: ({ id }) => `/visits/${id}`,
    load: () => import("./visit-correct.js"),
    view: ({ id }) => html`<visit-correct .visitId=${id}></visit-correct>`,
  });
}
