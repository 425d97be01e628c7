/**
 * Keeps the journal: only a worker may write a file of the private file system and have it on the disk at once. Lines
 * are `{id, device, seq, at, sealed}` for a saved command and `{done}` for one delivered out of it. They are only ever
 * added, until nobody needs them; a torn line is passed over.
 */
/** @typedef {import("./types.js").JournalLine} JournalLine */

const KEPT_MS = 35 * 86_400_000;

/** @param {object} line */
const written = (line) => `\n${JSON.stringify(line)}\n`;

/**
 * @param {string} text
 * @returns {any[]} every line that can be read
 */
function understood(text) {
  return text.split("\n").flatMap((line) => {
    try {
      return line ? [JSON.parse(line)] : [];
    } catch {
      return [];
    }
  });
}

/**
 * @param {string} text
 * @returns {JournalLine[]} saved commands that nobody has delivered out of the journal, each once
 */
function undelivered(text) {
  const lines = understood(text);
  const done = new Set(lines.map((line) => line.done).filter(Boolean));
  const saved = lines.filter((line) => line.sealed && !done.has(line.id));
  return [...new Map(saved.map((line) => [line.id, line])).values()];
}

/**
 * @param {string} text
 * @param {Set<string>} waiting ids that no server has answered: they stay, however old
 * @param {number} now
 * @returns {string} what is still needed
 */
function pruned(text, waiting, now) {
  const needed = understood(text).filter((line) => line.sealed && (waiting.has(line.id) || line.at > now - KEPT_MS));
  const ids = new Set(needed.map((line) => line.id));
  const done = understood(text).filter((line) => ids.has(line.done));
  return [...needed, ...done].map(written).join("");
}

const TRIES = 20;
const BETWEEN_MS = 25;

/** @param {string} name @returns {Promise<any>} */
async function opened(name) {
  const folder = await navigator.storage.getDirectory();
  /** @type {any} the type library of pages does not know the worker's half */
  const file = await folder.getFileHandle(name, { create: true });
  for (let tried = 1; ; tried += 1) {
    try {
      return await file.createSyncAccessHandle();
    } catch (fault) {
      if (tried === TRIES) throw fault;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
  }
}

/** @param {any} handle */
function textOf(handle) {
  const bytes = new Uint8Array(handle.getSize());
  handle.read(bytes, { at: 0 });
  return new TextDecoder().decode(bytes);
}

/** @type {Record<string, (handle: any, asked: any) => any>} */
const ACTS = {
  add: (handle, { lines }) => void handle.write(new TextEncoder().encode(lines.map(written).join("")), { at: handle.getSize() }),
  read: (handle) => undelivered(textOf(handle)),
  prune: (handle, { waiting, now }) => {
    const bytes = new TextEncoder().encode(pruned(textOf(handle), new Set(waiting), now));
    handle.write(bytes, { at: 0 });
    handle.truncate(bytes.length);
  },
};

/** @param {any} folder */
async function namesIn(folder) {
  const names = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}

/** @param {{act: string, name: string}} asked */
async function carryOut(asked) {
  /** @type {any} */
  const folder = await navigator.storage.getDirectory();
  if (asked.act === "names") return namesIn(folder);
  if (asked.act === "erase") return folder.removeEntry(asked.name).catch(() => undefined);
  const handle = await opened(asked.name);
  try {
    const answer = ACTS[asked.act](handle, asked);
    handle.flush();
    return answer;
  } finally {
    handle.close();
  }
}

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ n: data.n, answer: await carryOut(data) });
  } catch (fault) {
    postMessage({ n: data.n, fault: String(fault) });
  }
});
