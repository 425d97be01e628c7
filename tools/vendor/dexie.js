/** Dexie: the phone's database. Only static/client/core may import it. */
export * from "dexie";
