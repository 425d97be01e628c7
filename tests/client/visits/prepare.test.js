/** Before leaving home: which papers by the picked case, the message that names them, and the dossier that takes the case over. */
import { startPhone } from "../core/phone.js";
import { inEnglish } from "../core/reader.js";
import assert from "node:assert/strict";
import test from "node:test";
import { syncOnce } from "../../../static/client/core/sync.js";
import { writeDraft } from "../../../static/client/core/vault.js";
import { caseField, messageFor, papersByKind, prepareKey } from "../../../static/client/visits/preparing.js";
import { errandsOf, pickedCase, toPrepare } from "../../../static/client/visits/queries.js";
import { CITIZEN, PROCEDURE, VISIT, citizen, procedure } from "../dossiers/door.js";

const visit = {
  citizen_id: CITIZEN, planned_on: "2026-11-28", half: "morning", window: { from: "08:00", to: "09:30" },
  purposes: [{ kind: "collect", procedure_code: "2.000635", need_text: null }, { kind: "return", dossier_id: "x" }],
};
const names = (papers) => papers.map(({ name }) => name);

test("the picked case adds its papers, each under what is asked of it", () => {
  const usual = papersByKind(procedure, "");
  const byAnother = papersByKind(procedure, "c1");

  assert.deepEqual([names(usual.hand_in), names(usual.show), names(usual.note)], [["Tờ khai"], ["Căn cước"], ["Mang giấy nơi ở nếu cần"]]);
  assert.deepEqual(names(byAnother.hand_in), ["Tờ khai", "Giấy ủy quyền"]);
});

test("the message names papers and the hour, and never what the visit is about", () => {
  const words = messageFor(visit, [procedure, procedure], { [caseField(procedure)]: "c1" });

  assert.equal(
    words,
    "Cán bộ hẹn đến nhà khoảng 08:00–09:30, ngày 28/11/2026. Xin ông/bà chuẩn bị để nộp: Tờ khai; Giấy ủy quyền. Để cho xem: Căn cước. Thiếu giấy tờ cũng không sao, cán bộ sẽ hướng dẫn.",
  );
  assert.match(messageFor({ ...visit, window: {} }, [], {}), /buổi sáng, ngày 28\/11\/2026\. Thiếu/);
});

test("a visit's procedures are those of its day, and the picked case is there for the dossier", async () => {
  const server = await startPhone();
  server.put("citizen", CITIZEN, citizen);
  server.put("visit", VISIT, visit);
  server.put("procedure", PROCEDURE, { ...procedure, valid_to: "2026-11-27" });
  server.put("procedure", "0193bbbb-0000-7000-8000-00000000000c", { ...procedure, version_no: 2, valid_from: "2026-11-28" });
  await syncOnce();

  const { procedures } = await toPrepare(VISIT);

  assert.deepEqual(procedures.map(({ version_no }) => version_no), [2]);
  assert.equal(await pickedCase(VISIT, procedure), "");
  await writeDraft({ key: prepareKey(VISIT), values: { [caseField(procedure)]: "c1" }, title: "", path: "", saved_at: 1 });
  assert.equal(await pickedCase(VISIT, procedure), "c1");
  assert.equal(await toPrepare("0193bbbb-0000-7000-8000-0000000000ff"), null);
});

test("an errand is named in English where the procedure has an English name", async () => {
  const server = await startPhone();
  server.put("procedure", PROCEDURE, { ...procedure, plain_name_en: "Copy of a civil-status record" });
  await syncOnce();
  const errands = await inEnglish(() => errandsOf({ purposes: [{ kind: "collect", procedure_code: "2.000635", need_text: "two copies" }] }));

  assert.deepEqual(errands, [{ kind: "collect", text: "Copy of a civil-status record · two copies" }]);
});
