/** Calls on the phone: whom to ring, and what came of it. The lists themselves stand with the visits. */
import "./commands.js";

/** @param {import("../core/app.js").App} app */
export function register(app) {
  app.texts("en", () => import("./texts.js"));
  app.command("notices.record_call", { label: "Ghi cuộc gọi" });
  app.command("notices.correct_call", { label: "Đính chính cuộc gọi", about: ({ reason }) => reason });
}
