// @ts-check
// <… data-sign> around a file input becomes a pad to sign on with a finger, a pen or a mouse. What is drawn goes into
// the file input as a picture, so that the page sends one thing whether somebody signed here or on paper.
import { HEIGHT, WIDTH, draw, place } from "../client/core/strokes.js";

/** @typedef {import("../client/core/strokes.js").Point} Point */

for (const field of document.querySelectorAll("[data-sign]")) {
  if (field instanceof HTMLElement) signOn(field);
}

/** @param {HTMLElement} field */
function signOn(field) {
  const input = field.querySelector('input[type="file"]');
  if (!(input instanceof HTMLInputElement)) return;
  const { pad, canvas, undo, again } = padFor(field);
  input.before(pad);
  /** @type {Point[][]} */
  let strokes = [];
  /** @type {Point[] | null} */
  let stroke = null;

  const show = () => draw(canvas, stroke ? [...strokes, stroke] : strokes);
  /** @param {Point[][]} drawn */
  const take = (drawn) => {
    strokes = drawn;
    undo.disabled = again.disabled = drawn.length === 0;
    show();
    input.files = drawn.length > 0 ? asFiles(canvas, input.name) : new DataTransfer().files;
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    stroke = [place(event, canvas)];
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!stroke) return;
    stroke.push(...(event.getCoalescedEvents?.() ?? [event]).map((one) => place(one, canvas)));
    show();
  });
  const lift = () => {
    if (!stroke) return;
    const done = [...strokes, stroke];
    stroke = null;
    take(done);
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  undo.addEventListener("click", () => take(strokes.slice(0, -1)));
  again.addEventListener("click", () => take([]));
  show();
}

/** @param {HTMLElement} field */
function padFor(field) {
  const pad = document.createElement("div");
  pad.className = "signature";
  const frame = document.createElement("div");
  frame.className = "signature-pad";
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", field.dataset.pad ?? "");
  const line = document.createElement("span");
  line.className = "signature-line";
  frame.append(canvas, line);
  const tools = document.createElement("div");
  tools.className = "signature-tools";
  const undo = tool(field.dataset.undo);
  const again = tool(field.dataset.again);
  tools.append(undo, again);
  pad.append(frame, tools);
  return { pad, canvas, undo, again };
}

/** @param {string} [text] */
function tool(text = "") {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.textContent = text;
  button.disabled = true;
  return button;
}

/**
 * At once, not by a callback: whoever signs and sends in one breath has signed.
 * @param {HTMLCanvasElement} canvas
 * @param {string} name
 */
function asFiles(canvas, name) {
  const bytes = atob(canvas.toDataURL("image/png").split(",")[1]);
  const file = new File([Uint8Array.from(bytes, (sign) => sign.charCodeAt(0))], `${name}.png`, { type: "image/png" });
  const transfer = new DataTransfer();
  transfer.items.add(file);
  return transfer.files;
}
