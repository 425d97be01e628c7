/** What the outbox calls a command: the feature's label, else the server's name for it, and never its wire name. */
import { startPhone } from "./phone.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { App } from "../../../static/client/core/app.js";
import { loadReasons, refreshReasons } from "../../../static/client/core/reasons.js";
import { titleOf } from "../../../static/client/core/item-words.js";

const called = (type, args = {}) => titleOf({ id: "1", type, args });

beforeEach(async () => {
  await startPhone();
  await loadReasons();
});

test("a command that no feature of the role names is called as the server calls it", async () => {
  await refreshReasons();

  assert.equal(called("visits.plan"), "Xếp lượt thăm");
});

test("before the names are there it is called plain work", () => {
  assert.equal(called("visits.plan"), "Một việc đã lưu");
});

test("a feature's own label comes first, with what it is about", async () => {
  new App().command("parcels.note", { label: "Ghi bưu gửi", about: ({ text }) => text });
  await refreshReasons();

  assert.equal(called("parcels.note", { text: "số 7" }), "Ghi bưu gửi: số 7");
});
