/** What the postal worker reports, and how it looks while it waits; mirrors app/postal/commands. */
import { wireTime } from "../core/clock.js";
import { newId } from "../core/ids.js";
import { send } from "../core/outbox.js";
import { preview } from "../core/preview.js";
import { somebody } from "../core/session.js";
import { warningsOf } from "./codes.js";
import { corrected } from "./corrections.js";

/** @typedef {import("../core/types.js").FileRef} FileRef */

/** @param {string} id */
const itemRef = (id) => ({ kind: "postal_item", id });

/** @param {string} itemId */
export const deliveryDraft = (itemId) => `deliver/${itemId}`;

/**
 * I have this envelope in hand, under this slip number.
 * @param {string} itemId
 * @param {string | null} code
 */
export const pickUp = (itemId, code) => send("postal.pick_up", { item_id: itemId, code }, { entity: itemRef(itemId) });

/**
 * @param {string} manifestId
 * @param {{side: "post" | "centre", count: number, name: string}} signed
 * @param {FileRef | null} signature
 * @param {string} draft
 */
export const signManifest = (manifestId, signed, signature, draft) =>
  send(
    "postal.sign_manifest",
    { manifest_id: manifestId, ...signed, signature_file: signature?.sha256 ?? null },
    { entity: { kind: "manifest", id: manifestId }, files: signature ? [signature] : [], draft },
  );

/**
 * @param {string} itemId
 * @param {{to_name: string, relation: string, identity_last4: string | null}} receiver
 * @param {FileRef[]} signatures of who gave it and who took it; one picture of the slip carries both
 * @param {string} draft
 * @param {import("../core/types.js").Position | null} [position]
 */
export const deliverItem = (itemId, receiver, signatures, draft, position = null) =>
  send(
    "postal.deliver",
    { item_id: itemId, ...receiver, given_signature: signatures[0].sha256, signature_file: signatures[signatures.length - 1].sha256 },
    { entity: itemRef(itemId), files: signatures, draft, position },
  );

/**
 * Nobody took it: who signed before for a delivery that did not come about signs for no later one.
 * @param {string} itemId
 * @param {{reason: string, slip_no: string | null, next_not_before: string}} attempt
 * @param {string} draft
 */
export const recordAttempt = (itemId, attempt, draft) =>
  send("postal.record_attempt", { attempt_id: newId(), item_id: itemId, ...attempt }, { entity: itemRef(itemId), draft, idle: deliveryDraft(itemId) });

/** @typedef {Omit<import("../core/types.js").Args<"postal.return">, "item_id">} Returned */

/**
 * Back at the centre: both sides have counted, looked and signed, once for all of it.
 * @param {[string, Returned][]} reports by envelope
 * @param {FileRef[]} signatures of who gave it and who took it
 * @param {string} draft ends with the last of them
 * @param {() => Promise<void>} begun keeps that the counts are told, with the first of several
 */
export async function returnItems(reports, signatures, draft, begun) {
  const [given_signature, taken_signature] = signatures.map(({ sha256 }) => sha256);
  for (const [n, [item_id, said]] of reports.entries()) {
    const args = { item_id, ...said, given_signature, taken_signature };
    const isLast = n === reports.length - 1;
    await send("postal.return", args, { entity: itemRef(item_id), files: signatures, draft: isLast ? draft : undefined });
    if (n === 0 && !isLast) await begun();
  }
}

/**
 * What I reported from the round is wrong: this is right, and this is why.
 * @param {string} itemId
 * @param {string} commandId that reported it
 * @param {Record<string, {from: any, to: any}>} fields
 * @param {string} reason
 * @param {string} draft
 */
export const correctFact = (itemId, commandId, fields, reason, draft) =>
  send("postal.correct_fact", { item_id: itemId, command_id: commandId, reason, fields }, { entity: itemRef(itemId), draft });

const ENDED = ["delivered", "returned", "withdrawn"];
const NOT_TAKEN = ["listed", "waiting"];

/** What ended is changed no more: a person at the centre looks at a second report. @param {(item: any, args: any, command: any) => any} fold */
const unlessEnded = (fold) => (/** @type {any} */ item, /** @type {any} */ args, /** @type {any} */ command) =>
  ENDED.includes(item.state) ? item : fold(item, args, command);

preview("postal.pick_up", "postal_item", (item, { code }) => {
  const kept = item.code ?? code;
  return { ...item, code: kept, warnings: warningsOf(kept), state: NOT_TAKEN.includes(item.state) ? "with-post" : item.state };
});

preview(
  "postal.record_attempt",
  "postal_item",
  unlessEnded((item, { attempt_id, reason, slip_no, next_not_before }, { at }) => ({
    ...item,
    state: "failed",
    attempts: [...item.attempts, { id: attempt_id, at: wireTime(at), outcome: "failed", reason, slip_no, next_not_before }],
  })),
);

preview(
  "postal.deliver",
  "postal_item",
  unlessEnded((item, { to_name, relation, identity_last4, signature_file, given_signature }, { at }) => ({
    ...item,
    state: "delivered",
    delivered: { to_name, relation, identity_last4, at: wireTime(at), signature_file, giver_file: given_signature ?? null },
  })),
);

preview(
  "postal.return",
  "postal_item",
  unlessEnded((item, _args, { at }) => ({ ...item, state: "returned", returned_at: wireTime(at) })),
);

preview("postal.correct_fact", "postal_item", (item, args, { at }) => corrected(item, args, wireTime(at), somebody()?.name ?? ""));

preview("postal.sign_manifest", "manifest", (manifest, args, { at }) => {
  if (manifest.signatures.some((/** @type {any} */ one) => one.side === args.side)) return manifest;
  const { side, name, count, signature_file } = args;
  const signatures = [...manifest.signatures, { side, name, count, signature_file, at: wireTime(at) }];
  const isAgreed = signatures.length === 2 && signatures.every((one) => one.count === manifest.item_ids.length);
  return {
    ...manifest,
    signatures,
    [`counted_by_${side}`]: count,
    ...(isAgreed && manifest.state === "open" ? { state: "signed", signed_at: wireTime(at) } : {}),
  };
});
