/** A finger's signature as lines on a canvas: the phone's pad and the pages' pad draw the same. */
export const WIDTH = 1_000;
export const HEIGHT = 400;
const INK_PX = 5;

/** @typedef {{x: number, y: number}} Point */

/**
 * @param {PointerEvent} event
 * @param {EventTarget | null} [target]
 * @param {boolean} [isTurned] the pad lies a quarter clockwise: its left edge is above
 * @returns {Point}
 */
export function place(event, target = event.target, isTurned = false) {
  const box = /** @type {HTMLElement} */ (target).getBoundingClientRect();
  const [right, down] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  return isTurned ? { x: down * WIDTH, y: (1 - right) * HEIGHT } : { x: right * WIDTH, y: down * HEIGHT };
}

/** @param {HTMLCanvasElement | null} canvas @param {Point[][]} strokes */
export function draw(canvas, strokes) {
  const context = canvas?.getContext("2d");
  if (!context) return;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, WIDTH, HEIGHT);
  Object.assign(context, { lineWidth: INK_PX, lineCap: "round", lineJoin: "round", strokeStyle: "#10206b" });
  for (const [first, ...rest] of strokes) {
    context.beginPath();
    context.moveTo(first.x, first.y);
    for (const { x, y } of rest.length > 0 ? rest : [{ x: first.x + 1, y: first.y }]) context.lineTo(x, y);
    context.stroke();
  }
}
