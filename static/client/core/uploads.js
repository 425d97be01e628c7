/**
 * Files follow their commands by tus, in parts, each upload going on where it stopped. A file counts as stored
 * only when the server says so, and its bytes are freed only after a backup later than that. Between two parts they
 * make way for whatever was saved meanwhile.
 */
import { ask, NetworkTrouble, secondsToWait } from "./api.js";
import { mono } from "./clock.js";
import { token } from "./session.js";
import { setStatus } from "./status.js";
import { fileBytes, isUnlocked, isVaultOpen, readNote } from "./vault.js";
import { isBeyondUs, noteFileIn, sealedChunksOf, stateIn } from "./vault/delivery.js";
import { store } from "./vault/open.js";

/** @typedef {import("./types.js").StoredFile} StoredFile */
/** @typedef {import("./vault/delivery.js").Store} Store */
/** @typedef {{db: Store, bearer: string, file: StoredFile}} Sending */

const API = "/api/sync/v1";
/** At 64 kbit/s a part takes eight seconds: it is through before a weak network breaks, and nobody's save waits longer. */
const PART_BYTES = 64 * 1024;
const REQUEST_MS = 30_000;
const WRONG_BYTES = 460;
const KEY_LOST = 422;
/** A cut connection is taken up again at once; progress in between starts the count anew. */
const AFTER_A_CUT_MS = [500, 1_500];
/** Any other answer to "how far is it?" comes from something on the way, and must not start the file again. */
const KNOWN_OR_GONE = [200, 204, 404, 410];
const BUSY = [429, 503];

/** Something was saved since the round began: it goes first, the files go on afterwards. */
export class NewWork extends Error {}

/** A server answered, and would not take files now: no reason to keep anything else waiting. */
export class FilesWait extends Error {
  /** @param {any} reason */
  constructor(reason) {
    super(String(reason));
    this.isBusy = BUSY.includes(statusOf(reason));
  }
}

/** The last saved command that this round has seen. */
let seen = 0;
/** No file before then, by the clock that nobody can set: the server said so. */
let restsUntil = 0;

const newest = async () => (isVaultOpen() ? ((await readNote("order")) ?? 0) : 0);

/** From here on a command that is saved makes the files wait. */
export async function beginRound() {
  seen = await newest();
}

async function makeWay() {
  if ((await newest()) !== seen) throw new NewWork("saved meanwhile");
}

/** @returns {Promise<void>} */
export const uploadAll = async () => uploadFrom(store(), await token("send"));

/**
 * What the server waits for goes first. One bad file does not keep the others; without an answer there is no use
 * in trying them.
 * @param {Store} db of anybody on this phone, locked or not
 * @param {string} bearer a send token
 * @returns {Promise<void>}
 */
export async function uploadFrom(db, bearer) {
  if (mono() < restsUntil) return;
  const files = await deliverable(db, bearer);
  /** @type {FilesWait | undefined} */
  let fault;
  for (const [index, file] of files.entries()) {
    setStatus({ phase: "files", done: index, total: files.length });
    if (index > 0) await makeWay();
    fault = (await tried({ db, bearer, file })) ?? fault;
    if (fault?.isBusy) break;
  }
  if (fault) throw fault;
}

/**
 * @param {Sending} sending
 * @returns {Promise<FilesWait | undefined>} why the server did not take this file
 */
async function tried(sending) {
  try {
    await upload(sending);
  } catch (reason) {
    if (reason instanceof NewWork) throw reason;
    if (!statusOf(reason)) throw new NetworkTrouble(String(reason));
    const fault = new FilesWait(reason);
    if (fault.isBusy) restsUntil = mono() + saidToWait(reason) * 1_000;
    return fault;
  }
  return undefined;
}

/** @param {any} reason */
const saidToWait = (reason) => secondsToWait(reason.originalResponse.getHeader("Retry-After"));

/**
 * Files of commands that the server has answered. Those it does not list go too: it may list them under an
 * earlier enrolment, or a person may still apply what was refused, and only our own upload proves that it has them.
 * @param {Store} db
 * @param {string} bearer
 * @returns {Promise<StoredFile[]>}
 */
async function deliverable(db, bearer) {
  const files = await db.files.where("state").equals("waiting").filter((file) => Boolean(file.sealed_key) || isUnlocked()).toArray();
  if (files.length === 0) return [];
  const { needed } = await ask("GET", `${API}/files/needed`, { token: bearer });
  if (!Array.isArray(needed)) throw new NetworkTrouble("not a list of files");
  const awaited = new Set(needed);
  const answered = await Promise.all(files.map((file) => isAnswered(db, file)));
  const first = files.filter((file) => awaited.has(file.sha256));
  return [...first, ...files.filter((file, index) => !awaited.has(file.sha256) && answered[index])];
}

