/** A small feature for tests: a parcel with a text, noted (a fact) and changed (a wish). */
import "fake-indexeddb/auto";
import { newId } from "../../../static/client/core/ids.js";
import { send } from "../../../static/client/core/outbox.js";
import { preview, previewNew } from "../../../static/client/core/preview.js";
import { all } from "../../../static/client/core/rows.js";
import { startPhone } from "./phone.js";

previewNew("parcels.note", "parcel", (args) => ({ id: args.parcel_id, text: args.text }));
preview("parcels.change", "parcel", (parcel, args) => ({ ...parcel, text: args.text }));

/** A phone whose server knows parcels; a change to "forbidden" is a conflict. */
export async function startWithParcels() {
  const server = await startPhone();
  const parcel = ({ parcel_id, text }) => [{ kind: "parcel", id: parcel_id, body: { id: parcel_id, text } }];
  const refused = { status: "conflict", code: "half-day-full", review: "r1" };
  server.handlers["parcels.note"] = parcel;
  server.handlers["parcels.change"] = (args) => (args.text === "forbidden" ? refused : parcel(args));
  return server;
}

export const note = (text, id = newId(), options = {}) =>
  send("parcels.note", { parcel_id: id, text }, { entity: { kind: "parcel", id }, ...options });

export const change = (id, text) =>
  send("parcels.change", { parcel_id: id, text }, { entity: { kind: "parcel", id }, wish: true });

export const texts = async () => (await all("parcel")).map((row) => row.text).sort();
