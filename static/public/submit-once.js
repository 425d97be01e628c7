// @ts-check
// A nervous second tap within a second does not send a form again.
// The command id in the form protects anyway; this spares the person a confusing page.

const PAUSE_MS = 1000;

export function submitOnce() {
  /** @type {WeakMap<EventTarget, number>} */
  const sentAt = new WeakMap();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !("submitOnce" in form.dataset)) return;
    const before = sentAt.get(form);
    if (before !== undefined && event.timeStamp - before < PAUSE_MS) event.preventDefault();
    else sentAt.set(form, event.timeStamp);
  });
}
