/**
 * Sends one file with the real tus-js-client and prints what happened as one line of JSON.
 * Told by one JSON argument: {endpoint, token, path, sha256, type, sealed?, partBytes?, withCreation?, stopAfter?, url?, forget?}.
 */
import { readFile } from "node:fs/promises";
import process from "node:process";

import { Upload } from "tus-js-client";

const asked = JSON.parse(process.argv[2]);
const happened = { url: null, stored: false, status: 0, sent: 0, requests: [] };

/** @param {import("tus-js-client").HttpRequest} request */
const noteRequest = (request) => {
  happened.requests.push(request.getMethod());
};

const done = () => {
  process.stdout.write(`${JSON.stringify(happened)}\n`);
};

const upload = new Upload(await readFile(asked.path), {
  endpoint: asked.endpoint,
  uploadUrl: asked.url ?? null,
  chunkSize: asked.partBytes ?? 64 * 1024,
  uploadDataDuringCreation: asked.withCreation ?? false,
  metadata: { sha256: asked.sha256, type: asked.type, ...(asked.sealed && { sealed: asked.sealed }) },
  headers: { Authorization: `Bearer ${asked.token}` },
  retryDelays: asked.retries ? Array.from({ length: asked.retries }, () => 20) : null,
  storeFingerprintForResuming: false,
  onBeforeRequest: noteRequest,
  onUploadUrlAvailable: () => {
    happened.url = upload.url;
  },
  onProgress: (sent) => {
    happened.sent = Math.max(happened.sent, sent);
  },
  onChunkComplete: (_part, accepted) => {
    if (asked.stopAfter && accepted >= asked.stopAfter) upload.abort().then(done);
  },
  onSuccess: async () => {
    happened.stored = true;
    if (asked.forget) await upload.abort(true);
    done();
  },
  onError: (reason) => {
    happened.status = reason.originalResponse?.getStatus() ?? 0;
    done();
  },
});
upload.start();
