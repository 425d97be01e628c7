/** What a network can do to one request. Each takes the exchange and sees to its end. */
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const PAGE = "<!doctype html><title>Wi-Fi khách sạn</title><p>Mời đăng nhập";
const HTML = { "Content-Type": "text/html; charset=utf-8" };
const JSON_TYPE = { "Content-Type": "application/json" };
const HOP = ["connection", "keep-alive", "transfer-encoding"];

async function bodyOf({ request }) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

/** Carries a request to the server and returns its whole answer. */
function ask({ request, target }, body, onlyBytes = body.length) {
  return new Promise((resolve, reject) => {
    const { method, url: path, headers } = request;
    const length = body.length || headers["content-length"] ? { "content-length": body.length } : {};
    const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => ![...HOP, "content-length"].includes(name)));
    const up = http.request({ agent: false, host: target.hostname, port: target.port, method, path, headers: { ...kept, ...length } });
    up.on("error", reject);
    up.on("response", async (answer) => {
      const parts = [];
      answer.on("error", reject);
      for await (const part of answer) parts.push(part);
      resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) });
    });
    up.write(body.subarray(0, onlyBytes), () => onlyBytes < body.length && up.destroy());
    if (onlyBytes >= body.length) up.end();
  });
}

const headersOf = (answer) => Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !HOP.includes(name)));

const give = ({ response }, answer) => response.writeHead(answer.status, headersOf(answer)).end(answer.body);
const say = ({ response }, status, headers, text) => response.writeHead(status, headers).end(text);
const cut = ({ request }) => request.socket.destroy();
const ours = (code) => JSON.stringify({ error: code, message: { vi: code, en: code }, details: {} });
const through = async (exchange) => ask(exchange, await bodyOf(exchange));

/** @param {number} status @param {Record<string, string>} headers @param {string} text */
const instead = (status, headers, text) => async (exchange) => {
  await bodyOf(exchange);
  say(exchange, status, headers, text);
};

/** @param {number} share of the answer's bytes that arrives */
const torn = (share, isToldTheLength) => async (exchange) => {
  const answer = await through(exchange);
  const part = answer.body.subarray(0, Math.floor(answer.body.length * share));
  const length = isToldTheLength ? part.length : answer.body.length;
  exchange.response.writeHead(answer.status, { ...headersOf(answer), "content-length": length });
  exchange.response.write(part, () => (isToldTheLength ? exchange.response.end() : cut(exchange)));
};

/** @type {Record<string, (exchange: any) => Promise<any>>} */
export const FAULTS = {
  none: async (exchange) => give(exchange, await through(exchange)),
  refuse: async (exchange) => cut(exchange),
  lose: async (exchange) => through(exchange).then(() => cut(exchange)),
  hang: async (exchange) => through(exchange),
  portal: instead(200, HTML, PAGE),
  portalJson: instead(200, JSON_TYPE, '{"login":"https://wifi.test/"}'),
  tooLarge: instead(413, HTML, "<h1>413 Request Entity Too Large</h1>"),
  busy429: instead(429, { ...JSON_TYPE, "Retry-After": "1" }, ours("busy")),
  busy503: instead(503, { ...JSON_TYPE, "Retry-After": "1" }, ours("busy")),
  torn: torn(0.5, false),
  tornGzip: torn(0.7, true),

  async delay(exchange) {
    await sleep(50 + exchange.dice.upTo(250));
    give(exchange, await through(exchange));
  },

  /** Both copies at once; the phone hears the second. */
  async twice(exchange) {
    const body = await bodyOf(exchange);
    const [, second] = await Promise.all([ask(exchange, body), ask(exchange, body)]);
    give(exchange, second);
  },

  /** A copy comes again when the phone has long gone on. */
  async later(exchange) {
    const body = await bodyOf(exchange);
    give(exchange, await ask(exchange, body));
    await sleep(300 + exchange.dice.upTo(900));
    await ask(exchange, body);
  },

  async portalAfter(exchange) {
    await through(exchange);
    say(exchange, 200, HTML, PAGE);
  },

  async gateway(exchange) {
    await through(exchange);
    say(exchange, 502, HTML, "<h1>502 Bad Gateway</h1>");
  },

  /** An answer of another life of the server. */
  async generation(exchange) {
    delete exchange.request.headers["accept-encoding"];
    const answer = await through(exchange);
    const text = answer.body.toString().replace(/"generation":"[^"]+"/, '"generation":"00000000-0000-7000-8000-000000000000"');
    exchange.response.writeHead(answer.status, { ...headersOf(answer), "content-length": Buffer.byteLength(text) }).end(text);
  },

  /** The wire breaks while the phone is still sending. */
  async cutUp(exchange) {
    const body = await bodyOf(exchange);
    await ask(exchange, body, Math.floor(body.length / 2)).catch(() => undefined);
    cut(exchange);
  },
};
