/**
 * What may be wrong with the photo of a page, from its grey values: hints for whoever still stands at the door, never
 * a refusal. Pure and cheap: a few hundred thousand numbers, no library.
 */

/** @typedef {{grey: Float32Array, width: number, height: number}} Grey 0 is black, 255 is white */
/** @typedef {"dark" | "blurred" | "glare" | "cut"} Look */

const DARK_BELOW = 45;
const BLURRED_BELOW = 28;
const BURNT = 250;
const CELL_PX = 10;
/** A lamp's reflection covers some of the page; more than that is the page itself, well lit. */
const [LEAST_GLARE, MOST_GLARE] = [0.01, 0.25];
/** Paper that is nearly white by itself cannot be told from glare, and a pattern of black and white is no paper. */
const [LEAST_PAPER, MOST_PAPER] = [150, 238];
const BAND = 0.03;
const CONTRAST = 60;

/** @param {Grey} picture @returns {Look[]} */
export function looksOf(picture) {
  /** @type {[Look, (picture: Grey) => boolean][]} */
  const questions = [["dark", isDark], ["blurred", isBlurred], ["glare", hasGlare], ["cut", isCut]];
  return questions.filter(([, isSo]) => isSo(picture)).map(([look]) => look);
}

/** @param {Grey} picture */
const isDark = ({ grey }) => average(grey) < DARK_BELOW;

/** Paper in focus has hard edges: the differences between neighbours vary. A dark page is told once. @param {Grey} picture */
function isBlurred(picture) {
  const steps = picture.grey.slice(1).map((value, n) => (value - picture.grey[n]) ** 2);
  return !isDark(picture) && average(steps) < BLURRED_BELOW;
}

/** Whole patches without any drawing, brighter than the paper around them. @param {Grey} picture */
function hasGlare(picture) {
  const cells = cellsOf(picture);
  const burnt = cells.filter((cell) => cell >= BURNT).length / Math.max(1, cells.length);
  const rest = cells.filter((cell) => cell < BURNT).sort((a, b) => a - b);
  const paper = rest[Math.floor(rest.length * 0.75)] ?? 255;
  return burnt >= LEAST_GLARE && burnt <= MOST_GLARE && paper > LEAST_PAPER && paper < MOST_PAPER;
}

/** The page runs out of the frame on one side while another side shows the table. @param {Grey} picture */
function isCut(picture) {
  const sides = sidesOf(picture);
  const paper = average(sides.middle);
  const isPaper = sides.borders.map((side) => average(side) > paper - CONTRAST / 3);
  const hasTable = sides.borders.some((side) => average(side) < paper - CONTRAST);
  return hasTable && isPaper.includes(true);
}

/** The average of each small square. @param {Grey} picture @returns {number[]} */
function cellsOf({ grey, width, height }) {
  const cells = [];
  for (let y = 0; y + CELL_PX <= height; y += CELL_PX)
    for (let x = 0; x + CELL_PX <= width; x += CELL_PX) cells.push(average(part(grey, width, [x, y, x + CELL_PX, y + CELL_PX])));
  return cells;
}

/** @param {Grey} picture */
function sidesOf({ grey, width, height }) {
  const [across, down] = [Math.max(1, Math.round(width * BAND)), Math.max(1, Math.round(height * BAND))];
  const [left, top, right, bottom] = [width * 0.3, height * 0.3, width * 0.7, height * 0.7].map(Math.round);
  return {
    middle: part(grey, width, [left, top, right, bottom]),
    borders: [
      part(grey, width, [left, 0, right, down]),
      part(grey, width, [left, height - down, right, height]),
      part(grey, width, [0, top, across, bottom]),
      part(grey, width, [width - across, top, width, bottom]),
    ],
  };
}

/** @param {Float32Array} grey @param {number} width @param {number[]} box */
function part(grey, width, [left, top, right, bottom]) {
  const values = [];
  for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) values.push(grey[y * width + x]);
  return values;
}

/** @param {Float32Array | number[]} values */
function average(values) {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / Math.max(1, values.length);
}
