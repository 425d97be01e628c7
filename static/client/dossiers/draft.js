/**
 * One unfinished dossier of a visit: every screen of it shares this draft, so that each can be done in any order
 * and left half way. Pure: from the draft's fields to what the commands bring.
 */
import { papersFor } from "../catalogue/queries.js";
import { EMPTY_IDENTITY } from "../citizens/identity-values.js";
import { Draft } from "../core/drafts.js";
import { newId } from "../core/ids.js";
import { e164 } from "../core/phone.js";
import { t } from "../core/texts.js";
import { deleteDraft } from "../core/vault.js";
import { wholeIn } from "../core/whole.js";
import { reusedFiles } from "./reuse.js";

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").FileRef & {component_key: string | null}} Photo */
/** @typedef {Record<string, any>} Values */

/** @param {string} visitId */
export const draftKey = (visitId) => `dossier/${visitId}`;

/** @returns {Values} */
export const emptyDossier = () => ({
  ...EMPTY_IDENTITY,
  dossier_id: newId(),
  procedure_id: "",
  case_key: "",
  copies: "1",
  card_of: "owner",
  owner_is: "citizen",
  owner_name: "",
  owner_birth_year: "",
  owner_last4: "",
  submitter_is: "",
  submitter_name: "",
  submitter_relation: "",
  submitter_birth_year: "",
  submitter_phone: "",
  submitter_last4: "",
  /** By what right: relative, authorised, guardian. */
  submitter_right: "",
  submitter_authorisation: "",
  receiver_is: "submitter",
  receiver_name: "",
  receiver_relation: "",
  helper_name: "",
  helper_relation: "",
  /** By the paper's key: {state, form, count, note}. */
  papers: {},
  photos: [],
  originals: [],
  exempt: "",
  exempt_reason: "",
  fee_amount: "",
  fee_postage: "",
  fee_way: "",
  fee_slip: "",
  delivery_way: "",
  delivery_address: "",
  note: "",
  receipt_number: "",
  /** Written by hand on numbered paper: its number, day and hour as they stand there. */
  paper_number: "",
  paper_day: "",
  paper_hour: "",
});

export class DossierDraft extends Draft {
  /**
   * @param {import("lit").ReactiveControllerHost} host
   * @param {() => string} visitId
   * @param {() => string} [name] of the citizen
   */
  constructor(host, visitId, name = () => "") {
    super(host, () => draftKey(visitId()), emptyDossier(), () => t("Hồ sơ: {name}", { name: name() }));
  }
}

/** Ends a draft without a command: given up, or passed on to another draft. @param {Draft} draft */
export async function endDraft(draft) {
  await draft.close(true);
  await deleteDraft(draft.key);
  draft.reset();
}

/** @param {string} text */
const yearOf = (text) => (/^\d{4}$/.test(text.trim()) ? Number(text) : null);

/** @param {unknown} text */
const orNull = (text) => String(text ?? "").trim() || null;

/**
 * A person as the wire has them, every field present.
 * @param {Record<string, any>} known
 */
const person = (known) => ({
  name: known.name,
  birth_year: known.birth_year ?? null,
  identity_last4: known.identity_last4 || null,
  phone: known.phone ?? null,
  relation: known.relation ?? null,
  right: known.right || null,
  authorisation: known.authorisation ?? null,
});

/** @param {Row} citizen @param {string} last4 */
const asPerson = (citizen, last4) =>
  person({
    name: citizen.full_name,
    birth_year: citizen.birth_year,
    identity_last4: last4 || citizen.identity_last4,
    phone: citizen.phone,
  });

/**
 * Whose matter it is, who hands it in, who helps, who is to have the result; who decides is known once it is decided.
 * @param {Values} values
 * @param {Row} citizen who is visited
 */
export function rolesOf(values, citizen) {
  const owner =
    values.owner_is === "other"
      ? person({ name: values.owner_name.trim(), birth_year: yearOf(values.owner_birth_year) })
      : asPerson(citizen, values.owner_last4);
  const submitter = submitterOf(values, citizen, owner);
  return { owner, submitter, helper: helperOf(values), receiver: receiverOf(values, owner, submitter), decider: null };
}

/**
 * @param {Values} values
 * @param {ReturnType<typeof person>} owner
 * @param {ReturnType<typeof person>} submitter
 */
function receiverOf(values, owner, submitter) {
  if (values.receiver_is === "owner") return owner;
  if (values.receiver_is !== "other" || !values.receiver_name.trim()) return submitter;
  return person({ name: values.receiver_name.trim(), relation: orNull(values.receiver_relation) });
}

/**
 * @param {Values} values
 * @param {Row} citizen
 * @param {ReturnType<typeof person>} owner
 */
