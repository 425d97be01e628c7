/** "This paper was scanned on …, is it still good?": asked before the same paper is scanned a second time. */
import { html, nothing } from "../../vendor/lit.js";
import { banner } from "../citizens/fields.js";
import { showDate } from "../core/clock.js";
import { t } from "../core/texts.js";
import { reused } from "./reuse.js";

/**
 * Asked once: of a paper that was ticked already, or wanted anew, no more.
 * @param {import("./reuse.js").Scan | undefined} scan
 * @param {any} found what the draft says of the paper
 * @param {(said: any) => void} answer
 */
export function reuseQuestion(scan, found, answer) {
  if (!scan || found?.state || found?.again) return nothing;
  return html`${banner("info", t("Giấy này đã quét ngày {day}. Còn dùng được không?", { day: showDate(scan.on) }))}
    <div class="button-row">
      <button class="button" type="button" @click=${() => answer(reused(scan))}>${t("Còn, dùng lại")}</button>
      <button class="button button-quiet" type="button" @click=${() => answer({ again: true })}>${t("Không, lấy bản mới")}</button>
    </div>`;
}
