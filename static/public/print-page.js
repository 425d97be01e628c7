// @ts-check
// <button data-print> prints the page.

export function printOnRequest() {
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-print]")) print();
  });
}
