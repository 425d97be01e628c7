/** Shows a family what the centre sends about its visit, and opens the tracking page at a tap. It keeps nothing. */
const reminder = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

reminder.addEventListener("install", () => void reminder.skipWaiting());
reminder.addEventListener("push", (event) => event.waitUntil(remind(event.data)));
reminder.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(reminder.clients.openWindow(event.notification.data));
});

/**
 * The shape of declarative web push, so that browsers without this worker show the same.
 * @param {PushMessageData | null} data
 */
async function remind(data) {
  const { title, body, navigate, lang } = data?.json().notification ?? {};
  if (title) await reminder.registration.showNotification(title, { body, lang, data: navigate, icon: "/static/icons/icon-192.png" });
}
