/**
 * How the phone is held while its screen is locked upright: the camera's picture follows the screen, not the hand, so
 * that a page photographed sideways would lie on its side. Gravity says which edge is below; asked for a moment only.
 */

/** @typedef {import("./camera.js").Turn} Turn */
/** @typedef {{x: number | null, y: number | null}} Pull of the ground along the short and the long edge, in m/s² */

/** Over a table there is no below: less than this, or between two edges, is no answer. */
const LEAST_PULL = 5;
const CLEARLY = 1.7;
const WAIT_MS = 120;

/**
 * The quarter turn that makes a picture upright.
 * @param {Pull | null | undefined} pull
 * @param {number} screenAngle how far the screen itself has turned with the hand
 * @returns {Turn}
 */
export function turnFor(pull, screenAngle) {
  const held = heldAt(pull?.x ?? 0, pull?.y ?? 0);
  return held === null ? 0 : /** @type {Turn} */ ((screenAngle - held + 360) % 360);
}

/** @param {number} x @param {number} y @returns {number | null} counted as browsers count the screen's angle */
function heldAt(x, y) {
  const [across, along] = [Math.abs(x), Math.abs(y)];
  if (Math.hypot(x, y) < LEAST_PULL || Math.max(across, along) < CLEARLY * Math.min(across, along)) return null;
  if (across > along) return x > 0 ? 90 : 270;
  return y > 0 ? 0 : 180;
}

/** What the hand holds just now; nothing where the browser does not tell. @returns {Promise<Turn>} */
export function turnNow() {
  return new Promise((resolve) => {
    const done = (/** @type {DeviceMotionEvent | null} */ event) => {
      clearTimeout(timer);
      removeEventListener("devicemotion", done);
      resolve(turnFor(event?.accelerationIncludingGravity, screen.orientation?.angle ?? 0));
    };
    const timer = setTimeout(() => done(null), WAIT_MS);
    addEventListener("devicemotion", done);
  });
}
