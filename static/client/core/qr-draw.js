/** Draws a QR code as one SVG path, sharp at any size and on paper. */
import { html, svg } from "../../vendor/lit.js";
import { encodeQR } from "../../vendor/qr-encode.js";

const QUIET = 4;

/**
 * @param {string} text
 * @param {string} label what the code is, for who cannot see it
 */
export function qrSvg(text, label) {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET });
  const size = rows.length;
  const path = rows.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges">
    ${svg`<rect width=${size} height=${size} fill="#fff"></rect><path d=${path} fill="#000"></path>`}
  </svg>`;
}
