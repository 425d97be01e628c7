/** Reads `{key, texts, files}` as JSON, seals it with the phone's own modules, writes the result as JSON. */
import { seal } from "../../../static/client/core/sealing.js";
import { newFileKey } from "../../../static/client/core/sealed-stream.js";
import { streamOf } from "./server-half.js";

let input = "";
for await (const part of process.stdin) input += part;
const { key, texts = [], sizes = [] } = JSON.parse(input);

const files = [];
for (const size of sizes) {
  const [fileKey, plain] = [newFileKey(), Uint8Array.from({ length: size }, (_, i) => i % 251)];
  const stream = (await streamOf(fileKey, plain)).toString("base64");
  files.push({ sealed_key: await seal(key, fileKey), stream });
}
const sealed = await Promise.all(texts.map((text) => seal(key, new TextEncoder().encode(text))));
process.stdout.write(JSON.stringify({ sealed, files }));
