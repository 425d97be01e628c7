/**
 * Repairs of the sequence: after a restore the sent box is offered again, holes are found, and a phone
 * that enrolled anew numbers its unsent work afresh. Bodies, signatures and sealed copies are never touched.
 */
import { secretNote } from "./enrolment.js";
import { holdsKey } from "./keyring.js";
import { readNote } from "./notes.js";
import { store, writing } from "./open.js";
import { boxedRow, sealedCommand } from "./saving.js";

/** @typedef {import("../types.js").CommandRow} CommandRow */
/** @typedef {import("../types.js").Enrolment} Enrolment */

/**
 * The server lost what it had answered: its rows are void here, and all it lacks waits again. What went under an
 * earlier enrolment may be lost as well: it is offered at the end of this one's sequence, or, unreadable here, sealed.
 * @param {{generation: string, lastSeq: number}} server
 */
export async function beginGeneration({ generation, lastSeq }) {
  const db = store();
  const device = (await readNote("enrolment"))?.device_id;
  await db.transaction("rw", [db.notes, db.commands, db.packs, db.boxes, db.cursors, db.files], async () => {
    for (const table of [db.packs, db.boxes, db.cursors]) await table.clear();
    let used = (await db.notes.get("seq"))?.value ?? 0;
    await db.commands.orderBy("order").modify((row) => {
      if (row.state === "waiting" || row.state === "sending") return;
      const isEarlier = row.device !== device;
      const isLost = isEarlier || row.seq > lastSeq;
      row.live = isLost ? 1 : 0;
      if (isLost) row.state = "waiting";
      if (isEarlier && isReadable(row)) Object.assign(row, { device, seq: (used += 1) });
    });
    await db.files.where("state").equals("stored").modify({ state: "waiting", upload_url: undefined, stored_at: undefined });
    await db.notes.bulkPut([
      { key: "seq", value: used },
      { key: "generation", value: generation },
      { key: "answered_seq", value: lastSeq },
      { key: "receipts_after", value: 0 },
      { key: "told_after", value: 0 },
      { key: "scope_epoch", value: null },
    ]);
  });
}

/**
 * Offers again everything from `expected` on that this phone still has.
 * @param {number} expected
 * @returns {Promise<{from: number, to: number} | null>} the hole before it, which must be declared
 */
export async function offerFrom(expected) {
  const db = store();
  return db.transaction("rw", db.commands, db.notes, async () => {
    const device = (await db.notes.get("enrolment"))?.value.device_id;
    const rows = (await db.commands.toArray()).filter((row) => row.device === device && row.seq >= expected);
    for (const row of rows) await db.commands.update(row.id, { state: "waiting" });
    const lowest = Math.min(...rows.map((row) => row.seq));
    return rows.length > 0 && lowest > expected ? { from: expected, to: lowest - 1 } : null;
  });
}

/**
 * Puts the declaration of a hole right behind the hole: everything later moves up by one.
 * @param {Omit<CommandRow, "device" | "seq" | "order">} row
 * @param {number} seq
 */
export async function saveDeclaration(row, seq) {
  const boxed = await boxedRow(row);
  const sealed = await sealedCommand({ seq, body: row.body, sig: row.sig });
  await writing(["commands"], async (db) => {
    const device = (await db.notes.get("enrolment"))?.value.device_id;
    const later = (await db.commands.toArray()).filter((other) => other.device === device && other.seq >= seq);
    for (const other of later.sort((a, b) => b.seq - a.seq)) await db.commands.update(other.id, { seq: other.seq + 1 });
    const order = ((await db.notes.get("order"))?.value ?? 0) + 1;
    const used = (await db.notes.get("seq"))?.value ?? 0;
    await db.commands.add({ ...boxed, device, seq, order, sealed });
    await db.notes.bulkPut([{ key: "order", value: order }, { key: "seq", value: Math.max(used + 1, seq) }]);
  });
}

/**
 * A new enrolment of the same person: unsent work is numbered from one under the new device. What this phone
 * cannot read any more keeps its place in the old sequence, and goes by its sealed copy.
 * @param {Enrolment & {jwk: JsonWebKey}} enrolment
 * @param {string} generation
 * @param {(db: ReturnType<typeof store>) => Promise<void>} [more] in the same transaction
 */
export async function takeEnrolment({ jwk, key: _key, read_token, person, ...plain }, generation, more) {
  const secret = await secretNote({ jwk, read_token, person });
  await writing(["commands", "drafts", "packs", "boxes", "cursors", "files"], async (db) => {
    const unsent = await db.commands.where("state").anyOf("waiting", "sending").sortBy("order");
    const readable = unsent.filter(isReadable);
    for (const [index, row] of readable.entries()) {
      await db.commands.update(row.id, { device: plain.device_id, seq: index + 1, state: "waiting" });
    }
    await db.notes.bulkPut([
      { key: "enrolment", value: plain },
      secret,
      { key: "seq", value: readable.length },
      { key: "answered_seq", value: 0 },
      { key: "leases_void", value: unsent.length > 0 },
    ]);
    if (!(await db.notes.get("generation"))) await db.notes.put({ key: "generation", value: generation });
    await more?.(db);
  });
}

/** @param {import("../types.js").StoredCommand} row */
const isReadable = (row) => (row.box ? holdsKey(row.box.k) : "body" in row);
