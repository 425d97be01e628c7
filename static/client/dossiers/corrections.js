/** Facts put right by a following command: which field stands where, and both values kept. Pure. */

/** @typedef {{label: string, mode?: string}} Asked */

/** Which fields of which report may be put right here. @type {Record<string, Record<string, Asked>>} */
export const CORRECTABLE = {
  "dossiers.record": {
    owner_name: { label: "Chủ hồ sơ" },
    submitter_name: { label: "Người nộp" },
    copies: { label: "Số bản", mode: "numeric" },
  },
  "dossiers.take_fee": { amount: { label: "Số tiền đã thu", mode: "numeric" }, slip: { label: "Số biên lai" } },
  "dossiers.issue_receipt": { due_on: { label: "Ngày hẹn trả" } },
  "dossiers.hand_over": {
    to_name: { label: "Người nhận" },
    relation: { label: "Quan hệ với chủ hồ sơ" },
    identity_last4: { label: "4 số cuối giấy tờ người nhận", mode: "numeric" },
  },
  "dossiers.transfer_custody": {
    count: { label: "Số bản giao nhận", mode: "numeric" },
    condition: { label: "Tình trạng" },
    seal: { label: "Số niêm phong" },
  },
};

/** Where each field stands in the dossier: the way down to it. @type {Record<string, string[]>} */
const PLACES = {
  owner_name: ["roles", "owner", "name"],
  submitter_name: ["roles", "submitter", "name"],
  copies: ["copies"],
  amount: ["finance", "amount"],
  slip: ["finance", "slip"],
  due_on: ["receipt", "due_on"],
  to_name: ["result", "handed", "to_name"],
  relation: ["result", "handed", "relation"],
  identity_last4: ["result", "handed", "identity_last4"],
};

/** @param {string} field */
export const labelOf = (field) => Object.values(CORRECTABLE).find((fields) => field in fields)?.[field].label ?? field;

/**
 * What stands in the dossier; a field of a custody transfer stands in its report.
 * @param {any} dossier
 * @param {string} field
 * @param {any} args of the report
 */
export const valueNow = (dossier, field, args) =>
  PLACES[field] ? PLACES[field].reduce((part, name) => part?.[name], dossier) : args[field];

/** @param {unknown} value */
const plain = (value) => (value === null || value === undefined ? "" : String(value));

/**
 * @param {any} dossier
 * @param {{command_id: string, reason: string, fields: Record<string, {from: any, to: any}>}} args
 * @param {string} at
 * @param {string} by
 */
export function corrected(dossier, { command_id, reason, fields }, at, by) {
  const rows = Object.entries(fields).map(([field, { from, to }]) => {
    const isOutdated = field in PLACES && plain(valueNow(dossier, field, {})) !== plain(from);
    return { command_id, field, was: plain(from), now: plain(to), reason, by, at, standing: isOutdated ? "beside" : "in-force" };
  });
  const inForce = rows.filter((row) => row.standing === "in-force" && row.field in PLACES);
  const right = inForce.reduce((part, { field }) => put(part, PLACES[field], fields[field].to), dossier);
  return { ...right, corrections: [...dossier.corrections, ...rows] };
}

/**
 * @param {any} part
 * @param {string[]} way
 * @param {any} value
 * @returns {any} a copy with the value in its place; unchanged where there is no such place
 */
function put(part, [name, ...rest], value) {
  if (part === null || part === undefined) return part;
  return { ...part, [name]: rest.length > 0 ? put(part[name], rest, value) : value };
}
