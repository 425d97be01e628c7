/** A phone without room: what is written while it is full ends its transaction as Chromium does. */
import "fake-indexeddb/auto";

const { put, add } = IDBObjectStore.prototype;

/** @param {(store: string) => boolean} [isFull] which tables have no room; none by default */
export function fill(isFull = () => true) {
  for (const [name, write] of Object.entries({ put, add })) {
    IDBObjectStore.prototype[name] = function (...row) {
      const request = write.apply(this, row);
      if (isFull(this.name)) this.transaction._abort("QuotaExceededError");
      return request;
    };
  }
}

export const makeRoom = () => Object.assign(IDBObjectStore.prototype, { put, add });
