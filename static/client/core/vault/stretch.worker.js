/** Argon2id off the main thread. This file's own answer alone allows WebAssembly (app/web/headers.py). */
import { argon2id } from "../../../vendor/argon2.js";

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ bytes: await argon2id({ ...data, outputType: "binary" }) });
  } catch (fault) {
    postMessage({ fault: String(fault) });
  }
});
