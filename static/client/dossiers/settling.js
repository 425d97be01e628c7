/** An act done at the door, from the form to the report. Pure. */
import { newId } from "../core/ids.js";
import { t } from "../core/texts.js";
import { wholeIn } from "../core/whole.js";
import { receiverFaults, receiverOf } from "./handing.js";

/** Null where the screen offers something. */
export const NOTHING_SAID = {
  done_in: /** @type {string | null} */ (null), done_hour: /** @type {string | null} */ (null),
  count: /** @type {string | null} */ (null), decided_by: /** @type {string | null} */ (null), code: "", paper: "",
};

/** Today at this hour, as the certificate says; "" when it cannot be read. @param {string} typed @param {string} now */
function momentOf(typed, now) {
  const [, hour, minute] = typed.trim().match(/^(\d{1,2})[:hg.](\d{2})$/) ?? [];
  const moment = `${now.slice(0, 10)}T${(hour ?? "").padStart(2, "0")}:${minute}:00+07:00`;
  return Number.isNaN(Date.parse(moment)) ? "" : moment;
}

/**
 * @param {Record<string, any>} said
 * @param {any} dossier
 * @param {string} now
 * @returns {import("./step-commands.js").Settled}
 */
export const settledOf = (said, dossier, now) => ({
  result_id: newId(),
  done_in: said.done_in.trim(),
  done_at: momentOf(said.done_hour, now),
  code: said.code.trim() || null,
  papers: [{ name: said.paper.trim(), count: wholeIn(said.count) ?? 1 }],
  decided_by: said.decided_by.trim(),
  to: { ...receiverOf(said, dossier.roles), identity_last4: said.to_last4.trim() || null },
  note: said.note.trim(),
});

/** @param {Record<string, any>} said @param {string} now @returns {Record<string, string>} */
export function settledFaults(said, now) {
  const needed = (/** @type {string} */ name) => ({ [name]: said[name].trim() ? "" : t("Hãy ghi phần này.") });
  const moment = momentOf(said.done_hour, now);
  return {
    ...needed("done_in"),
    done_hour: moment && moment <= now ? "" : t("Hãy ghi giờ, phút như trong lời chứng, ví dụ 9:05."),
    ...needed("decided_by"),
    ...needed("paper"),
    count: wholeIn(said.count) ? "" : t("Số bản là số từ 1 đến 999."),
    ...receiverFaults(said),
  };
}
