/** Dossiers on the phone: taken at the door, receipted, signed, handed over; every screen opens offline. */
import { html } from "../../vendor/lit.js";

/** @typedef {import("../core/app.js").App} App */

/** @param {App} app */
export function register(app) {
  app.previews("dossiers", () => import("./step-previews.js"));
  app.texts("en", () => import("./texts.js"));
  app.texts("en", () => import("./texts-rest.js"));
  app.texts("en", () => import("./texts-steps.js"));
  addDoor(app);
  addDossier(app);
  addPapers(app);
  nameCommands(app);
}

/** @param {Record<string, string>} params */
const tasks = ({ id }) => `/visits/${id}/tasks`;

/** The screens of one visit's unfinished dossier. @param {App} app */
function addDoor(app) {
  app.route("/visits/:id/tasks", {
    title: "Việc cần làm tại nhà",
    back: ({ id }) => `/visits/${id}`,
    load: () => import("./visit-tasks.js"),
    view: ({ id }) => html`<visit-tasks .visitId=${id}></visit-tasks>`,
  });
  app.route("/visits/:id/identity", {
    title: "Giấy tờ tuỳ thân",
    back: tasks,
    load: () => import("./visit-identity.js"),
    view: ({ id }) => html`<visit-identity .visitId=${id}></visit-identity>`,
  });
  app.route("/visits/:id/dossier", {
    title: "Thủ tục",
    back: tasks,
    load: () => import("./dossier-procedure.js"),
    view: ({ id }) => html`<dossier-procedure .visitId=${id}></dossier-procedure>`,
  });
  app.route("/visits/:id/people", {
    title: "Những ai",
    back: ({ id }) => `/visits/${id}/dossier`,
    load: () => import("./dossier-people.js"),
    view: ({ id }) => html`<dossier-people .visitId=${id}></dossier-people>`,
  });
  app.route("/visits/:id/papers", {
    title: "Thành phần hồ sơ",
    back: ({ id }) => `/visits/${id}/people`,
    load: () => import("./dossier-papers.js"),
    view: ({ id }) => html`<dossier-papers .visitId=${id}></dossier-papers>`,
  });
  app.route("/visits/:id/fee", {
    title: "Lệ phí, trả kết quả",
    back: ({ id }) => `/visits/${id}/papers`,
    load: () => import("./dossier-fee.js"),
    view: ({ id }) => html`<dossier-fee .visitId=${id}></dossier-fee>`,
  });
  app.route("/visits/:id/photos", {
    title: "Ảnh giấy tờ",
    back: tasks,
    load: () => import("./dossier-photos.js"),
    view: ({ id }) => html`<dossier-photos .visitId=${id}></dossier-photos>`,
  });
  app.route("/visits/:id/originals", {
    title: "Bản chính nhận giữ",
    back: tasks,
    load: () => import("./dossier-originals.js"),
    view: ({ id }) => html`<dossier-originals .visitId=${id}></dossier-originals>`,
  });
  app.route("/visits/:id/refuse", {
    title: "Không nhận hồ sơ",
    back: tasks,
    load: () => import("./door-refuse.js"),
    view: ({ id }) => html`<door-refuse .visitId=${id}></door-refuse>`,
  });
  app.route("/visits/:id/check", {
    title: "Kiểm tra lại",
    back: tasks,
    load: () => import("./dossier-check.js"),
    view: ({ id }) => html`<dossier-check .visitId=${id}></dossier-check>`,
  });
  app.route("/visits/:id/hand-over/:dossier", {
    title: "Trả kết quả",
    back: tasks,
    load: () => import("./dossier-hand-over.js"),
    view: ({ id, dossier }) => html`<dossier-hand-over .visitId=${id} .dossierId=${dossier}></dossier-hand-over>`,
  });
}

/** @param {App} app */
function addPapers(app) {
  app.route("/papers", {
    title: "Giấy tờ phải nhận lại",
    back: () => "/visits",
    load: () => import("./awaited-papers.js"),
    view: () => html`<awaited-papers></awaited-papers>`,
  });
}

/** @param {Record<string, string>} params */
const page = ({ id }) => `/dossiers/${id}`;

