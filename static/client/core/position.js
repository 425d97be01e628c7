/** Where the phone is, asked once and never followed. */

const WAIT_MS = 12_000;
/** The browser's own wait does not count while it asks for permission. */
const LONGEST_MS = 20_000;

/** @returns {Promise<import("./types.js").Position | null>} null when refused, unknown or too slow */
export function here() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null);
    const timer = setTimeout(() => resolve(null), LONGEST_MS);
    /** @param {import("./types.js").Position | null} found */
    const answer = (found) => {
      clearTimeout(timer);
      resolve(found);
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => answer({ lat: round(coords.latitude), lon: round(coords.longitude), accuracy_m: Math.ceil(coords.accuracy) }),
      () => answer(null),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 30_000 },
    );
  });
}

/** Six decimals are a hand's breadth. @param {number} degrees */
const round = (degrees) => Math.round(degrees * 1e6) / 1e6;
