/**
 * A phone for tests: a fresh store, one enrolled officer, and a server at the fetch edge that speaks the real
 * protocol (push with receipts and sequence, pull with echo elision, receipts, manifest, entities).
 */
import "fake-indexeddb/auto";
import { canonical, sha256 } from "../../../static/client/core/crypto.js";
import { setPin } from "../../../static/client/core/choose-pin.js";
import { enrolWithCode, resume } from "../../../static/client/core/enrol.js";
import { unlock } from "../../../static/client/core/lock.js";
import { closeAll } from "../../../static/client/core/vault.js";
import { Dexie } from "../../../static/vendor/dexie.js";
import { PUBLIC_KEY, SCHEMA, SERVER_KEY, openWith } from "./server-half.js";

export const WARD = "04795";
const OFFICER = { id: "0193aaaa-0000-7000-8000-000000000001", name: "Nguyễn Thị Lan" };

/** The server: commands once each by id, rows by version, a ward sequence without holes. */
export class FakeServer {
  generation = "g1";
  person = OFFICER;
  head = 0;
  lastSeq = 0;
  scopeEpoch = 1;
  needed = [];
  backedUpAt = null;
  deviceStatus = "active";
  role = "postal";
  sealingKey = PUBLIC_KEY;
  /** What the server's clock says. */
  clock = () => new Date();
  limits = { batch: 50, bytes: 250_000, page: 100 };
  /** @type {Map<string, any>} rows by kind:id */
  rows = new Map();
  /** @type {Map<string, {body: string, result: any}>} */
  stored = new Map();
  /** @type {any[]} */
  receipts = [];
  /** @type {string[]} */
  requests = [];
  /** How a command changes rows: (args, command) → [{kind, id, body}] or a refusal. @type {Record<string, Function>} */
  handlers = {};
  /** Runs before the routes; may answer itself. @type {((url: URL, init: any, json: any) => any) | null} */
  intercept = null;

  /** A row that the office changed. */
  put(kind, id, body) {
    const version = (this.rows.get(`${kind}:${id}`)?.version ?? 0) + 1;
    this.rows.set(`${kind}:${id}`, { kind, id, version, seq: (this.head += 1), body: { id, ...body }, by: "office" });
    return version;
  }

  remove(kind, id, why = "scope") {
    this.rows.set(`${kind}:${id}`, { kind, id, seq: (this.head += 1), gone: why });
  }

  /** How often each command took effect. */
  effects = new Map();
  async fetch(path, init = {}) {
    const url = new URL(path, "http://phone.test");
    const json = await bodyOf(init);
    this.requests.push(`${init.method ?? "GET"} ${url.pathname}`);
    const early = await this.intercept?.(url, init, json);
    if (early) return early;
    const route = url.pathname.split("/").at(-1);
    return this[`do_${route.replace("-", "_")}`](url, json, init);
  }

  do_devices(_url, { device_id, public_key }) {
    [this.device, this.publicKey] = [device_id, public_key];
    this.lastSeq = 0;
    const protocol = [1, 1];
    return answer({ send_token: "s", read_token: "r", user: this.person, role: this.role, ward: WARD, generation: this.generation, sealing_key: this.sealingKey, protocol });
  }

  do_hello() {
    return answer({
      server_time: this.clock().toISOString(),
      generation: this.generation,
      backed_up_at: this.backedUpAt,
      protocol: [1, 1],
      app_min: "0",
      device: { status: this.deviceStatus, last_seq: this.lastSeq },
      lease_until: new Date(Date.now() + 14 * 86_400_000).toISOString(),
      scope_epoch: this.scopeEpoch,
      heads: { [WARD]: this.head },
      sealing_kid: this.sealingKey.kid,
      limits: this.limits,
    });
  }

  do_push(_url, { generation, commands }) {
    if (generation !== this.generation) return refusal(409, "generation");
    const results = [];
    for (const one of commands) {
      const stop = this.outOfSequence(one);
      if (stop) return results.length > 0 ? this.pushed(results) : stop;
      const known = this.stored.get(JSON.parse(one.body).id);
      results.push(known ? { ...known.result, seq: one.seq, dup: true } : this.run(one, JSON.parse(one.body)));
      this.lastSeq = Math.max(this.lastSeq, one.seq);
    }
    return this.pushed(results);
  }

  /** Opens with the server's half; a shut out phone's work is kept and not done. */
  async do_sealed(_url, { commands }) {
    const results = [];
    for (const sealed of commands) {
      const wire = JSON.parse((await openWith(SERVER_KEY, sealed)).toString());
      const { id } = JSON.parse(wire.body);
      const known = this.stored.get(id)?.result;
      const status = known?.status ?? (this.deviceStatus === "active" ? this.run(wire, JSON.parse(wire.body)).status : this.keepLate(id, wire));
      results.push({ id, status, dup: Boolean(known) });
    }
    return answer({ generation: this.generation, server_time: new Date().toISOString(), results });
  }

  keepLate(id, { seq, body }) {
    return this.stored.set(id, { body, result: { id, seq, status: "late", dup: false, code: "account-ended" } }) && "late";
  }

  do_sealing_key = () => answer(this.sealingKey);
  do_erased = () => answer({ server_time: new Date().toISOString() });

  /** Nothing is missing before it but what came sealed. */
  isNext(seq) {
    const came = new Set([...this.stored.values()].map(({ result }) => result.seq));
    return seq > this.lastSeq && Array.from({ length: seq - this.lastSeq - 1 }, (_, n) => this.lastSeq + 1 + n).every((one) => came.has(one));
  }

