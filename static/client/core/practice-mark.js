/** Over every screen of a practice ward: behind the lock, over the camera and the wide pad too. */
import { html, nothing } from "../../vendor/lit.js";
import { isPractice, somebody } from "./session.js";
import { t } from "./texts.js";

export function practiceMark() {
  if (!isPractice(somebody()?.ward)) return nothing;
  const words = t("TẬP HUẤN – không phải hồ sơ thật");
  return html`<section class="practice-mark" aria-label=${words}><strong>${words}</strong></section>`;
}
