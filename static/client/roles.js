/**
 * Which features each role works with: fetched when somebody of that role uses the phone, so that nobody waits for
 * another's screens. Lowest first, as in app/__init__.py.
 */
import { loadTexts } from "./core/texts.js";

/** @typedef {import("./core/types.js").Role} Role */
/** @typedef {{register: (app: import("./core/app.js").App) => void}} Feature */

/** @type {Partial<Record<Role, () => Promise<Feature>[]>>} */
const FEATURES = {
  leader: () => [
    import("./notices/index.js"),
    import("./catalogue/index.js"),
    import("./citizens/index.js"),
    import("./requests/index.js"),
    import("./visits/index.js"),
  ],
  officer: () => [
    import("./notices/index.js"),
    import("./catalogue/index.js"),
    import("./citizens/index.js"),
    import("./requests/index.js"),
    import("./visits/index.js"),
    import("./dossiers/index.js"),
    import("./feedback/index.js"),
  ],
  postal: () => [import("./postal/index.js")],
};

/** @type {Set<Feature>} */
const registered = new Set();

/**
 * Fetches and registers what this role needs; what is there already is not registered twice.
 * @param {import("./core/app.js").App} app
 * @param {Role} role
 */
export async function loadFeatures(app, role) {
  const features = await Promise.all(FEATURES[role]?.() ?? []);
  for (const feature of features.filter((one) => !registered.has(one))) {
    registered.add(feature);
    feature.register(app);
  }
  await loadTexts();
}
