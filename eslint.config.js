/**
 * What tsc cannot see: import directions, one way to write to a page, sizes.
 * ORDER is app/__init__.py's order of features, lowest first: an import only ever points down it.
 */
import js from "@eslint/js";
import lit from "eslint-plugin-lit";
import noUnsanitized from "eslint-plugin-no-unsanitized";
import globals from "globals";

const ORDER = [
  "core", "web", "accounts", "places", "notices", "files", "upkeep", "catalogue", "citizens", "requests", "visits", "dossiers",
  "postal", "feedback", "office", "public", "sync",
  "demo",
];

/** Imports that a module of this feature may not have. */
const above = (feature) => {
  const higher = ORDER.slice(ORDER.indexOf(feature) + 1);
  return [
    { group: higher.map((name) => `**/${name}/**`), message: `${feature} stands below these features: imports point down.` },
    { group: ["**/client/index.js", "../index.js", "../../index.js"], message: "Only the page loads index.js." },
  ];
};

const dexieIsCores = { group: ["**/vendor/dexie.js", "dexie"], message: "Views read queries; only core knows the database." };

const direction = (feature) => ({
  files: [`static/client/${feature}/**/*.js`],
  rules: {
    "no-restricted-imports": ["error", { patterns: feature === "core" ? above(feature) : [...above(feature), dexieIsCores] }],
    ...(feature !== "core" && {
      "no-restricted-globals": [
        "error",
        { name: "fetch", message: "Views call commands and read queries; core talks to the server." },
        { name: "indexedDB", message: "Only core knows the database." },
        { name: "localStorage", message: "Nothing is kept outside the phone's store: ask core." },
        { name: "sessionStorage", message: "Nothing is kept outside the phone's store: ask core." },
        { name: "event", message: "Take the event as an argument." },
      ],
    }),
  },
});

export default [
  { ignores: ["static/vendor/", "node_modules/", ".venv/", "var/", "test-output/", "**/*.d.ts"] },
  js.configs.recommended,
  {
    plugins: { "no-unsanitized": noUnsanitized },
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: globals.browser },
    rules: {
      complexity: ["error", 8],
      "max-lines": ["error", 250],
      "max-depth": ["error", 3],
      eqeqeq: "error",
      "no-console": ["error", { allow: ["error", "warn"] }],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "no-var": "error",
      "prefer-const": "error",
      "object-shorthand": "error",
      "no-unsanitized/method": "error",
      "no-unsanitized/property": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrorsIgnorePattern: "^_" }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Name what you export: one name everywhere." },
      ],
    },
  },
  { files: ["static/client/**/*.js"], ...lit.configs["flat/recommended"] },
  ...ORDER.map(direction),
  {
    files: ["static/sw.js", "static/check-sw.js", "static/reminder-sw.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.serviceworker, workboxPrecaching: "readonly" } },
  },
  { files: ["static/client/**/*.worker.js"], languageOptions: { globals: globals.worker } },
  {
    files: ["tools/**/*.{js,mjs}", "tests/**/*.{js,mjs}", "eslint.config.js"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: { "no-restricted-syntax": "off", "no-console": "off" },
  },
];
