/** Every question about dossiers and papers on this phone. */
import { findProcedureVersion, isAtOnce } from "../catalogue/queries.js";
import { findCitizen } from "../citizens/queries.js";
import { commandOf } from "../core/preview.js";
import { all, one, related } from "../core/rows.js";
import { person } from "../core/session.js";
import { allCommands } from "../core/vault.js";
import { receiptText, toldOf } from "./receipt.js";
import { scansIn } from "./reuse.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").Command} Command */

/**
 * Everything the screens of one visit ask.
 * @typedef {object} Door
 * @property {Row} [visit]
 * @property {Row} [citizen]
 * @property {Row} [ward]
 * @property {Row[]} dossiers recorded at this visit
 * @property {Row[]} returning results to be handed over
 * @property {Row[]} papers originals of this household that are not at home
 */

/** @type {Door} */
export const NO_DOOR = { dossiers: [], returning: [], papers: [] };

/** @param {string} visitId @returns {Promise<Door>} */
export async function atTheDoor(visitId) {
  const visit = await one("visit", visitId);
  if (!visit) return NO_DOOR;
  const wanted = visit.purposes.filter((/** @type {any} */ purpose) => purpose.kind === "return").map((/** @type {any} */ purpose) => purpose.dossier_id);
  const dossiers = await named((await all("dossier")).filter(({ id, visit_id }) => visit_id === visitId || wanted.includes(id)));
  return {
    visit,
    citizen: await findCitizen(visit.citizen_id),
    ward: await ownWard(),
    dossiers: dossiers.filter((dossier) => dossier.visit_id === visitId),
    returning: dossiers.filter((dossier) => wanted.includes(dossier.id)),
    papers: (await related("paper", "citizen_id", visit.citizen_id)).filter((paper) => paper.holder.kind !== "citizen"),
  };
}

/** Papers of the visited person that the centre has a scan of, as far as this phone knows. @param {string} visitId */
export async function earlierScans(visitId) {
  const visit = await one("visit", visitId);
  return scansIn(visit ? await related("dossier", "citizen_id", visit.citizen_id) : []);
}

export const ownWard = async () => (await all("ward")).find((ward) => ward.code === person().ward);

/** The account for fees, none while no administrator has named one. @returns {Promise<Row | undefined>} */
export const feeAccount = async () => (await all("fee_account")).find((account) => account.is_used);

/** A dossier made here learns the procedure's name from the catalogue, and each what may be done at a home. @param {Row[]} dossiers */
const named = (dossiers) => Promise.all(dossiers.map(withName));

/** @param {Row} dossier @returns {Promise<Row>} */
async function withName(dossier) {
  const procedure = await findProcedureVersion(dossier.procedure_version_id);
  return { ...dossier, at_home: procedure?.at_home, at_once: Boolean(procedure && isAtOnce(procedure)), procedure_name: dossier.procedure_name || (procedure?.name ?? dossier.procedure_code) };
}

/** @param {string} id @returns {Promise<Row | undefined>} */
export async function findDossier(id) {
  const dossier = await one("dossier", id);
  return dossier && withName(dossier);
}

/** Dossiers with a result, whoever's, as far as this phone knows. @returns {Promise<Row[]>} */
export const results = async () => named((await all("dossier")).filter(({ result }) => result));

/** Originals that this person is to fetch from a colleague. @returns {Promise<Row[]>} */
export async function awaitedPapers() {
  const me = person().id;
  return (await all("paper")).filter(({ awaited }) => awaited?.id === me);
}

/** @param {string} dossierId originals taken for it, wherever they are */
export const papersOf = (dossierId) => related("paper", "dossier_id", dossierId);

/**
 * A dossier with all that hangs on it.
 * @typedef {object} Whole
 * @property {Row} [dossier]
 * @property {Row} [citizen]
 * @property {Row[]} papers
 * @property {Command[]} reports of this phone
 * @property {{text: string, qr: string | null} | null} shown the receipt as the family holds it
 * @property {string | null} toSign the dossier as it stands: the receipt word for word, unless something has changed since
 */

/** @type {Whole} */
export const NO_DOSSIER = { papers: [], reports: [], shown: null, toSign: null };

/** @param {string} id @returns {Promise<Whole>} */
export async function wholeDossier(id) {
  const dossier = await findDossier(id);
  if (!dossier) return NO_DOSSIER;
  const [citizen, papers, reports] = await Promise.all([findCitizen(dossier.citizen_id), papersOf(id), reportsAbout(id)]);
  const shown = await shownReceipt(dossier, papers, reports);
  return { dossier, citizen, papers, reports, shown, toSign: await composed(dossier, papers) };
}

/**
 * What this phone reported about a dossier, oldest first: corrections name these.
 * @param {string} dossierId
 */
export async function reportsAbout(dossierId) {
  const rows = (await allCommands()).filter((row) => !["rejected", "conflict"].includes(row.state));
  return rows.map(commandOf).filter(({ type, args }) => type.startsWith("dossiers.") && args.dossier_id === dossierId);
}

/**
 * The receipt word for word: from the report that carried it, else composed anew from what is known.
 * @param {Row} dossier
 * @param {Row[]} papers
 * @param {Command[]} reports
 */
async function shownReceipt(dossier, papers, reports) {
  const said = reports.find(({ type, args }) => type === "dossiers.issue_receipt" && args.number === dossier.receipt?.number);
  if (said) return { text: said.args.shown, qr: said.args.qr ?? null };
  return { text: await composed(dossier, papers), qr: null };
}

/** As the dossier stands now, with every original that was taken for it. @param {Row} dossier @param {Row[]} papers */
async function composed(dossier, papers) {
  const originals = papers.map(({ name, count, transfers }) => ({ name, count: transfers[0]?.count ?? count }));
  const officer = dossier.history[0].by;
  return receiptText({ ward: await ownWard(), dossier, officer, originals, told: toldOf(dossier) }).normalize("NFC");
}