function submitterOf(values, citizen, owner) {
  const acts = { right: values.submitter_right || null, relation: orNull(values.submitter_relation), authorisation: orNull(values.submitter_authorisation) };
  if (values.submitter_is === "citizen") return { ...asPerson(citizen, values.owner_last4), ...acts };
  if (values.submitter_is !== "other") return owner;
  return person({
    ...acts,
    name: values.submitter_name.trim(),
    birth_year: yearOf(values.submitter_birth_year),
    identity_last4: values.submitter_last4,
    phone: e164(values.submitter_phone),
  });
}

/** @param {Values} values */
const helperOf = (values) =>
  values.helper_name.trim() ? person({ name: values.helper_name.trim(), relation: orNull(values.helper_relation) }) : null;

/**
 * The papers that this case asks for.
 * @param {Row | undefined} procedure
 * @param {Values} values
 */
export const papersAsked = (procedure, values) => (procedure ? papersFor(procedure, [values.case_key].filter(Boolean)) : []);

/**
 * The paper list with what was found; what nobody ticked is missing, and notes ask for nothing.
 * @param {Row} procedure
 * @param {Values} values
 * @returns {import("../core/commands.js").Component[]}
 */
export function componentsOf(procedure, values) {
  return papersAsked(procedure, values).map((paper) => {
    const found = values.papers[paper.key] ?? {};
    return {
      key: paper.key,
      name: paper.name,
      kind: paper.kind,
      state: found.state ?? (paper.kind === "note" ? "not-needed" : "missing"),
      form: found.state === "received" ? (found.form ?? "original") : null,
      count: wholeIn(found.count, 0) ?? 1,
      note: (found.note ?? "").trim(),
      files: [...reusedFiles(found), ...photosOf(values, paper.key).map((photo) => photo.sha256)],
    };
  });
}

/**
 * @param {Values} values
 * @param {string | null} key null for pages that belong to no line
 * @returns {Photo[]}
 */
export const photosOf = (values, key) => values.photos.filter((/** @type {Photo} */ photo) => photo.component_key === key);

/** @param {Values} values @returns {{way: "home" | "post" | "counter" | null, address: string | null}} */
export const deliveryOf = (values) => ({
  way: values.delivery_way || null,
  address: values.delivery_way === "post" ? orNull(values.delivery_address) : null,
});

/** @typedef {{amount: number, postage: number, exempt: boolean, exempt_reason: string | null, way: "cash" | "transfer" | "none", slip: string | null}} Fee */

/** @param {Values} values how the fee was answered @returns {Fee | null} null while it was not */
export function feeOf(values) {
  if (!values.exempt) return null;
  const sums = { amount: values.exempt === "yes" ? 0 : sumOf(values.fee_amount), postage: values.delivery_way === "post" ? sumOf(values.fee_postage) : 0 };
  return { ...sums, ...exemptionOf(values), ...paymentOf(values, sums.amount + sums.postage) };
}

/** @param {Values} values */
const exemptionOf = ({ exempt, exempt_reason }) =>
  exempt === "yes" ? { exempt: true, exempt_reason: exempt_reason.trim() } : { exempt: false, exempt_reason: null };

/** Waived and without postage there is nothing to pay. @param {Values} values @param {number} total @returns {Pick<Fee, "way" | "slip">} */
function paymentOf(values, total) {
  const way = total > 0 || values.exempt === "no" ? values.fee_way || "none" : "none";
  return { way, slip: way === "cash" ? orNull(values.fee_slip) : null };
}

/** Đồng, as people type it: with dots or blanks. @param {unknown} typed */
export const sumOf = (typed) => Number(String(typed).replace(/\D/g, "") || 0);

/**
 * What is still open, by screen: nothing here forbids saving but the procedure and the people.
 * @param {Values} values
 * @param {Row | undefined} procedure
 */
export function openParts(values, procedure) {
  const unticked = papersAsked(procedure, values).filter(({ key, kind }) => kind !== "note" && !values.papers[key]?.state);
  return {
    procedure: !procedure,
    people: !values.submitter_is || (values.submitter_is === "other" && !values.submitter_name.trim()) || isOwnerOpen(values),
    papers: unticked.length > 0,
    fee: !values.exempt,
    delivery: !values.delivery_way,
  };
}

/** @param {Values} values */
const isOwnerOpen = (values) => values.owner_is === "other" && !values.owner_name.trim();

/** Whether anything of it was begun. @param {Values} values */
export const isBegun = (values) =>
  Boolean(values.procedure_id || values.submitter_is || values.owner_last4 || values.submitter_last4) ||
  values.photos.length + values.originals.length > 0;
