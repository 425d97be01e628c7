/** What a phone holds at the end of a day, to be compared with the server's own memory. */
import { canonical, sha256 } from "../../../static/client/core/crypto.js";
import { all } from "../../../static/client/core/rows.js";
import { allCommands, countRows, drafts, fileBytes, filesToSend, findFile, unsent } from "../../../static/client/core/vault.js";

export async function stateOfPhone() {
  const commands = await allCommands();
  return {
    commands: commands.map(({ id, seq, state, code, body }) => ({ id, seq, state, code, type: JSON.parse(body).type })),
    rows: await rowsSeen(),
    files: await Promise.all([...new Set(commands.flatMap((row) => row.files))].map(fileOf)),
    unsent: (await unsent()).length,
    waiting_files: (await filesToSend()).length,
    drafts: (await drafts()).length,
  };
}

/** As people see them: whatever still waits would be laid over and differ. */
async function rowsSeen() {
  const kinds = Object.keys(await countRows());
  const seen = await Promise.all(kinds.map(async (kind) => (await all(kind)).map((row) => ({ kind, row }))));
  return Promise.all(seen.flat().map(async ({ kind, row }) => [kind, row.id, row.$version, await sha256(canonical(bare(row)))]));
}

const bare = (row) => Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith("$")));

async function fileOf(name) {
  const bytes = await fileBytes(name);
  return { sha256: name, state: (await findFile(name))?.state, is_whole: bytes !== null && (await sha256(bytes)) === name };
}
