/** Where the phone is, asked once and never followed. */

const WAIT_MS = 12_000;

/** @returns {Promise<import("./types.js").Position | null>} null when refused, unknown or too slow */
export function here() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: round(coords.latitude), lon: round(coords.longitude), accuracy_m: Math.ceil(coords.accuracy) }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 30_000 },
    );
  });
}

/** Six decimals are a hand's breadth. @param {number} degrees */
const round = (degrees) => Math.round(degrees * 1e6) / 1e6;
