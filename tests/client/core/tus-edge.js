/** The tus server of the fake, and the XMLHttpRequest through which the real tus-js-client reaches it. */
import { createHash } from "node:crypto";
import { openStream } from "./server-half.js";

export class FakeUploads {
  /** @type {Map<string, {sha256: string, bytes: Buffer, length: number}>} */
  running = new Map();
  /** Finished files by their hash. @type {Map<string, Buffer>} */
  stored = new Map();
  /** @type {string[]} */
  requests = [];
  /** Sealed streams that were handed over without a key to open them, by the hash they promise. @type {Map<string, Buffer>} */
  unopened = new Map();
  /** Whether the server can open what is sealed to this key. */
  hasKey = (_kid) => true;
  /** What the server's clock says. */
  clock = () => new Date();
  /**
   * Answers a request itself: a status, "cut" for a connection that dies, "silence" for one that outlasts its time.
   * @type {(method: string, url: string) => number | "cut" | "silence" | null}
   */
  intercept = () => null;

  /** Lets `new XMLHttpRequest()` speak to this server. */
  install() {
    const uploads = this;
    globalThis.XMLHttpRequest = class {
      upload = {};
      headers = {};
      status = 0;
      open(method, url) {
        Object.assign(this, { method, url });
      }
      setRequestHeader(name, value) {
        this.headers[name] = value;
      }
      getResponseHeader(name) {
        return this.answer?.[name] ?? null;
      }
      abort() {}
      async send(body) {
        const bytes = body ? Buffer.from(await body.arrayBuffer()) : Buffer.alloc(0);
        const answer = await uploads.handle(this.method, this.url, this.headers, bytes);
        if (answer === "cut") return this.onerror(new Error("connection reset"));
        if (answer === "silence") return this.ontimeout?.(); // as in every browser: a timeout is not an error
        this.status = answer[0];
        this.answer = { Date: uploads.clock().toUTCString(), ...answer[1] };
        this.onload();
      }
    };
  }

  async handle(method, url, headers, bytes) {
    this.requests.push(method);
    const early = await this.intercept(method, url);
    if (early) return typeof early === "number" ? [early, {}] : early;
    if (method === "POST") return this.create(headers);
    const one = this.running.get(url);
    if (!one) return [404, {}];
    return method === "HEAD" ? [200, { "Upload-Offset": String(one.bytes.length), "Upload-Length": String(one.length) }] : this.add(one, bytes);
  }

  create(headers) {
    const meta = Object.fromEntries(headers["Upload-Metadata"].split(",").map((pair) => pair.trim().split(" ")));
    const url = `/api/uploads/${this.running.size + 1}`;
    const sha256 = Buffer.from(meta.sha256, "base64").toString();
    const sealed = meta.sealed && JSON.parse(Buffer.from(meta.sealed, "base64").toString());
    const isClosed = sealed && !this.hasKey(sealed.kid);
    if (isClosed && !meta.unopened) return [422, {}];
    this.running.set(url, { sha256, sealed, isClosed, bytes: Buffer.alloc(0), length: Number(headers["Upload-Length"]) });
    return [201, { Location: url }];
  }

  async add(one, bytes) {
    one.bytes = Buffer.concat([one.bytes, bytes]);
    if (one.bytes.length === one.length && one.isClosed) this.unopened.set(one.sha256, one.bytes);
    else if (one.bytes.length === one.length) {
      const whole = one.sealed ? await openStream(one.sealed, one.bytes).catch(() => Buffer.alloc(0)) : one.bytes;
      if (createHash("sha256").update(whole).digest("hex") !== one.sha256) {
        one.bytes = Buffer.alloc(0);
        return [460, {}];
      }
      this.stored.set(one.sha256, whole);
    }
    return [204, { "Upload-Offset": String(one.bytes.length) }];
  }
}
