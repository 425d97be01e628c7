/** The home receipt: its words, its hash, the signed line of its QR code. */
import assert from "node:assert/strict";
import test from "node:test";
import { startPhone } from "../core/phone.js";
import { componentsOf, deliveryOf, feeOf, rolesOf } from "../../../static/client/dossiers/draft.js";
import { hashOf, receiptLines, receiptQr, receiptText } from "../../../static/client/dossiers/receipt.js";
import { money } from "../../../static/client/dossiers/words.js";
import { citizen, draftOf, procedure } from "./door.js";

const values = draftOf();
const dossier = {
  roles: rolesOf(values, citizen), components: componentsOf(procedure, values), finance: { ...feeOf(values), paid: true },
  delivery: deliveryOf(values), copies: 1, procedure_name: procedure.name, procedure_code: procedure.code,
};
const told = { number: "TN04795-26-0000011", taken_at: "2026-11-21T09:30:00+07:00", counted_from: "2026-11-23", due_on: "2026-11-26" };
const parts = { ward: { centre_name: "Trung tâm", hotline: "0218 3800 000" }, dossier, officer: "Nguyễn Thị Lan", originals: [], told };

test("the receipt tells who, what, and both dates, in Vietnamese", () => {
  const lines = Object.fromEntries(receiptLines(receiptText(parts)).map(({ label, words }) => [label, words]));

  assert.equal(lines["Giấy tiếp nhận hồ sơ tại nhà"], "TN04795-26-0000011");
  assert.equal(lines["Người nộp"], "Bùi Thị Con (con gái)");
  assert.equal(lines["Chủ hồ sơ"], "Bùi Văn Thử");
  assert.equal(lines["Đã nhận"], "Tờ khai (2 bản chính)");
  assert.equal(lines["Còn thiếu"], "Giấy ủy quyền");
  assert.equal(lines["Lệ phí"], "8.000 đ, tiền mặt");
  assert.equal(lines["Nhận tại nhà"], "09:30, Thứ Bảy, 21/11/2026");
  assert.equal(lines["Tính thời hạn từ"], "23/11/2026");
  assert.equal(lines["Hẹn trả"], "26/11/2026");
  assert.ok(!("Bản chính cán bộ giữ" in lines), "what does not apply has no line");
});

test("originals kept and an unknown limit are said", () => {
  const text = receiptText({ ...parts, originals: [{ name: "Giấy kết hôn", count: 1 }], told: { ...told, due_on: null } });

  assert.match(text, /Bản chính cán bộ giữ: Giấy kết hôn \(1\)/);
  assert.match(text, /Hẹn trả: trung tâm sẽ báo ngày trả/);
});

test("money has dots every three digits", () => {
  assert.deepEqual([0, 8000, 1234567].map(money), ["0 đ", "8.000 đ", "1.234.567 đ"]);
});

test("the QR code holds sixteen bytes of the hash and the phone's own signature over the line", async () => {
  const server = await startPhone();
  const hash = await hashOf(receiptText(parts));

  const qr = await receiptQr(told.number, "2026-11-21", hash);

  const [version, number, day, bytes, device, signature] = qr.split("|");
  assert.deepEqual([version, number, day, device], ["TN1", told.number, "2026-11-21", server.device]);
  assert.equal(Buffer.from(bytes, "base64url").toString("hex"), hash.slice(0, 32));
  assert.equal(Buffer.from(signature, "base64url").length, 64);
  assert.ok(qr.length <= 600);
});
