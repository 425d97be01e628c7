// @ts-check
// Asks the server what would come of a drop, and shows its answer: new times of the one route, and what would go wrong.

const panel = document.querySelector("[data-answer]");
const home = panel?.parentElement;
let asked = "";
let asking = new AbortController();

/**
 * Asks once for each place, however often the pointer moves over it. The question before it is called back: over a slow
 * line a browser has few connections, and neither this answer nor the drop may wait behind one that nobody will read.
 * @param {HTMLFormElement} form of the card: it names the card
 * @param {string} lane empty where nobody drives: there is nothing to ask
 * @param {string} order counted from one; empty at the end
 * @param {boolean} isHeld whether the card is in somebody's hand: then nothing on the page may move
 */
export async function askWhatIf(form, lane, order, isHeld) {
  const question = new URLSearchParams({ card: form.dataset.place ?? "", lane, order }).toString();
  if (question === asked) return;
  if (!lane) return stopAsking();
  asking.abort();
  asking = new AbortController();
  asked = question;
  const { signal } = asking;
  const answer = await answerTo(question, signal);
  if (answer && !signal.aborted) show(answer, isHeld ? null : form);
}

/** The card was let go: what was asked about it is of no use any more. */
export function stopAsking() {
  asked = "";
  asking.abort();
  if (panel instanceof HTMLElement) panel.hidden = true;
}

/**
 * @param {string} question
 * @param {AbortSignal} signal
 * @returns {Promise<{ title: string, times: string[], faults: string[] } | null>} null when called back, or without a network: the drop itself will say so
 */
async function answerTo(question, signal) {
  try {
    const response = await fetch(`/office/board/answer?${question}`, { signal });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/**
 * Under the menu that asked; while a card is held, over the foot of the window, where drops go through it. Moved only to
 * another place: each move lays the page out anew.
 * @param {{ title: string, times: string[], faults: string[] }} answer
 * @param {HTMLFormElement | null} form
 */
function show(answer, form) {
  if (!(panel instanceof HTMLElement)) return;
  const place = form ?? home;
  if (panel.parentElement !== place) place?.append(panel);
  panel.classList.toggle("drop-answer-held", form === null);
  panel.replaceChildren(
    ...answer.faults.map((fault) => line(fault, "drop-answer-fault")),
    line(answer.title),
    line(answer.times.join(" · ")),
  );
  panel.hidden = false;
}

/**
 * @param {string} text
 * @param {string} [look]
 */
function line(text, look) {
  const shown = document.createElement("p");
  shown.textContent = text;
  if (look) shown.className = look;
  return shown;
}
