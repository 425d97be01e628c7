/** The list of missing papers as it is asked for: lines of the paper list that were ticked, and others typed one a line. Pure. */
import { t } from "../core/texts.js";

/** @typedef {{chosen: Record<string, boolean>, whys: Record<string, string>, others: string, second_reason: string}} Asked */

/** @type {Asked} */
export const NOTHING_ASKED = { chosen: {}, whys: {}, others: "", second_reason: "" };

/** What is missing already is ticked. @param {any} line of the dossier @param {Asked} values */
export const isChosen = (line, { chosen }) => chosen[line.key] ?? line.state === "missing";

/** @param {any} dossier @param {Asked} values @returns {import("./step-commands.js").MissingPaper[]} */
export function missingOf(dossier, values) {
  const listed = linesOf(dossier)
    .filter((line) => isChosen(line, values))
    .map(({ key, name }) => ({ name, why: (values.whys[key] ?? "").trim(), key }));
  const typed = values.others.split("\n").filter((line) => line.trim());
  return [...listed, ...typed.map(typedPaper)].map((paper) => ({ ...paper, name: paper.name.slice(0, 500) }));
}

/** @param {string} line `name: why` */
function typedPaper(line) {
  const [name, ...why] = line.split(":");
  return { name: name.trim(), why: why.join(":").trim(), key: null };
}

/** @param {any} dossier @returns {any[]} */
export const linesOf = (dossier) => dossier.components.filter((/** @type {any} */ line) => line.kind !== "note");

/** @param {any} dossier @param {Asked} values @returns {import("../citizens/fields.js").Faults} */
export function missingFaults(dossier, values) {
  const papers = missingOf(dossier, values);
  const silent = papers.find(({ why }) => !why);
  /** @type {import("../citizens/fields.js").Faults} */
  const faults = { others: "", second_reason: "" };
  if (papers.length === 0) faults.others = t("Hãy chọn hoặc ghi ít nhất một giấy tờ.");
  if (silent) faults[silent.key ? `why:${silent.key}` : "others"] = t("Hãy ghi vì sao cần «{name}».", { name: silent.name });
  if (dossier.supplement && !values.second_reason.trim()) faults.second_reason = t("Hãy ghi vì sao phải yêu cầu lần nữa.");
  return faults;
}
