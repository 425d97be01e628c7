/** Boot: the features register, the person's store opens, the frame is drawn, the loop begins. One line a feature. */
import { register as catalogue } from "./catalogue/index.js";
import { register as citizens } from "./citizens/index.js";
import { App } from "./core/app.js";
import "./core/app-shell.js";
import { register as core } from "./core/core-screens.js";
import { applyDisplay } from "./core/display.js";
import { resume } from "./core/enrol.js";
import "./core/lock-screen.js";
import { lockNow, startAutoLock } from "./core/lock.js";
import { loadReasons } from "./core/reasons.js";
import { somebody } from "./core/session.js";
import { listen, tell } from "./core/signals.js";
import { setStatus } from "./core/status.js";
import "./core/sync-chip.js";
import { startTriggers, syncNow } from "./core/triggers.js";
import { startWorker } from "./core/updates.js";
import { readNote } from "./core/vault.js";
import { register as dossiers } from "./dossiers/index.js";

/** Lowest first, as in app/__init__.py. */
const FEATURES = [core, catalogue, citizens, dossiers];

async function start() {
  applyDisplay();
  const app = new App();
  for (const register of FEATURES) register(app);
  if (await resume()) {
    await loadReasons();
    setStatus({ lastSync: (await readNote("last_sync")) ?? 0 });
    await lockNow();
  }
  tell("session");
  startTriggers();
  startAutoLock();
  listen("session", () => somebody() && void syncNow());
  addEventListener("enrolled", () => void syncNow());
  await startWorker();
}

void start();
