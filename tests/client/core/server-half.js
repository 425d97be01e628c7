/** The server's half of docs/sealing.md, written anew from the page for tests: what the phone must never hold. */
import { createDecipheriv, createECDH, hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { CHUNK_BYTES, chunksOf, importFileKey, sealChunk } from "../../../static/client/core/sealed-stream.js";

/** The key pair of the published vectors. */
export const SERVER_KEY = JSON.parse(readFileSync(new URL("../../vectors/sealing.json", import.meta.url), "utf8")).server;
export const PUBLIC_KEY = Object.fromEntries(Object.entries(SERVER_KEY).filter(([name]) => name !== "d"));

const raw = (text) => Buffer.from(text, "base64url");

/**
 * @param {{d?: string, x: string, y: string, kid: string}} key
 * @param {import("../../../static/client/core/types.js").Sealed} sealed
 */
export async function openWith({ d, x, y, kid }, sealed) {
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(raw(d));
  const salt = Buffer.concat([raw(sealed.epk), Buffer.from([4]), raw(x), raw(y)]);
  const said = Buffer.from(`tan-nha/seal/1\0${kid}`);
  const secret = Buffer.from(hkdfSync("sha256", ecdh.computeSecret(raw(sealed.epk)), salt, said, 32));
  const [ct, cipher] = [raw(sealed.ct), createDecipheriv("aes-256-gcm", secret, raw(sealed.iv))];
  cipher.setAAD(said);
  cipher.setAuthTag(ct.subarray(-16));
  return Buffer.concat([cipher.update(ct.subarray(0, -16)), cipher.final()]);
}

/**
 * The whole sealed stream of a file, as the phone makes it.
 * @param {Uint8Array<ArrayBuffer>} fileKey
 * @param {Uint8Array} bytes
 */
export async function streamOf(fileKey, bytes) {
  const [key, count] = [await importFileKey(fileKey), chunksOf(bytes.length)];
  const chunks = [];
  for (let n = 0; n < count; n += 1) {
    const part = bytes.slice(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES);
    chunks.push(Buffer.from(await sealChunk(key, n, n === count - 1, part)));
  }
  return Buffer.concat(chunks);
}

/**
 * Opens a whole sealed stream with a sealed file key.
 * @param {any} sealedKey
 * @param {Buffer} stream
 */
export async function openStream(sealedKey, stream) {
  const fileKey = await openWith(SERVER_KEY, sealedKey);
  const [frame, parts] = [CHUNK_BYTES + 28, []];
  for (let n = 0; n * frame < stream.length; n += 1) {
    const chunk = stream.subarray(n * frame, (n + 1) * frame);
    const said = Buffer.concat([Buffer.from("tn-file\0"), Buffer.alloc(5)]);
    said.writeUInt32BE(n, 8);
    said.writeUInt8((n + 1) * frame >= stream.length ? 1 : 0, 12);
    const cipher = createDecipheriv("aes-256-gcm", fileKey, chunk.subarray(0, 12));
    cipher.setAAD(said);
    cipher.setAuthTag(chunk.subarray(-16));
    parts.push(cipher.update(chunk.subarray(12, -16)), cipher.final());
  }
  return Buffer.concat(parts);
}

/** What the server says in words: one refusal, one command. */
export const SCHEMA = {
  reasons: { "half-day-full": { vi: "Buổi này đã kín chỗ.", en: "This half-day is full." } },
  commands: { "visits.plan": { words: { vi: "Xếp lượt thăm", en: "Plan a visit" } } },
};
