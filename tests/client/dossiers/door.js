/** A small household for tests: a procedure, a visit, its citizen, and a phone that holds them and a block of numbers. */
import { WARD, startPhone } from "../core/phone.js";
import { syncOnce } from "../../../static/client/core/sync.js";
import { putFile, readEnrolment } from "../../../static/client/core/vault.js";
import { emptyDossier } from "../../../static/client/dossiers/draft.js";

export const VISIT = "0193bbbb-0000-7000-8000-000000000001";
export const CITIZEN = "0193bbbb-0000-7000-8000-000000000002";
export const PROCEDURE = "0193bbbb-0000-7000-8000-000000000003";
export const SHA = (letter) => letter.repeat(64);

export const citizen = {
  id: CITIZEN, full_name: "Bùi Văn Thử", birth_year: 1948, sex: "male", identity_last4: null, phone: "+84912345678",
  neighbourhood_id: "0193bbbb-0000-7000-8000-000000000009", address: "Số nhà 12",
};

export const procedure = {
  id: PROCEDURE, code: "2.000635", version_no: 1, status: "offered", name: "Cấp bản sao trích lục", plain_name: "Bản sao trích lục",
  plain_name_en: "", field: "Hộ tịch", at_home: "collect", popular: 1, valid_from: "2026-01-01", valid_to: null, exemptions: [],
  channels: [{ channel: 1, limit_text: "", limit_n: 3, limit_unit: "working_days", fee_text: "", fee_amount: 8000, fee_per: "bản" }],
  cases: [
    { key: "all", name: "", papers: [
      { key: "p1", kind: "hand_in", name: "Tờ khai", originals: 1, copies: 0 },
      { key: "p2", kind: "show", name: "Căn cước", originals: 1, copies: 0 },
      { key: "p3", kind: "note", name: "Mang giấy nơi ở nếu cần", originals: 0, copies: 0 },
    ] },
    { key: "c1", name: "Nhờ người khác", papers: [{ key: "c1-1", kind: "hand_in", name: "Giấy ủy quyền", originals: 1, copies: 0 }] },
  ],
};

export const visit = { id: VISIT, citizen_id: CITIZEN, purposes: [{ kind: "collect", procedure_code: "2.000635", need_text: null }] };

/** A daughter hands in for her father. */
export const draftOf = (changes = {}) => ({
  ...emptyDossier(),
  procedure_id: PROCEDURE,
  case_key: "c1",
  submitter_is: "other",
  submitter_name: " Bùi Thị Con ",
  submitter_relation: "con gái",
  submitter_right: "relative",
  submitter_phone: "0987 654 321",
  submitter_birth_year: "1975",
  submitter_last4: "4321",
  papers: { p1: { state: "received", form: "original", count: "2" }, p2: { state: "seen" } },
  photos: [photo("a", "p1"), photo("b", "p1"), photo("c", null)],
  exempt: "no",
  fee_amount: "8.000",
  fee_way: "cash",
  delivery_way: "home",
  ...changes,
});

export const photo = (letter, component_key) => ({
  sha256: SHA(letter), size: 10, type: "image/jpeg", role: component_key ? "component" : "paper", component_key,
});

/** @param {{codes?: string[]}} [options] how many receipt numbers are leased */
export async function startAtTheDoor({ codes = ["TN04795-26-0000011", "TN04795-26-0000027"] } = {}) {
  const server = await startPhone();
  server.role = "officer";
  const { device_id } = await readEnrolment();
  const year = new Date(Date.now() + 7 * 3_600_000).getUTCFullYear();
  server.put("ward", "0193bbbb-0000-7000-8000-000000000008", { code: WARD, centre_name: "Trung tâm", centre_address: "", hotline: "0218 3800 000" });
  server.put("citizen", CITIZEN, citizen);
  server.put("procedure", PROCEDURE, procedure);
  server.put("visit", VISIT, visit);
  server.put("number_lease", "0193bbbb-0000-7000-8000-000000000007", { number_kind: "receipt", year, codes, device_id, medium: "device" });
  await syncOnce();
  for (const letter of "abcdef") await putFile(photo(letter, null), new ArrayBuffer(10));
  return server;
}
