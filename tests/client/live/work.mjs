/**
 * What people do on their phones in a day, by the app's own commands. Each returns the ids of what was saved, or null
 * when there is nothing of the kind to do. `bytes` are the photos, made by the driver so that the seed decides.
 */
import { findProcedure } from "../../../static/client/catalogue/queries.js";
import { keepFile } from "../../../static/client/core/files.js";
import { newId } from "../../../static/client/core/ids.js";
import { drawNumber } from "../../../static/client/core/numbers.js";
import { all, one } from "../../../static/client/core/rows.js";
import { person } from "../../../static/client/core/session.js";
import { vnNow } from "../../../static/client/core/clock.js";
import { allCommands, writeDraft } from "../../../static/client/core/vault.js";
import { addFiles, handOver, signDossier } from "../../../static/client/dossiers/commands.js";
import { draftKey, emptyDossier } from "../../../static/client/dossiers/draft.js";
import { finishDossier } from "../../../static/client/dossiers/finish.js";
import { signaturesOf } from "../../../static/client/dossiers/signing.js";
import { cancelRequest, registerRequest } from "../../../static/client/requests/commands.js";
import { EMPTY, argsOf } from "../../../static/client/requests/registration.js";
import { closeVisit, startVisit } from "../../../static/client/visits/commands.js";

const JPEG = "image/jpeg";

const kept = (bytes, role) => keepFile(Uint8Array.from(bytes).buffer, JPEG, role);

const first = async (kind, isFitting) => (await all(kind)).filter(isFitting).sort((a, b) => (a.id < b.id ? -1 : 1))[0];

/** Runs what saves one or several commands, and returns their ids. */
async function savedBy(work) {
  const before = new Set((await allCommands()).map((row) => row.id));
  await work();
  return (await allCommands()).map((row) => row.id).filter((id) => !before.has(id)).reverse();
}

const isOwn = (row) => JSON.parse(row.body).type === "requests.register";

/** The draft as the screens hold it, without a screen. */
async function draftOf(key, values) {
  const draft = {
    key,
    values,
    set: (change) => Object.assign(draft.values, change),
    flush: () => writeDraft({ key, values: draft.values, title: "", path: "", saved_at: 0 }),
  };
  await draft.flush();
  return draft;
}

const original = (name, signatures) => ({
  paper_id: newId(), transfer_id: newId(), name, count: 1, condition: "nguyên vẹn", seal: null,
  given_by: "Bùi Văn Thử", signatures,
});

const answers = (procedure, photos, originals) => ({
  ...emptyDossier(), procedure_id: procedure.id, submitter_is: "citizen", exempt: "no", fee_amount: "8000", fee_way: "cash",
  papers: { "to-khai": { state: "received", form: "original", count: "1" } }, delivery_way: "home", photos, originals,
});

export const WORK = {
  async register({ name }) {
    const place = await first("neighbourhood", () => true);
    const code = await drawNumber("tracking").catch(() => null);
    if (!place || !code) return null;
    const typed = {
      ...EMPTY, full_name: name, birth_year: "1941", phone: "0912 345 678", neighbourhood_id: place.id, procedure: "other",
      need_text: "Xin trích lục", consent: "self", agreed: true, request_id: newId(), citizen_id: newId(),
      tracking_code: code, link_token: newId().replaceAll("-", ""), visit_word: "hoa sen",
    };
    return savedBy(() => registerRequest(argsOf(typed, null), "register/new"));
  },

  /** Calls off what this phone registered, if it still waits. */
  async cancel() {
    const mine = (await allCommands()).filter(isOwn).map((row) => JSON.parse(row.body).args.request_id);
    const request = await first("request", (row) => mine.includes(row.id) && row.status === "waiting");
    return request ? savedBy(() => cancelRequest(request.id, "Không còn cần")) : null;
  },

  async start() {
    const visit = await first("visit", (row) => row.status === "planned");
    return visit ? savedBy(() => startVisit(visit.id)) : null;
  },

  async close() {
    const visit = await first("visit", (row) => row.status === "started");
    const report = { outcome: "met", reason: null, note: "", next_try: null };
    return visit ? savedBy(() => closeVisit(visit.id, report)) : null;
  },

  /** A whole dossier at the door: photos, fee, an original with its two signatures, a receipt. */
  async dossier({ photos, signatures }) {
    const done = new Set((await all("dossier")).map((row) => row.visit_id));
    const visit = await first("visit", (row) => row.status === "started" && !done.has(row.id));
    const citizen = visit && (await one("citizen", visit.citizen_id));
    const procedure = await findProcedure("2.000635");
    if (!citizen || !procedure) return null;
    return savedBy(async () => {
      const pages = await Promise.all(photos.map((bytes) => kept(bytes, "component")));
      const signed = await Promise.all(signatures.map((bytes) => kept(bytes, "signature")));
      const shown = pages.map((page) => ({ ...page, component_key: "to-khai" }));
      const draft = await draftOf(draftKey(visit.id), answers(procedure, shown, [original("Giấy kết hôn", signed)]));
      await finishDossier(draft, { visit, citizen, procedure });
    });
  },

  async pages({ photos }) {
    const dossier = await first("dossier", (row) => row.files.length < 6);
    if (!dossier) return null;
    return savedBy(async () => {
      const taken = await Promise.all(photos.map((bytes) => kept(bytes, "component")));
      await addFiles(dossier, taken.map((page) => ({ ...page, component_key: "to-khai" })));
    });
  },

  async sign({ signatures }) {
    const dossier = await first("dossier", (row) => row.receipt && row.signatures.length === 0);
    if (!dossier) return null;
    return savedBy(async () => {
      const [citizen_file, officer_file] = await Promise.all(signatures.map((bytes) => kept(bytes, "signature")));
      const values = { way: "pad", read_back: true, signer_name: "", signer_relation: "", citizen_file, officer_file };
      const about = { submitter: "Bùi Văn Thử", officer: person().name, over_sha256: dossier.receipt.shown_sha256, at: vnNow() };
      await signDossier(dossier.id, signaturesOf(values, about), null, { files: [citizen_file, officer_file] });
    });
  },

  async handOver({ signatures }) {
    const dossier = await first("dossier", (row) => row.result && !row.result.handed);
    if (!dossier) return null;
    return savedBy(async () => {
      const [given, taken] = [await kept(signatures[1], "signature"), await kept(signatures[0], "signature")];
      const to = { name: "Bùi Văn Thử", relation: "chủ hồ sơ", identity_last4: "4321", authorisation: null };
      const signature = { way: "pad", file: taken.sha256, name: to.name };
      const said = { result_id: dossier.result.id, to, papers_returned: [], signature, given_signature: given.sha256, note: "" };
      await handOver(dossier.id, said, { files: [given, taken] });
    });
  },
};
