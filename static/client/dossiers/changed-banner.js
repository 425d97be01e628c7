/** Says which signed lines are otherwise now; nothing where all is as it was signed. */
import { nothing } from "../../vendor/lit.js";
import { banner } from "../citizens/fields.js";
import { t } from "../core/texts.js";

/** @param {any} dossier */
export const isChanged = (dossier) => (dossier.changed_after_signing ?? []).length > 0;

/** @param {any} dossier */
export const changedBanner = (dossier) =>
  isChanged(dossier)
    ? banner("warn", t("Đã đổi sau khi ký: {lines}. Hãy đọc lại cho người dân và ký lại.", { lines: dossier.changed_after_signing.join("; ") }))
    : nothing;
