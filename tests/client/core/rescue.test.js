/** The rescue file: everything unsent of everybody on the phone, made locked and without a network. */
import { note, startWithParcels } from "./parcels.js";
import { SERVER_KEY, openStream, openWith } from "./server-half.js";
import { anotherPerson } from "./two-people.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { keepFile } from "../../../static/client/core/files.js";
import { newId } from "../../../static/client/core/ids.js";
import { lockNow } from "../../../static/client/core/lock.js";
import { rescueFile } from "../../../static/client/core/rescue.js";

test("the rescue file has everything unsent of everybody, made locked and without a network", async () => {
  const server = await startWithParcels();
  const bytes = Uint8Array.from({ length: 300_000 }, (_, n) => (n * 7) % 251);
  const ref = await keepFile(bytes.buffer, "image/jpeg", "photo");
  await note("của người thứ nhất", newId(), { files: [ref] });
  await lockNow();
  await anotherPerson(server);
  await note("của người thứ hai");
  await lockNow();
  globalThis.fetch = () => Promise.reject(new TypeError("offline"));

  const { blob, commands, files } = await rescueFile();

  assert.deepEqual([commands, files], [2, 1]);
  const whole = Buffer.from(await blob.arrayBuffer());
  const said = linesOf(whole);
  assert.deepEqual([said[0].rescue, said.at(-1)], [1, { end: true }]);
  const bodies = [];
  for (const { command } of said.filter((one) => one.command)) bodies.push(JSON.parse((await openWith(SERVER_KEY, command)).toString()).body);
  assert.deepEqual(bodies.map((body) => JSON.parse(body).args.text).sort(), ["của người thứ hai", "của người thứ nhất"]);
  const [file] = said.filter((one) => one.sha256);
  assert.deepEqual(await openStream(file.key, file.stream), Buffer.from(bytes));
  assert.ok(!whole.includes("của người"));
});

/** Reads a rescue file as its page says. */
function linesOf(whole) {
  const said = [];
  for (let at = 0; at < whole.length; ) {
    const end = whole.indexOf("\n", at);
    const line = JSON.parse(whole.subarray(at, end).toString());
    at = end + 1;
    if (line.length) {
      line.stream = whole.subarray(at, at + line.length);
      at += line.length + 1;
    }
    said.push(line);
  }
  return said;
}
