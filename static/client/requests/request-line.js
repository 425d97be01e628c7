/** One request in a list. */
import { html, nothing } from "../../vendor/lit.js";
import { t } from "../core/texts.js";
import { wishWords } from "./half-days.js";

/** @type {Record<string, [string, string]>} words and look */
const STATUSES = {
  waiting: ["Chờ trung tâm xem", "warn"],
  accepted: ["Chờ xếp lịch", "info"],
  planned: ["Đã xếp lịch", "good"],
  done: ["Đã phục vụ", "plain"],
  declined: ["Không nhận", "plain"],
  merged: ["Đã gộp", "plain"],
  cancelled: ["Đã huỷ", "plain"],
};

/** @param {any} request */
export function requestTag({ status, $waiting }) {
  const [text, look] = STATUSES[status] ?? [status, "plain"];
  return html`<span class="tag tag-${look}">${t(text)}</span>${$waiting ? html` <span class="tag">${t("chờ gửi")}</span>` : nothing}`;
}

/** @param {import("./queries.js").Asked} asked */
export const requestLine = ({ request, citizen }) =>
  html`<li class="task">
    <a class="task-link" href="#/requests/${request.id}">
      <strong>${citizen?.full_name ?? t("Chưa tải được tên")}</strong><br />
      <small class="muted">${wishWords(request.wish)}</small>
    </a>
    <span class="task-state">${requestTag(request)}</span>
  </li>`;
