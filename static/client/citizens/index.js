/** Citizens on the phone: the identity card at the door, the pin of the house, details put right. */
import { html } from "../../vendor/lit.js";
import "./commands.js";

/** @param {import("../core/app.js").App} app */
export function register(app) {
  app.texts("en", () => import("./texts.js"));
  app.route("/citizens/:id/identity", {
    title: "Giấy tờ tuỳ thân",
    load: () => import("./citizen-identity.js"),
    view: ({ id }) => html`<citizen-identity .citizenId=${id}></citizen-identity>`,
  });
  app.route("/citizens/:id/pin", {
    title: "Vị trí nhà",
    load: () => import("./citizen-pin.js"),
    view: ({ id }) => html`<citizen-pin .citizenId=${id}></citizen-pin>`,
  });
  app.route("/citizens/:id/correct", {
    title: "Sửa thông tin người dân",
    load: () => import("./citizen-correct.js"),
    view: ({ id }) => html`<citizen-correct .citizenId=${id}></citizen-correct>`,
  });
  nameCommands(app);
}

/** @param {import("../core/app.js").App} app */
function nameCommands(app) {
  app.command("citizens.record_identity", { label: "Ghi giấy tờ tuỳ thân", about: (seen) => `…${(seen.identity_number ?? seen.old_identity_number).slice(-4)}` });
  app.command("citizens.place_pin", { label: "Ghim vị trí nhà" });
  app.command("citizens.correct", {
    label: "Sửa thông tin người dân",
    about: ({ reason }) => reason,
    fix: ({ citizen_id }) => `/citizens/${citizen_id}/correct`,
  });
  app.command("citizens.correct_fact", { label: "Đính chính thông tin người dân", about: ({ reason }) => reason });
}
