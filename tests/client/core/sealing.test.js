/** Sealing: the published vectors, what comes out of the phone, and that nothing on it opens that again. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as sealing from "../../../static/client/core/sealing.js";
import { chunksOf, importFileKey, newFileKey, openChunk, sealChunk } from "../../../static/client/core/sealed-stream.js";
import { openWith, streamOf } from "./server-half.js";

const vectors = JSON.parse(await readFile(new URL("../../vectors/sealing.json", import.meta.url), "utf8"));
const { d, ...publicKey } = vectors.server;
const { seal } = sealing;
const bytes = (text) => new TextEncoder().encode(text);

test("the vectors are what the page says: another implementation opens them", async () => {
  for (const { sealed, plaintext } of vectors.seal) {
    assert.equal(Buffer.from(await openWith(vectors.server, sealed)).toString(), plaintext);
  }
});

test("what the phone seals opens with the server's key and with no other", async () => {
  const sealed = await seal(publicKey, bytes("Bà Lan, tổ dân phố 5"));

  assert.deepEqual(Object.keys(sealed), ["kid", "epk", "iv", "ct"]);
  assert.equal(sealed.kid, vectors.server.kid);
  assert.equal(Buffer.from(await openWith(vectors.server, sealed)).toString(), "Bà Lan, tổ dân phố 5");
  const other = { ...vectors.seal[0].ephemeral, kid: vectors.server.kid };
  await assert.rejects(openWith(other, sealed));
});

test("two seals of the same bytes share nothing", async () => {
  const [one, two] = [await seal(publicKey, bytes("a")), await seal(publicKey, bytes("a"))];

  for (const field of ["epk", "iv", "ct"]) assert.notEqual(one[field], two[field]);
});

test("the key's name is bound to what is sealed", async () => {
  const sealed = await seal(publicKey, bytes("a"));

  await assert.rejects(openWith({ ...vectors.server, kid: "another" }, { ...sealed, kid: "another" }));
});

test("the phone holds nothing that opens: no such function, and no private key that anybody could read", async () => {
  const made = [];
  const { generateKey, deriveKey, importKey } = crypto.subtle;
  const noting = (original) => async (...args) => {
    const key = await original.apply(crypto.subtle, args);
    made.push(...(key.privateKey ? [key.privateKey] : [key]));
    return key;
  };
  Object.assign(crypto.subtle, { generateKey: noting(generateKey), deriveKey: noting(deriveKey), importKey: noting(importKey) });
  const sealed = await seal(publicKey, bytes("a")).finally(() => {
    for (const name of ["generateKey", "deriveKey", "importKey"]) delete crypto.subtle[name];
  });

  assert.deepEqual(Object.keys(sealing), ["seal"]);
  assert.equal(made.length, 4);
  assert.deepEqual(made.filter((key) => key.type !== "public" && key.extractable), []);
  assert.deepEqual(made.filter((key) => key.usages.includes("decrypt")), []);
  // With all that stays behind, the public key and the sealed bytes, nobody computes the shared secret.
  await assert.rejects(openWith(publicKey, sealed));
});

test("a key that arrives with a private half is used as a public one", async () => {
  const sealed = await seal({ ...publicKey, d }, bytes("a"));

  assert.equal(Buffer.from(await openWith(vectors.server, sealed)).toString(), "a");
});

test("a sealed file of the vectors opens chunk by chunk", async () => {
  const key = await importFileKey(new Uint8Array(Buffer.from(vectors.stream.file_key, "hex")));
  const [{ sealed, size }] = vectors.stream.cases;

  const plain = await openChunk(key, 0, true, new Uint8Array(Buffer.from(sealed, "hex")).buffer);

  assert.deepEqual([...new Uint8Array(plain)], [...Array(size).keys()]);
});

test("the stream has the size and the chunks that the vectors say", async () => {
  for (const { size, sealed_size, ivs } of vectors.stream.cases) {
    const stream = await streamOf(newFileKey(), new Uint8Array(size));
    assert.equal(chunksOf(size), ivs.length);
    assert.equal(stream.byteLength, sealed_size);
  }
});

test("a chunk in another place, cut off as if it were the last, or changed, is refused", async () => {
  const key = await importFileKey(newFileKey());
  const chunk = await sealChunk(key, 3, false, bytes("photo"));

  assert.equal(Buffer.from(await openChunk(key, 3, false, chunk)).toString(), "photo");
  await assert.rejects(openChunk(key, 4, false, chunk));
  await assert.rejects(openChunk(key, 3, true, chunk));
  new Uint8Array(chunk)[14] ^= 1;
  await assert.rejects(openChunk(key, 3, false, chunk));
});
