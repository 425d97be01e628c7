/** Boot: the frame registers, the person's store opens, the role's features come, the frame is drawn, the loop begins. */
import { App, featuresOf } from "./core/app.js";
import "./core/app-shell.js";
import { register as core } from "./core/core-screens.js";
import { applyDisplay } from "./core/display.js";
import "./core/lock-screen.js";
import { resume, shareLock, startAutoLock } from "./core/lock.js";
import { loadReasons } from "./core/reasons.js";
import { somebody } from "./core/session.js";
import { listen, tell } from "./core/signals.js";
import { setStatus } from "./core/status.js";
import "./core/sync-chip.js";
import { loadTexts } from "./core/texts.js";
import { startTriggers, syncNow } from "./core/triggers.js";
import { holdRelease } from "./core/updates.js";
import { readNote } from "./core/vault.js";
import { loadFeatures } from "./roles.js";

async function start() {
  holdRelease();
  applyDisplay();
  const app = new App();
  core(app);
  app.features((role) => loadFeatures(app, role));
  await loadTexts();
  const who = await resume();
  if (who) {
    await featuresOf(who.role);
    await loadReasons();
    setStatus({ lastSync: (await readNote("last_sync")) ?? 0 });
  }
  tell("session");
  startTriggers();
  startAutoLock();
  shareLock();
  listen("session", () => void syncForPerson());
  addEventListener("enrolled", () => void syncForPerson());
  const [{ watchStore }] = await Promise.all([import("./core/emptied.js"), import("./core/save-trouble.js")]);
  watchStore();
  const { startWorker } = await import("./core/worker-watch.js");
  await startWorker();
}

/** The features know how waiting commands look; the loop compares that with the server's rows. */
async function syncForPerson() {
  const who = somebody();
  if (!who) return;
  await featuresOf(who.role);
  await syncNow();
}

void start();
