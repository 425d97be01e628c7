/** Reports from the round put right by a following command: the right value in its place, both values kept. Pure. */

/** @typedef {import("../core/types.js").Command} Command */
/** @typedef {import("../core/types.js").Row} Row */

/** Which fields of which report may be put right; as in app/postal/commands/corrections.py. @type {Record<string, string[]>} */
export const CORRECTABLE = {
  "postal.deliver": ["to_name", "relation", "identity_last4"],
  "postal.record_attempt": ["reason", "slip_no"],
};

/** How the fields are asked for and shown. @type {Record<string, string>} */
export const LABELS = {
  to_name: "Người nhận",
  relation: "Quan hệ với người nhận",
  identity_last4: "4 số cuối giấy tờ của người nhận",
  reason: "Vì sao không giao được",
  slip_no: "Số giấy mời để lại",
};

/** Not text but absent, when nothing stands there. */
const MAY_LACK = ["identity_last4", "slip_no"];

/** @param {unknown} value */
const plain = (value) => String(value ?? "").trim();

/** The first 48 bits of an id say when its command was made. @param {string} commandId */
const momentOf = (commandId) => Number.parseInt(commandId.replaceAll("-", "").slice(0, 12), 16);

/**
 * Rows do not name the command that made them, but carry its moment to the millisecond.
 * @param {{at: string} | null | undefined} made
 * @param {string} commandId
 */
export const isReportedBy = (made, commandId) => made !== null && made !== undefined && Date.parse(made.at) === momentOf(commandId);

/**
 * What a report of this phone says by now: as it was sent, with every correction in force since.
 * @param {Row} item
 * @param {Command} report
 * @returns {Record<string, string | null>}
 */
export function valuesNow({ corrections }, { id, type, args }) {
  const sent = Object.fromEntries(CORRECTABLE[type].map((field) => [field, args[field] ?? null]));
  const since = corrections.filter((/** @type {any} */ one) => one.command_id === id && one.standing === "in-force");
  return since.reduce((/** @type {any} */ values, /** @type {any} */ one) => ({ ...values, [one.field]: one.now }), sent);
}

/**
 * @param {any} item
 * @param {{command_id: string, reason: string, fields: Record<string, {from: any, to: any}>}} args
 * @param {string} at
 * @param {string} by
 */
export function corrected(item, { command_id, reason, fields }, at, by) {
  const made = [item.delivered, ...item.attempts].find((one) => isReportedBy(one, command_id) && Object.keys(fields).every((field) => field in one));
  const rows = Object.entries(fields).map(([field, { from, to }]) => {
    const was = made ? plain(made[field]) : plain(from);
    const standing = was === plain(from) ? "in-force" : "beside";
    return { command_id, field, was, now: plain(to), reason, by, at, standing };
  });
  const right = Object.fromEntries(rows.filter(({ standing }) => standing === "in-force").map(({ field, now }) => [field, placed(field, now)]));
  const put = (/** @type {any} */ one) => (one && one === made ? { ...one, ...right } : one);
  return { ...item, delivered: put(item.delivered), attempts: item.attempts.map(put), corrections: [...item.corrections, ...rows] };
}

/** @param {string} field @param {string} now */
const placed = (field, now) => (now === "" && MAY_LACK.includes(field) ? null : now);
