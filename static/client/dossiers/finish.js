/**
 * Saving a whole dossier at the door: record, fee, receipt, originals, each its own fact. Every step looks first
 * whether it was done before, so that a phone killed in between goes on where it stopped and does nothing twice.
 */
import { promiseFor } from "../catalogue/queries.js";
import { vnNow } from "../core/clock.js";
import { drawNumber, NoNumberLeft } from "../core/numbers.js";
import { one } from "../core/rows.js";
import { person } from "../core/session.js";
import { deleteDraft } from "../core/vault.js";
import { issueReceipt, recordDossier, takeFee, transferCustody } from "./commands.js";
import { feeOf } from "./draft.js";
import { isOnPaper, paperMoment, paperNumber } from "./paper-number.js";
import { findDossier, ownWard, papersOf } from "./queries.js";
import { refuseDossier } from "./step-commands.js";
import { hashOf, receiptQr, receiptText } from "./receipt.js";
import { transferOf } from "./originals.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("./draft.js").DossierDraft} DossierDraft */
/** @typedef {{visit: Row, citizen: Row, procedure: Row}} About */

/**
 * @param {DossierDraft} draft
 * @param {About} about
 * @param {{withReceipt?: boolean}} [options] what is settled at once needs no receipt; one that was begun is given all the same
 * @returns {Promise<{dossierId: string, number: string | null}>}
 */
export async function finishDossier(draft, about, { withReceipt = true } = {}) {
  const isWanted = withReceipt || Boolean(draft.values.receipt_number) || isOnPaper(draft.values);
  const number = isWanted ? await numberFor(draft) : null;
  const { dossier_id } = draft.values;
  if (!(await one("dossier", dossier_id))) await recordDossier(draft.values, about);
  await saveFee(draft.values);
  await saveOriginals(draft.values, about.citizen);
  if (number) await saveReceipt(draft, number, about.procedure);
  else await deleteDraft(draft.key);
  return { dossierId: dossier_id, number };
}

/**
 * Not taken, and nothing given for it: no number, no fee, and every original stays with the family. It is written
 * down all the same, so that the centre can print the refusal.
 * @param {DossierDraft} draft
 * @param {About} about
 * @param {{reason: string, ground: string}} said
 * @returns {Promise<string>}
 */
export async function refuseAtDoor(draft, about, said) {
  const { dossier_id } = draft.values;
  if (!(await one("dossier", dossier_id))) await recordDossier({ ...draft.values, papers: onlySeen(draft.values.papers) }, about);
  await refuseDossier(dossier_id, said, draft.key);
  return dossier_id;
}

/** What was laid on the table goes back into the family's hands. @param {Record<string, any>} papers */
const onlySeen = (papers) =>
  Object.fromEntries(Object.entries(papers).map(([key, paper]) => [key, paper.state === "received" ? { ...paper, state: "seen" } : paper]));

/** Drawn once and written into the draft before it is shown; what stands on paper is not drawn. @param {DossierDraft} draft */
async function numberFor(draft) {
  if (isOnPaper(draft.values)) return paperNumber(draft.values.paper_number);
  if (draft.values.receipt_number) return draft.values.receipt_number;
  const number = await drawOne();
  if (number) draft.set({ receipt_number: number });
  await draft.flush();
  return number;
}

/** @returns {Promise<string | null>} null when the phone has used up its block: the dossier is saved all the same */
async function drawOne() {
  try {
    return await drawNumber("receipt");
  } catch (fault) {
    if (fault instanceof NoNumberLeft) return null;
    throw fault;
  }
}

/** @param {import("./draft.js").Values} values */
async function saveFee(values) {
  const [dossier, fee] = [await one("dossier", values.dossier_id), feeOf(values)];
  if (fee && dossier?.finance.amount === null) await takeFee(values.dossier_id, fee);
}

/** @param {import("./draft.js").Values} values @param {Row} citizen */
async function saveOriginals(values, citizen) {
  for (const original of values.originals) {
    if (await one("paper", original.paper_id)) continue;
    await transferCustody(transferOf(original, values.dossier_id, citizen), original.signatures);
  }
}

/** @param {DossierDraft} draft @param {string} number @param {Row} procedure */
async function saveReceipt(draft, number, procedure) {
  const dossier = await findDossier(draft.values.dossier_id);
  if (!dossier || dossier.receipt) return;
  const written = isOnPaper(draft.values) ? paperMoment(draft.values) : null;
  await giveReceipt(dossier, number, procedure, { draft: draft.key, written });
}

/**
 * @param {Row} dossier
 * @param {string} number
 * @param {Row} procedure
 * @param {{draft?: string, written?: string | null}} [options] `written`: the moment on a receipt that was written by hand;
 * this phone has signed none of it
 */
export async function giveReceipt(dossier, number, procedure, { draft, written = null } = {}) {
  const taken_at = written ?? vnNow();
  const { counted_from, due, rule_version } = await promiseFor(procedure, taken_at);
  const dates = { taken_at, counted_from, due_on: due };
  const originals = (await papersOf(dossier.id)).map(({ name, count }) => ({ name, count }));
  const parts = { ward: await ownWard(), dossier, officer: person().name, originals, told: { number, ...dates } };
  const shown = receiptText(parts).normalize("NFC");
  const shown_sha256 = await hashOf(shown);
  const qr = written ? null : await receiptQr(number, taken_at.slice(0, 10), shown_sha256);
  return issueReceipt(dossier.id, { number, shown, shown_sha256, ...dates, rule_version, qr }, draft);
}