  outOfSequence({ seq, body }) {
    const { id, type } = JSON.parse(body);
    if (this.stored.has(id) || this.isNext(seq)) return null;
    if (seq <= this.lastSeq) return refusal(409, "seq-fork");
    return type === "sync.declare_gap" ? null : refusal(409, "seq-gap", { expected: this.lastSeq + 1 });
  }

  pushed(results) {
    return answer({
      generation: this.generation,
      server_time: this.clock().toISOString(),
      last_seq: this.lastSeq,
      scope_epoch: this.scopeEpoch,
      heads: { [WARD]: this.head },
      results,
    });
  }

  run({ seq, body }, command) {
    const outcome = this.handlers[command.type]?.(command.args, command, this) ?? [];
    const refused = !Array.isArray(outcome);
    const entities = refused ? [] : outcome.map((row) => this.change(row));
    if (!refused) this.effects.set(command.id, (this.effects.get(command.id) ?? 0) + 1);
    const result = { id: command.id, seq, status: "applied", dup: false, flags: [], entities, ...(refused && outcome) };
    this.stored.set(command.id, { body, result });
    return result;
  }

  change({ kind, id, body }) {
    const version = (this.rows.get(`${kind}:${id}`)?.version ?? 0) + 1;
    const row = { kind, id, version, seq: (this.head += 1), body, by: "phone" };
    this.rows.set(`${kind}:${id}`, row);
    return { kind, id, version, seq: row.seq };
  }

  /** A person at the office decides about a held or refused command. */
  decide(id, status, entities = [], decision = undefined) {
    const r = this.receipts.length + 1;
    this.receipts.push({ r, id, seq: null, status, code: null, entities, decision, decided_at: new Date().toISOString() });
  }

  /** Why somebody decided so is content: only for the token that reads. */
  do_receipts(url, _json, { headers }) {
    const after = Number(url.searchParams.get("after"));
    const told = headers.Authorization === "Bearer r" ? {} : { decision: undefined };
    return answer({ receipts: this.receipts.filter((one) => one.r > after).map((one) => ({ ...one, ...told })), more: false });
  }

  async do_pull(url) {
    const query = Object.fromEntries(url.searchParams);
    if (Number(query.scope_epoch) !== this.scopeEpoch) return refusal(409, "scope-changed");
    const until = Number(query.until ?? this.head);
    const cursor = Number(query.cursor);
    const changed = [...this.rows.values()].filter((row) => row.seq > cursor && row.seq <= until);
    const page = changed.sort((a, b) => a.seq - b.seq).slice(0, Number(query.limit));
    const more = page.length < changed.length;
    const put = await Promise.all(page.filter((row) => !row.gone).map(onWire));
    const del = page.filter((row) => row.gone && cursor > 0).map(({ kind, id, seq, gone }) => ({ kind, id, seq, why: gone }));
    const reached = more ? page.at(-1).seq : until;
    const link = `<${url.pathname}?${new URLSearchParams({ ...query, cursor: reached, until })}>; rel="next"`;
    const told = { generation: this.generation, scope_epoch: this.scopeEpoch, cursor: reached, until, more, head: this.head, put, del };
    return answer(told, 200, more ? { Link: link } : {});
  }

  do_manifest() {
    const items = [...this.rows.values()].filter((row) => !row.gone).map((row) => [row.kind, row.id, row.version]);
    return answer({ scope_epoch: this.scopeEpoch, head: this.head, items });
  }

  async do_entities(_url, { ids }) {
    const rows = [...this.rows.values()].filter((row) => ids.includes(row.id) && !row.gone);
    return answer({ entities: await Promise.all(rows.map((row) => onWire({ ...row, by: "office" }))) });
  }

  do_schema = () => answer(SCHEMA);
  do_needed = () => answer({ needed: this.needed });
}

async function onWire({ kind, id, version, seq, body, by }) {
  return { kind, id, version, seq, sha: await sha256(canonical(body)), body: by === "phone" ? null : body };
}

async function bodyOf({ body, headers = {} }) {
  if (body === undefined) return {};
  if (headers["Content-Encoding"] !== "gzip") return JSON.parse(body);
  const stream = new Blob([body]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

export function answer(json, status = 200, headers = {}) {
  return new Response(JSON.stringify(json), { status, headers: { "Content-Type": "application/json", ...headers } });
}

export function refusal(status, error, details = {}, more = {}) {
  return answer({ error, message: { vi: error, en: error }, details, ...more }, status);
}

/** What some network in between answers with. */
export const portal = () => new Response("<html>Wi-Fi khách sạn</html>", { status: 200, headers: { "Content-Type": "text/html" } });

export const PIN = "246810";
/** Argon2id as cheap as it can be: tests open vaults often. */
export const LIGHT = { memorySize: 8, iterations: 1, parallelism: 1 };

/** The app is closed and opened again with the PIN. */
export async function reopen(pin = PIN) {
  closeAll();
  await resume();
  return unlock(pin);
}

/** A phone just taken into use. */
export async function startPhone() {
  closeAll();
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
  const server = new FakeServer();
  globalThis.fetch = (path, init) => server.fetch(path, init);
  await enrolWithCode("123456");
  await setPin(PIN, { cost: LIGHT });
  return server;
}