/**
 * A wiped phone has forgotten what was answered: a file whose command is gone was answered.
 * @param {Store} db
 * @param {StoredFile} file
 */
async function isAnswered(db, { command_id = "" }) {
  const state = await stateIn(db, command_id);
  return state !== "waiting" && state !== "sending";
}

/** @param {any} reason of a failed upload; 0 when no server answered */
const statusOf = (reason) => reason.originalResponse?.getStatus() ?? 0;

/** @param {Sending} sending @returns {Promise<void>} */
async function upload(sending) {
  const { db, file } = sending;
  const blob = await travelling(sending);
  let answeredAt;
  try {
    answeredAt = await tusUpload(sending, blob);
  } catch (reason) {
    if (statusOf(reason) === WRONG_BYTES) await noteFileIn(db, file.sha256, { upload_url: undefined });
    if (statusOf(reason) === KEY_LOST && !file.unopened && (await isBeyondUs(db, file))) return handOver(sending);
    throw reason;
  }
  await noteFileIn(db, file.sha256, { state: "stored", stored_at: surelyBy(answeredAt) });
}

/**
 * What nobody can seal anew is better kept unopened at the centre, where the key may be found, than here.
 * @param {Sending} sending
 * @returns {Promise<void>}
 */
async function handOver({ file, ...rest }) {
  await noteFileIn(rest.db, file.sha256, { unopened: true });
  return upload({ ...rest, file: { ...file, unopened: true } });
}

/**
 * The sealed stream as it lies on the disk; in the clear only a file kept before the server had given its key.
 * @param {Sending} sending
 */
async function travelling({ db, file }) {
  const clear = file.sealed_key ? null : await fileBytes(file.sha256);
  const parts = clear ? [clear] : await sealedChunksOf(db, file.sha256);
  if (parts.length === 0) throw new Error(`the bytes of ${file.sha256} are gone`);
  return new Blob(parts, { type: file.type });
}

/**
 * @param {Sending} sending
 * @param {Blob} blob
 * @returns {Promise<string | null | undefined>} when the server said that it has everything, by its own clock
 */
async function tusUpload({ db, bearer, file }, blob) {
  const { Upload } = await import("../../vendor/tus.js");
  const headers = { Authorization: `Bearer ${bearer}` };
  /** @type {Record<string, string>} */
  const sealed = file.sealed_key ? { sealed: JSON.stringify(file.sealed_key) } : {};
  /** Only helps to go on faster; the store may be shut by then. @param {Partial<StoredFile>} change */
  const note = (change) => void noteFileIn(db, file.sha256, change).catch(() => undefined);
  /** @type {XMLHttpRequest} */
  let wire;
  let [beganAt, parts] = [0, 0];
  return new Promise((resolve, reject) => {
    const uploading = new Upload(blob, {
      endpoint: "/api/uploads",
      uploadUrl: file.upload_url ?? null,
      chunkSize: PART_BYTES,
      metadata: { sha256: file.sha256, type: file.type, ...sealed, ...(file.unopened && { unopened: "1" }) },
      headers,
      retryDelays: AFTER_A_CUT_MS,
      onShouldRetry: (reason) => statusOf(reason) === 0,
      storeFingerprintForResuming: false,
      onBeforeRequest: async (request) => {
        if (request.getMethod() === "PATCH" && (parts += 1) > 1) await makeWay().catch((reason) => Promise.reject(stop(reason)));
        // The library listens to `error` alone: without this a silent network would hold the loop for ever.
        wire = request.getUnderlyingObject();
        beganAt = mono();
        Object.assign(wire, { timeout: REQUEST_MS, ontimeout: () => stop(new NetworkTrouble("no answer in time")) });
      },
      onAfterResponse: (request, response) => {
        const isAsking = request.getMethod() === "HEAD";
        if (isAsking && !KNOWN_OR_GONE.includes(response.getStatus())) throw stop(unanswered(response));
      },
      onUploadUrlAvailable: () => note({ upload_url: uploading.url ?? undefined }),
      onProgress: (sent_bytes) => {
        wire.timeout = mono() - beganAt + REQUEST_MS; // slow is not silent
        note({ sent_bytes });
      },
      onError: reject,
      onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader("Date")),
    });
    const stop = (/** @type {Error} */ reason) => {
      void uploading.abort();
      reject(reason);
      return reason;
    };
    uploading.start();
  });
}

/** Nobody said how far the file is. @param {object} response */
const unanswered = (response) => Object.assign(new Error("nobody said how far it is"), { originalResponse: response });

/**
 * Backups are dated by the server, and so is this: the phone's clock may have jumped since it was compared. The header
 * leaves out the fraction of the second; without it the bytes simply stay.
 * @param {string | null | undefined} date
 */
const surelyBy = (date) => (date ? Date.parse(date) + 1_000 : undefined);
