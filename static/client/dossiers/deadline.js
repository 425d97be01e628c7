/** How many days a dossier has left, in words, and the dates that hold once missing papers have come. */
import { declaredDays, findProcedureVersion, promiseAfter } from "../catalogue/queries.js";
import { workingDaysLeft } from "../catalogue/rules.js";
import { today, vnNow } from "../core/clock.js";
import { all } from "../core/rows.js";
import { t } from "../core/texts.js";
import { findDossier } from "./queries.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {{look: "" | "info" | "warn" | "bad", words: string}} Left */
/** @typedef {{dossier: Row, left: Left}} Pressing */

const ASKED = 5;
const RUNNING = [1, 2, 4, 6];
/** In so many working days an apology is still in time. */
const AMBER = 2;

/** The date that holds; rows from before an update name it by its parts. @param {any} dossier @returns {string | null} */
export const dueOn = ({ due_on, apology, receipt }) => due_on ?? apology?.new_due_on ?? receipt?.due_on ?? null;

/** @param {Row} dossier @param {import("../catalogue/rules.js").WorkDays} declared @param {string} [day] @returns {Left} */
export function leftOf(dossier, declared, day = today()) {
  if (dossier.status === ASKED) return { look: "info", words: t("Chờ bổ sung, hạn đang dừng") };
  const due = dueOn(dossier);
  if (!due || !RUNNING.includes(dossier.status)) return { look: "", words: "" };
  const n = workingDaysLeft(due, day, declared);
  if (n < 0) return { look: "bad", words: t("Quá hạn {n} ngày làm việc", { n: -n }) };
  if (n === 0) return { look: "warn", words: t("Hạn trả hôm nay") };
  return { look: n <= AMBER ? "warn" : "", words: t("Còn {n} ngày làm việc", { n }) };
}

/** Dossiers on this phone that are still due, the most pressing first; those that wait for papers last. @returns {Promise<Pressing[]>} */
export async function pressing() {
  const declared = await declaredDays();
  const open = (await all("dossier")).filter(({ status }) => status === ASKED || RUNNING.includes(status));
  const named = await Promise.all(open.map(({ id }) => findDossier(id)));
  const known = named.filter((dossier) => dossier !== undefined);
  return known.sort((a, b) => order(a).localeCompare(order(b))).map((dossier) => ({ dossier, left: leftOf(dossier, declared) }));
}

/** @param {Row} dossier */
const order = (dossier) => (dossier.status === ASKED ? "9999-1" : (dueOn(dossier) ?? "9999-0"));

/**
 * What to tell the citizen who brings the missing papers now. Nothing where this phone cannot know: the centre counts then.
 * @param {Row} dossier
 * @param {string} [received] wall clock of Vietnam
 */
export async function datesWhenComplete(dossier, received = vnNow()) {
  const procedure = await findProcedureVersion(dossier.procedure_version_id);
  if (!procedure || hasUnknownGaps(dossier)) return null;
  const gap = { asked: vnNow(dossier.supplement.at), complete: received };
  const { counted_from, due, rule_version } = await promiseAfter(procedure, vnNow(takenAt(dossier)), [gap], dossier.deadline_rules);
  return { counted_from, due_on: laterOf(due, dueOn(dossier)), rule_version };
}

/** Where the waiting is taken off, every gap counts; the phone knows the last one only. @param {Row} dossier */
const hasUnknownGaps = ({ deadline_rules, supplement }) => deadline_rules?.while_missing === "paused" && supplement.times > 1;

/** @param {Row} dossier */
const takenAt = ({ receipt, history }) => receipt?.taken_at ?? history[0].at;

/** A promise is never brought forward. @param {string | null} due @param {string | null} before */
const laterOf = (due, before) => (due && before && before > due ? before : due);
