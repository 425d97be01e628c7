/**
 * XMLHttpRequest over Node's http, as far as tus-js-client uses it: upload progress, and a timeout that fires
 * `timeout` and never `error`, as in every browser.
 */
import http from "node:http";

const PIECE = 16 * 1024;

/**
 * @param {string} base the address that paths are relative to
 * @param {number} hurry how many times faster than real the timeouts run
 */
export function xhrTowards(base, hurry = 1) {
  return class {
    upload = {};
    status = 0;
    #timeout = 0;
    #beganAt = 0;
    #timer = null;
    #headers = {};
    #answer = null;
    #request = null;
    #isOver = false;

    /** Set again while the request runs, it still counts from the request's beginning. */
    set timeout(ms) {
      this.#timeout = ms;
      if (this.#beganAt) this.#watch();
    }

    #watch() {
      clearTimeout(this.#timer);
      const left = this.#beganAt + this.#timeout / hurry - performance.now();
      if (this.#timeout) this.#timer = setTimeout(() => this.#end("timeout"), Math.max(0, left));
    }

    open(method, path) {
      Object.assign(this, { method, url: new URL(path, base) });
    }

    setRequestHeader(name, value) {
      this.#headers[name] = value;
    }

    getResponseHeader(name) {
      return this.#answer?.headers[name.toLowerCase()] ?? null;
    }

    abort() {
      this.#isOver = true;
      this.#request?.destroy();
    }

    async send(body) {
      const bytes = body ? Buffer.from(await body.arrayBuffer()) : Buffer.alloc(0);
      if (this.#isOver) return;
      this.#beganAt = performance.now();
      this.#watch();
      this.#request = http.request(this.url, {
        agent: false, method: this.method, headers: { ...this.#headers, "Content-Length": bytes.length },
      });
      this.#request.on("response", (answer) => this.#take(answer));
      this.#request.on("error", () => this.#end("error"));
      this.#request.on("close", () => clearTimeout(this.#timer));
      this.#write(bytes, 0);
    }

    #write(bytes, from) {
      if (this.#isOver) return;
      if (from >= bytes.length) return void this.#request.end();
      const to = Math.min(bytes.length, from + PIECE);
      this.#request.write(bytes.subarray(from, to), () => {
        this.upload.onprogress?.({ lengthComputable: true, loaded: to, total: bytes.length });
        this.#write(bytes, to);
      });
    }

    #take(answer) {
      this.#answer = answer;
      answer.on("error", () => this.#end("error"));
      answer.on("end", () => {
        this.status = answer.statusCode;
        this.#end(answer.complete ? "load" : "error");
      });
      answer.resume();
    }

    #end(event) {
      if (this.#isOver) return;
      this.#isOver = true;
      clearTimeout(this.#timer);
      if (event !== "load") this.#request.destroy();
      this[`on${event}`]?.({ type: event });
    }
  };
}
