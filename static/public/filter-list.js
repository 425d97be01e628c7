// @ts-check
// <select data-filter="words"> gets a box above it: typing narrows the list, accents or not.
// The list stays an ordinary one, so its value is what the form sends.

const SHOWN_WHILE_FILTERING = 6;

export function filterLists() {
  for (const select of document.querySelectorAll("select[data-filter]")) {
    if (select instanceof HTMLSelectElement) addFilter(select);
  }
}

/** @param {string} text */
export function fold(text) {
  return text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim();
}

/** @param {HTMLSelectElement} select */
function addFilter(select) {
  const options = [...select.options];
  const box = document.createElement("input");
  box.type = "search";
  box.className = "filter-box";
  box.autocomplete = "off";
  box.placeholder = select.dataset.filter ?? "";
  box.setAttribute("aria-label", select.dataset.filter ?? "");
  box.setAttribute("aria-controls", select.id);
  const count = document.createElement("p");
  count.className = "filter-count";
  count.setAttribute("role", "status");
  select.before(box);
  select.after(count);
  box.addEventListener("input", () => {
    const wanted = fold(box.value);
    const chosen = select.value;
    const found = options.filter((option) => fold(option.text).includes(wanted));
    select.replaceChildren(...(wanted ? found : options));
    if (found.some((option) => option.value === chosen)) select.value = chosen;
    if (wanted) select.size = Math.max(2, Math.min(SHOWN_WHILE_FILTERING, found.length));
    else select.removeAttribute("size");
    count.textContent = wanted ? `${select.dataset.filterFound ?? ""}: ${found.length}` : "";
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    select.focus();
  });
}
