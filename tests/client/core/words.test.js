/** Words: every text has English, and the chip and the outbox say the right thing in each state. */
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { EN as ALERT_EN } from "../../../static/client/core/alert-texts.js";
import { EN as CAPTURE_EN } from "../../../static/client/core/capture-texts.js";
import { EN as CORE_EN } from "../../../static/client/core/core-texts.js";
import { EN as DECISION_EN } from "../../../static/client/core/decision-texts.js";
import { decisionWords } from "../../../static/client/core/decision-words.js";
import { stateOf } from "../../../static/client/core/item-words.js";
import { chipWords } from "../../../static/client/core/words.js";

const EN = { ...CORE_EN, ...DECISION_EN, ...ALERT_EN, ...CAPTURE_EN };
const CORE = new URL("../../../static/client/core/", import.meta.url);
const IDLE = { phase: "idle", trouble: null, done: 0, total: 0, nextTry: 0, lastSync: 0, storageLow: false };
const NONE = { unsent: 0, oldest: Date.now(), files: 0, action: 0 };
const HOUR = 3_600_000;

test("every text of the core screens has English", async () => {
  const files = (await readdir(CORE)).filter((name) => name.endsWith(".js") && !name.endsWith("-texts.js"));
  const sources = await Promise.all(files.map((name) => readFile(new URL(name, CORE), "utf8")));
  const used = sources.flatMap((source) => [...source.matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, text]) => text));

  assert.ok(used.length > 90);
  assert.deepEqual(used.filter((text) => !(text in EN)), []);
});

for (const [name, status, counts, look, text] of [
  ["all sent", {}, {}, "", "Đã gửi hết"],
  ["waiting", {}, { unsent: 3 }, "quiet", "3 việc chờ gửi"],
  ["sending", { phase: "push", done: 1, total: 3 }, { unsent: 3 }, "busy", "Đang gửi 2/3"],
  ["offline is grey, never red", { trouble: "offline" }, { unsent: 3 }, "quiet", "Không có mạng · 3 việc đã lưu"],
  ["refused", {}, { action: 1 }, "bad", "1 việc cần xử lý"],
  ["full", { storageLow: true }, {}, "warn", "Bộ nhớ sắp đầy"],
  ["signed out", { trouble: "sign-in" }, { unsent: 1 }, "bad", "Đăng nhập lại để gửi"],
  ["a day old", {}, { unsent: 1, oldest: Date.now() - 25 * HOUR }, "warn", "1 việc chờ gửi"],
  ["three days old", {}, { unsent: 1, oldest: Date.now() - 73 * HOUR }, "bad", "1 việc chờ gửi"],
  ["nothing counted yet", { phase: "push", done: 0, total: 0 }, { unsent: 3 }, "busy", "Đang kết nối"],
  ["photos on their way", { phase: "files", done: 1, total: 3 }, { files: 2 }, "busy", "Đang gửi ảnh 2/3"],
]) {
  test(`the chip when ${name}`, () => {
    assert.deepEqual(chipWords({ ...IDLE, ...status }, { ...NONE, ...counts }), { look, text });
  });
}

for (const [state, more, kind] of [
  ["waiting", {}, "queued"],
  ["waiting", { tries: 1 }, "retry"],
  ["sending", {}, "sending"],
  ["applied", {}, "sent"],
  ["held", {}, "held"],
  ["parked", {}, "held"],
  ["late", {}, "held"],
  ["conflict", {}, "action"],
  ["rejected", {}, "action"],
  ["rejected", { read_at: 1 }, "held"],
  ["rejected", { resolved_at: "2026-11-21T10:00:00+07:00" }, "sent"],
  ["late", { resolved_at: "2026-11-21T10:00:00+07:00" }, "sent"],
  ["rejected", { resolved_at: "2026-11-21T10:00:00+07:00", decision: { resolution: "discard", reason: "x" } }, "action"],
  ["late", { resolved_at: "2026-11-21T10:00:00+07:00", decision: { resolution: "discard", reason: "x" } }, "action"],
  ["late", { read_at: 1, resolved_at: "2026-11-21T10:00:00+07:00", decision: { resolution: "discard", reason: "x" } }, "sent"],
]) {
  test(`an item that is ${state} ${JSON.stringify(more)} is shown as ${kind}`, () => {
    const row = { id: "0193", state, tries: 0, files: [], settled_at: 0, ...more };

    assert.equal(stateOf(row, { ...IDLE, trouble: "offline", nextTry: 5 }, 0).kind, kind);
  });
}

const TEN = Date.parse("2026-11-21T10:00:00+07:00");

for (const [what, row, words] of [
  ["sent, with the server's receipt", { state: "applied", mark: "7f2cab01" }, /^Đã gửi .*10:00.*, mã biên nhận 7F2C$/],
  ["sent, whose receipt is still on its way", { state: "applied" }, /^Đã gửi [^,]*10:00[^,]*$/],
  ["held for earlier work", { state: "held" }, /^Máy chủ giữ chờ việc đi trước, từ .*10:00/],
  ["parked", { state: "parked" }, /điều phối viên giữ từ .*10:00/],
  ["late, and looked at anew since", { state: "late", decided_at: "2026-11-21T11:00:00+07:00" }, /điều phối viên giữ từ .*11:00/],
]) {
  test(`an item that is ${what} says so, since when and with whom`, () => {
    assert.match(stateOf({ id: "0193aaaa", tries: 0, files: [], settled_at: TEN, ...row }, IDLE, 0).text, words);
  });
}

for (const [state, resolution, done, next] of [
  ["conflict", "discard", /không ghi nhận việc này/, /làm lại hoặc gọi/],
  ["late", "discard", /không ghi nhận việc này/, /vẫn được giữ/],
  ["applied", "discard", /đã được ghi nhận/, /không phải làm gì/],
  ["applied", "apply_edited", /sửa lại rồi ghi nhận/, /Nội dung đã sửa/],
  ["applied", "apply_as_is", /đúng như anh\/chị đã lưu/, /không phải làm gì/],
]) {
  test(`${resolution} of what is ${state} says what happened, why and what next, in both languages`, () => {
    const words = decisionWords({ state, decision: { resolution, reason: "Gia đình đã tự đi" } });

    assert.match(words.done, done);
    assert.equal(words.reason, "Lý do: Gia đình đã tự đi");
    assert.match(words.next, next);
    assert.ok(words.done in EN && words.next in EN);
  });
}
