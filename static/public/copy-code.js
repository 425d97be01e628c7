// @ts-check
// <button data-copy="#code" data-done="Đã chép"> puts the text of #code on the clipboard and says so.

export function copyCodes() {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (button instanceof HTMLButtonElement) button.addEventListener("click", () => copy(button));
  }
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const source = document.querySelector(button.dataset.copy ?? "");
  const words = button.querySelector("span");
  if (!source || !words) return;
  try {
    await navigator.clipboard.writeText((source.textContent ?? "").trim());
  } catch {
    // No permission, or no clipboard in this WebView: select the code, so that a long press copies it.
    getSelection()?.selectAllChildren(source);
    return;
  }
  words.setAttribute("role", "status");
  words.textContent = button.dataset.done ?? words.textContent;
}
