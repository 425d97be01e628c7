/** UUIDv7 (RFC 9562): a phone names new things offline, and they sort by when they were made. */

/**
 * @param {number} [now] milliseconds since 1970
 * @returns {string} lower-case UUIDv7
 */
export function newId(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(now / 2 ** 32));
  view.setUint32(2, now % 2 ** 32);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = toHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** When an id was made, in milliseconds since 1970. @param {string} id */
export const timeOf = (id) => Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);

/** @param {Uint8Array} bytes */
export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
