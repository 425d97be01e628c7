// @ts-check
// <button data-save-slip> draws the page's .slip as a picture of 1080 × 1350, the size that chats show whole,
// and shares or saves it. The picture says what the page says: its words are read from the slip itself.

const WIDTH = 1080;
const HEIGHT = 1350;
const EDGE = 72;
const QR_SIZE = 380;
const BRAND = "#0b4f6c";
const INK = "#16262c";

const button = document.querySelector("button[data-save-slip]");
const slip = document.querySelector(".slip");

if (button instanceof HTMLButtonElement && slip) {
  button.addEventListener("click", () => save(slip, button.dataset.saveSlip ?? "slip.png"));
}

/**
 * @param {Element} shown
 * @param {string} name
 */
async function save(shown, name) {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  await draw(pen, shown);
  const picture = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (picture instanceof Blob) await hand(new File([picture], name, { type: "image/png" }));
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Element} shown
 */
async function draw(pen, shown) {
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = BRAND;
  pen.fillRect(0, 0, WIDTH, 190);
  write(pen, text(shown, ".slip-title"), 54, 90, "#fff", "bold");
  write(pen, text(shown, ".slip-title + p"), 38, 150, "#fff");
  let line = 290;
  line = write(pen, text(shown, ".slip-code strong"), 120, line + 50, BRAND, "bold");
  for (const part of [".slip-when", ".slip-grid p:first-child"]) {
    line = write(pen, text(shown, part), 42, line + 20, INK);
  }
  const code = await qrPicture(shown);
  if (code) pen.drawImage(code, (WIDTH - QR_SIZE) / 2, line - 10, QR_SIZE, QR_SIZE);
  line = write(pen, text(shown, ".slip-word"), 44, line + QR_SIZE + 70, INK, "bold");
  write(pen, text(shown, ".slip-foot"), 38, line + 30, INK);
}

/**
 * Writes words in as many lines as they need and returns where the next ones may stand.
 * @param {CanvasRenderingContext2D} pen
 * @param {string} words
 * @param {number} size
 * @param {number} top
 * @param {string} colour
 * @param {string} weight
 */
function write(pen, words, size, top, colour, weight = "normal") {
  pen.font = `${weight} ${size}px system-ui, sans-serif`;
  pen.fillStyle = colour;
  let line = "";
  let at = top;
  for (const word of words.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && pen.measureText(longer).width > WIDTH - 2 * EDGE) {
      pen.fillText(line, EDGE, at);
      at += size * 1.4;
      line = word;
    } else {
      line = longer;
    }
  }
  pen.fillText(line, EDGE, at);
  return at + size * 1.4;
}

/**
 * @param {Element} shown
 * @returns {Promise<HTMLImageElement | null>}
 */
async function qrPicture(shown) {
  const drawn = shown.querySelector(".slip-qr svg");
  if (!drawn) return null;
  const source = new XMLSerializer().serializeToString(drawn);
  const image = new Image(QR_SIZE, QR_SIZE);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  return image;
}

/**
 * @param {Element} shown
 * @param {string} part
 */
function text(shown, part) {
  return (shown.querySelector(part)?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** @param {File} file */
async function hand(file) {
  if (navigator.canShare?.({ files: [file] })) {
    await navigator.share({ files: [file] }).catch(() => {}); // the person closed the sheet: nothing to tell
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(link.href);
}
