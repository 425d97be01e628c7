/** The browser's private file system and the worker that writes it, for Node: the app's own worker file runs in it. */

/** @type {Map<string, Buffer>} */
const files = new Map();

const handleOf = (name) => ({
  createSyncAccessHandle: async () => ({
    getSize: () => files.get(name).length,
    read: (bytes, { at }) => files.get(name).copy(bytes, 0, at),
    write: (bytes, { at }) => {
      const old = files.get(name);
      const whole = Buffer.alloc(Math.max(old.length, at + bytes.length));
      old.copy(whole);
      whole.set(bytes, at);
      files.set(name, whole);
    },
    truncate: (size) => files.set(name, files.get(name).subarray(0, size)),
    flush: () => undefined,
    close: () => undefined,
  }),
});

const folder = {
  getFileHandle: async (name) => {
    if (!files.has(name)) files.set(name, Buffer.alloc(0));
    return handleOf(name);
  },
  async *keys () {
    yield* files.keys();
  },
  removeEntry: async (name) => void files.delete(name),
};

/** Gives this process the private file system of a browser; returns its files by name, and the worker to switch on. */
export async function installFileSystem() {
  const [toWorker, toPage] = [[], []];
  Object.defineProperty(globalThis, "navigator", { value: { storage: { getDirectory: async () => folder } }, configurable: true });
  globalThis.addEventListener = (_kind, listener) => toWorker.push(listener);
  globalThis.postMessage = (data) => toPage.forEach((listener) => listener({ data: structuredClone(data) }));
  globalThis.trustedTypes = { createPolicy: () => ({ createScriptURL: (url) => url }) };
  await import("../../../static/client/core/journal.worker.js");
  const Worker = class {
    addEventListener(kind, listener) {
      if (kind === "message") toPage.push(listener);
    }
    postMessage(data) {
      toWorker.forEach((listener) => void listener({ data: structuredClone(data) }));
    }
  };
  return { files, Worker };
}
