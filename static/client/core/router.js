/**
 * Routes behind the hash: `#/visits/0192…`. What stands behind the hash never reaches a server log, and the one
 * stored page opens every screen offline.
 */

/**
 * @typedef {object} Route
 * @property {string} title Vietnamese; translated when shown
 * @property {(params: Record<string, string>) => unknown} view
 * @property {() => Promise<unknown>} [load] imports the view's module on first use
 * @property {string | ((params: Record<string, string>) => string)} [back] where the Back link leads
 * @property {boolean} [bare] the whole screen, without bars: the phone is in a citizen's hand
 */

/** @typedef {{path: string, pattern: RegExp, names: string[], route: Route}} Entry */

/** @type {Entry[]} */
const entries = [];

/**
 * @param {string} path such as `/visits/:id`
 * @param {Route} route
 */
export function addRoute(path, route) {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const pattern = new RegExp(`^${path.replace(/:\w+/g, "([^/]+)")}$`);
  entries.push({ path, pattern, names, route });
}

/** The path now shown, without its query. */
export const currentPath = () => (globalThis.location?.hash ?? "").slice(1).split("?")[0] || "/";

/** What stands behind `?` in the hash. */
export const currentQuery = () => new URLSearchParams(location.hash.split("?")[1] ?? "");

/**
 * @param {string} path
 * @returns {{route: Route, params: Record<string, string>} | null}
 */
export function findRoute(path) {
  for (const { pattern, names, route } of entries) {
    const found = pattern.exec(path);
    if (found) return { route, params: Object.fromEntries(names.map((name, n) => [name, decodeURIComponent(found[n + 1])])) };
  }
  return null;
}

/** @param {string} path such as `/visits/0192…` */
export function go(path) {
  location.hash = `#${path}`;
}

/** Like `go`, without a way back to the screen that is left. @param {string} path */
export function goInstead(path) {
  history.replaceState(null, "", `#${path}`);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

/** A title that is known only once the view has its rows. @param {string} text */
export function setTitle(text) {
  dispatchEvent(new CustomEvent("page-title", { detail: text }));
}
