/** Who signed and how, as the report wants it: on the pad, by thumb, by a relative, before a witness. Pure. */
import { t } from "../core/texts.js";

/** @typedef {import("./commands.js").Signature} Signature */

/** @type {Record<string, Signature["who"]>} */
const SIGNERS = { pad: "citizen", thumbprint: "citizen", relative: "relative", witness: "witness" };

/** @param {string} way */
const needsName = (way) => SIGNERS[way] !== "citizen";

/**
 * @param {Record<string, any>} values
 * @param {{submitter: string, officer: string, over_sha256: string, at: string}} about
 * @returns {Signature[]}
 */
export function signaturesOf({ way, read_back, signer_name, signer_relation, citizen_file, officer_file }, { submitter, officer, over_sha256, at }) {
  const shared = { over_sha256, at };
  return [
    {
      who: SIGNERS[way],
      way,
      name: needsName(way) ? signer_name.trim() : submitter,
      relation: needsName(way) ? signer_relation.trim() || null : null,
      read_back,
      file: citizen_file.sha256,
      ...shared,
    },
    { who: "officer", way: "pad", name: officer, relation: null, read_back: null, file: officer_file.sha256, ...shared },
  ];
}

/** @param {Record<string, any>} values @returns {Record<string, string>} */
export function signFaults({ way, read_back, signer_name, signer_relation, citizen_file, officer_file }) {
  const isMissing = (/** @type {string} */ text) => needsName(way) && !text.trim();
  return {
    read_back: read_back ? "" : t("Hãy đọc lại cho người dân nghe trước khi ký."),
    signer_name: isMissing(signer_name) ? t("Hãy ghi họ tên người ký.") : "",
    signer_relation: isMissing(signer_relation) ? t("Hãy ghi người ký là ai.") : "",
    citizen_file: citizen_file ? "" : t("Chưa có chữ ký hoặc ảnh điểm chỉ."),
    officer_file: officer_file ? "" : t("Cán bộ chưa ký."),
  };
}
