/** What the frame shows: a stage's own screen, or the route behind the hash. */
import { html } from "../../vendor/lit.js";
import { findRoute } from "./router.js";
import { t } from "./texts.js";

/** @typedef {{title: string, view: () => unknown, load?: () => Promise<unknown>, back?: string, bare?: boolean}} Screen */

const signIn = () => import("./sign-in.js");
const setPin = () => import("./set-pin.js");
const gettingReady = () => import("./getting-ready.js");

/**
 * @param {import("./stage.js").Stage} stage
 * @param {string} path
 * @returns {Screen}
 */
export function screenFor(stage, path) {
  if (stage === "sign-in") return { title: t("Đăng ký máy này"), load: signIn, view: () => html`<sign-in></sign-in>` };
  if (stage === "pin") return { title: t("Đặt mã PIN"), load: setPin, view: () => html`<set-pin></set-pin>` };
  if (stage === "ready")
    return { title: t("Chuẩn bị máy"), load: gettingReady, view: () => html`<getting-ready></getting-ready>` };
  return routed(path);
}

/**
 * @param {string} path
 * @returns {Screen}
 */
function routed(path) {
  const found = findRoute(path);
  if (!found) return { title: t("Không có trang này"), view: () => html`<p><a href="#/">${t("Về trang đầu")}</a></p>` };
  const { route, params } = found;
  const back = typeof route.back === "function" ? route.back(params) : route.back;
  return { title: t(route.title), load: route.load, view: () => route.view(params), back, bare: route.bare };
}