/** The screens of a recorded dossier. @param {App} app */
function addDossier(app) {
  app.route("/dossiers/:id", {
    title: "Hồ sơ",
    load: () => import("./dossier-page.js"),
    view: ({ id }) => html`<dossier-page .dossierId=${id}></dossier-page>`,
  });
  app.route("/dossiers/:id/receipt", {
    title: "Giấy hẹn",
    back: page,
    load: () => import("./dossier-receipt.js"),
    view: ({ id }) => html`<dossier-receipt .dossierId=${id}></dossier-receipt>`,
  });
  app.route("/dossiers/:id/pay", {
    title: "Chuyển khoản lệ phí",
    back: (params) => `${page(params)}/receipt`,
    load: () => import("./dossier-pay.js"),
    view: ({ id }) => html`<dossier-pay .dossierId=${id}></dossier-pay>`,
  });
  app.route("/dossiers/:id/settle", {
    title: "Giải quyết tại nhà",
    back: page,
    load: () => import("./dossier-settle.js"),
    view: ({ id }) => html`<dossier-settle .dossierId=${id}></dossier-settle>`,
  });
  app.route("/dossiers/:id/sign", {
    title: "Ký xác nhận",
    back: page,
    load: () => import("./dossier-sign.js"),
    view: ({ id }) => html`<dossier-sign .dossierId=${id}></dossier-sign>`,
  });
  app.route("/dossiers/:id/photos", {
    title: "Thêm ảnh giấy tờ",
    back: page,
    load: () => import("./dossier-photos.js"),
    view: ({ id }) => html`<dossier-photos .dossierId=${id}></dossier-photos>`,
  });
  app.route("/dossiers/:id/originals", {
    title: "Bản chính nhận giữ",
    back: page,
    load: () => import("./dossier-originals.js"),
    view: ({ id }) => html`<dossier-originals .dossierId=${id}></dossier-originals>`,
  });
  addSteps(app);
  app.route("/dossiers/:id/correct", {
    title: "Đính chính",
    back: page,
    load: () => import("./dossier-correct.js"),
    view: ({ id }) => html`<dossier-correct .dossierId=${id}></dossier-correct>`,
  });
}

/** What moves a dossier's state at the door, and which are due. @param {App} app */
function addSteps(app) {
  app.route("/due", { title: "Hồ sơ theo hạn trả", back: "/visits", load: () => import("./due-list.js"), view: () => html`<due-list></due-list>` });
  app.route("/dossiers/:id/supplement", {
    title: "Yêu cầu bổ sung",
    back: page,
    load: () => import("./dossier-supplement.js"),
    view: ({ id }) => html`<dossier-supplement .dossierId=${id}></dossier-supplement>`,
  });
  app.route("/dossiers/:id/received", {
    title: "Nhận giấy tờ bổ sung",
    back: page,
    load: () => import("./dossier-received.js"),
    view: ({ id }) => html`<dossier-received .dossierId=${id}></dossier-received>`,
  });
  addEnd(app, "refuse", "Từ chối tiếp nhận");
  addEnd(app, "withdraw", "Rút hồ sơ");
}

/** @param {App} app @param {"refuse" | "withdraw"} way @param {string} title */
function addEnd(app, way, title) {
  app.route(`/dossiers/:id/${way}`, {
    title,
    back: page,
    load: () => import("./dossier-end.js"),
    view: ({ id }) => html`<dossier-end .dossierId=${id} .way=${way}></dossier-end>`,
  });
}

/** @param {App} app */
function nameCommands(app) {
  app.command("dossiers.record", { label: "Nhận hồ sơ", about: ({ roles }) => roles.owner.name });
  app.command("dossiers.add_files", { label: "Thêm ảnh giấy tờ" });
  app.command("dossiers.take_fee", { label: "Ghi lệ phí" });
  app.command("dossiers.issue_receipt", { label: "Cấp giấy hẹn", about: ({ number }) => number });
  app.command("dossiers.sign", { label: "Ký xác nhận", about: ({ signatures }) => signatures[0]?.name ?? "" });
  app.command("dossiers.transfer_custody", { label: "Giao nhận bản chính", about: ({ paper }) => paper?.name ?? "" });
  app.command("dossiers.settle", { label: "Giải quyết tại nhà", about: ({ to }) => to.name });
  app.command("dossiers.ask_supplement", { label: "Yêu cầu bổ sung", about: ({ papers }) => papers[0].name });
  app.command("dossiers.receive_supplement", { label: "Nhận giấy tờ bổ sung" });
  app.command("dossiers.refuse", { label: "Từ chối tiếp nhận", about: ({ reason }) => reason });
  app.command("dossiers.withdraw", { label: "Rút hồ sơ", about: ({ asked_by }) => asked_by });
  app.command("dossiers.report_paper", { label: "Báo mất, hỏng bản chính" });
  app.command("dossiers.hand_over", { label: "Trao kết quả", about: ({ to }) => to.name });
  app.command("dossiers.correct_fact", { label: "Đính chính", about: ({ reason }) => reason });
}
