/**
 * The only place that fetches. An answer counts as the server's only when it is our JSON; whatever else comes
 * back (a hotel's login page, a proxy's error, silence) is network trouble and changes nothing.
 */

const TIMEOUT_MS = 30_000;
const GZIP_FROM = 1_024;
const LONGEST_REST_S = 3_600;

/** No answer from our server: try later, drop nothing. */
export class NetworkTrouble extends Error {}

/** Our server said no, with a code. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {{error: string, message?: {vi?: string, en?: string}, details?: any, device?: string}} answer
   * @param {number} retryAfter seconds; 0 when not said
   */
  constructor(status, answer, retryAfter) {
    super(`${status} ${answer.error}`);
    this.status = status;
    this.code = answer.error;
    this.words = answer.message;
    this.details = answer.details ?? {};
    this.device = answer.device;
    this.retryAfter = retryAfter;
  }
}

/**
 * @typedef {object} Call
 * @property {string} [token] a bearer token
 * @property {boolean} [cookie] speak as the web session of this browser
 * @property {unknown} [json] the body of a POST
 * @property {Record<string, string | number | undefined>} [query]
 * @property {Record<string, string>} [headers]
 * @property {(head: Headers) => void} [onHead] told when a good answer begins, before its body is read
 * @property {AbortSignal} [stop] when nobody waits for the answer any more
 */

/**
 * @param {"GET" | "POST" | "DELETE"} method
 * @param {string} path
 * @param {Call} [call]
 * @returns {Promise<any>} the answer's JSON
 */
export async function ask(method, path, { token, cookie, json, query, headers, onHead, stop } = {}) {
  const response = await deliver(address(path, query), {
    method,
    headers: { Accept: "application/json", ...headers, ...bearer(token), ...(await encoding(json)) },
    body: json === undefined ? undefined : await packed(json),
    credentials: cookie ? "same-origin" : "omit",
    signal: stop,
  });
  if (response.ok) onHead?.(response.headers);
  const answer = await readJson(response);
  if (response.ok) return answer;
  if (typeof answer.error !== "string") throw new NetworkTrouble(`status ${response.status}`);
  throw new Refused(response.status, answer, secondsToWait(response.headers.get("Retry-After")));
}

/**
 * @param {string | null | undefined} said a `Retry-After`: seconds, or a moment
 * @returns {number} seconds, an hour at most; 0 when nothing was said
 */
export function secondsToWait(said) {
  const seconds = /^\d+$/.test(said ?? "") ? Number(said) : (Date.parse(said ?? "") - Date.now()) / 1_000;
  return Math.min(LONGEST_REST_S, Math.max(0, seconds || 0));
}

/**
 * A file's bytes as the server shows them, for the eyes of who may see them.
 * @param {string} path
 * @param {string} token
 * @returns {Promise<Blob>}
 */
export async function askBytes(path, token) {
  const response = await deliver(path, { headers: bearer(token), credentials: "omit" });
  if (!response.ok) throw new NetworkTrouble(`status ${response.status}`);
  return response.blob();
}

/**
 * The text of the app's page as the server has it now, for the web session it belongs to.
 * @returns {Promise<string>}
 */
export async function askPage() {
  const response = await deliver("/app/", { credentials: "same-origin", headers: { Accept: "text/html" } });
  return response.ok ? response.text() : "";
}

/**
 * @param {string} url
 * @param {RequestInit} init
 */
async function deliver(url, init) {
  try {
    return await fetch(url, { ...init, cache: "no-store", redirect: "error", signal: inTime(init.signal) });
  } catch (reason) {
    throw new NetworkTrouble(String(reason));
  }
}

/**
 * Until the time is up or nobody waits any more; browsers before `any` (Chromium 116) keep the time alone.
 * @param {AbortSignal | null | undefined} stop
 */
function inTime(stop) {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  return (stop && AbortSignal.any?.([stop, timeout])) || timeout;
}

/** @param {Response} response */
async function readJson(response) {
  const isJson = response.headers.get("Content-Type")?.includes("json");
  if (!isJson) throw new NetworkTrouble(`not ours: ${response.status}`);
  try {
    const answer = await response.json();
    if (answer && typeof answer === "object") return answer;
  } catch {
    // Cut off on the way, or never JSON: said below.
  }
  throw new NetworkTrouble("broken answer");
}

/** @param {string | undefined} token */
function bearer(token) {
  /** @type {Record<string, string>} */
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  return headers;
}

/**
 * @param {string} path
 * @param {Record<string, string | number | undefined>} [query]
 */
function address(path, query = {}) {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return search ? `${path}?${search}` : path;
}

/** @param {unknown} json */
const isLarge = (json) => json !== undefined && JSON.stringify(json).length > GZIP_FROM && "CompressionStream" in globalThis;

/**
 * @param {unknown} json
 * @returns {Promise<Record<string, string>>}
 */
async function encoding(json) {
  if (json === undefined) return {};
  return { "Content-Type": "application/json", ...(isLarge(json) && { "Content-Encoding": "gzip" }) };
}

/** @param {unknown} json */
async function packed(json) {
  const text = JSON.stringify(json);
  if (!isLarge(json)) return text;
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
