/** What a thief sees: the databases as they lie on the disk, without any key. */
import "fake-indexeddb/auto";
import { Dexie } from "../../../static/vendor/dexie.js";
import { currentPerson } from "../../../static/client/core/vault.js";

/** The person's database, opened past the vault's door. */
export async function rawStore() {
  return new Dexie(`tan-nha-${(await currentPerson()).id}`).open();
}

/** Every row of every database as one text; bytes as the letters they would be. */
export async function everyByte() {
  const texts = [];
  for (const name of await Dexie.getDatabaseNames()) {
    const db = await new Dexie(name).open();
    for (const table of db.tables) texts.push(JSON.stringify(await table.toArray(), readable));
    db.close();
  }
  return texts.join("\n");
}

function readable(_key, value) {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
  if (globalThis.CryptoKey && value instanceof CryptoKey) return { "a key in the open": value.algorithm };
  return value;
}
