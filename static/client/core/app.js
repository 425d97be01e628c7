/** What features may register with the app: routes, tabs, home screens, words. Told once, at start. */
import { previewsOf } from "./preview.js";
import { addRoute } from "./router.js";
import { addTexts } from "./texts.js";

/** @typedef {import("./types.js").Role} Role */
/** @typedef {import("./router.js").Route} Route */

/** @typedef {{path: string, label: string, icon?: string, order?: number}} Tab */

/**
 * How a command is named in the outbox.
 * @typedef {object} CommandWords
 * @property {string} label such as "Bắt đầu lượt thăm"
 * @property {(args: any) => string} [about] whose, in a few words; nothing that is secret
 * @property {(args: any) => string} [fix] the path where a refused one can be made again
 */

const MOST_TABS = 4;

/** @type {Map<Role, string>} */
const homes = new Map();
/** @type {Map<string, Tab[]>} */
const tabs = new Map();
/** @type {Map<string, CommandWords>} */
const commands = new Map();
/** @type {(role: Role) => Promise<void>} */
let loadFeatures = async () => undefined;

export class App {
  /** @param {(role: Role) => Promise<void>} load registers what a role works with, once */
  features(load) {
    loadFeatures = load;
  }

  /**
   * @param {string} path
   * @param {Route} route
   */
  route(path, route) {
    addRoute(path, route);
  }

  /**
   * @param {Role} role
   * @param {Tab} tab
   */
  tab(role, tab) {
    tabs.set(role, [...(tabs.get(role) ?? []), tab]);
  }

  /**
   * @param {Role} role
   * @param {string} path
   */
  home(role, path) {
    homes.set(role, path);
  }

  /**
   * @param {string} language
   * @param {import("./texts.js").Loader} load the dictionary's module, which exports `EN`
   */
  texts(language, load) {
    addTexts(language, load);
  }

  /**
   * @param {string} feature the first part of its commands' types
   * @param {() => Promise<unknown>} load how they look while they wait
   */
  previews(feature, load) {
    previewsOf(feature, load);
  }

  /**
   * @param {string} type
   * @param {CommandWords} words
   */
  command(type, words) {
    commands.set(type, words);
  }
}

/** Resolves when the screens of this role are registered. @param {Role} role */
export const featuresOf = (role) => loadFeatures(role);

/** @param {Role} role */
export const homeOf = (role) => homes.get(role) ?? "/outbox";

/** @param {string} type */
export const commandWords = (type) => commands.get(type);

/**
 * @param {Role} role
 * @returns {Tab[]} the feature's tabs, then the outbox and the phone, at most four
 */
export function tabsOf(role) {
  const own = [...(tabs.get(role) ?? [])].sort((a, b) => (a.order ?? 50) - (b.order ?? 50));
  return [
    ...own.slice(0, MOST_TABS - 2),
    { path: "/outbox", label: "Chờ gửi", icon: "send" },
    { path: "/this-phone", label: "Máy này", icon: "phone" },
  ];
}
