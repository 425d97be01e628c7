/**
 * A server that was restored may have lost the key that waiting work is sealed to. While the vault is open everything
 * that waits is sealed anew to the key of now; what nobody can open here any more is handed over as it lies.
 */
import { writeDown } from "../journal.js";
import { unbox } from "./box.js";
import { fileKey } from "./file-bytes.js";
import { holdsKey } from "./keyring.js";
import { readNote } from "./notes.js";
import { store } from "./open.js";
import { sealedCommand } from "./saving.js";
import { sealedBytes } from "./sealed-bytes.js";

/** @typedef {import("../types.js").Box} Box */

/** @returns {Promise<void>} */
export async function resealWaiting() {
  const kid = (await readNote("enrolment"))?.sealing_key?.kid;
  if (!kid) return;
  await resealCommands(kid);
  await resealFiles(kid);
}

/** @param {{box?: Box, sealed?: {kid: string}, sealed_key?: {kid: string}}} row @param {string} kid */
const isOld = ({ box, sealed, sealed_key }, kid) => ((sealed ?? sealed_key)?.kid ?? kid) !== kid && box !== undefined && holdsKey(box.k);

/** @param {string} kid */
async function resealCommands(kid) {
  const db = store();
  const rows = await db.commands.where("state").anyOf("waiting", "sending").filter((row) => isOld(row, kid)).toArray();
  for (const { id, device, seq, saved_at, box } of rows) {
    const { body, sig } = await unbox("commands", id, /** @type {Box} */ (box));
    const sealed = await sealedCommand({ seq, body, sig });
    if (!sealed) continue;
    await db.commands.update(id, { sealed });
    await writeDown(db.userId, { id, device, seq, at: saved_at, sealed });
  }
}

/** An upload that is under way was announced with the old key. @param {string} kid */
async function resealFiles(kid) {
  const db = store();
  const files = await db.files.where("state").anyOf("waiting", "draft").filter((file) => isOld(file, kid)).toArray();
  for (const file of files) {
    const sealed_key = await sealedBytes(await fileKey(file));
    if (sealed_key) await db.files.update(file.sha256, { sealed_key, upload_url: undefined, sent_bytes: undefined });
  }
}
