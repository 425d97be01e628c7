/**
 * Bundles each third-party library into one file in static/vendor/, from the versions in package-lock.json.
 * The entries in tools/vendor/ say what we take; a copy of each entry becomes its type declaration, so that
 * `tsc` reads the npm packages' own types. This is the only build step: our own modules run as written.
 */
import { build } from "esbuild";
import { mkdir, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const entries = path.join(here, "vendor");
const target = path.join(here, "..", "static", "vendor");

/** A classic script: `importScripts` gives sw.js the global `workboxPrecaching`. */
const CLASSIC = { "workbox-precaching": "workboxPrecaching" };

/** As its authors wrote it: the package's own entry is rewritten for browsers of 2012, at 3 KB more. */
const MODERN_TUS = path.join(here, "..", "node_modules", "tus-js-client", "lib", "browser", "index.js");

/**
 * Leaflet asks a browser whether it knows SVG by writing markup, which our policy forbids: every browser we serve does.
 * @type {import("esbuild").Plugin}
 */
const withoutMarkup = {
  name: "leaflet-without-markup",
  setup(asked) {
    asked.onLoad({ filter: /leaflet-src\.esm\.js$/ }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      const contents = source.replace("div.innerHTML = '<svg/>';", "div.appendChild(svgCreate('svg'));");
      if (contents === source) throw new Error("Leaflet asks in another way now: look at tools/vendor.mjs");
      return { contents, loader: "js" };
    });
  },
};

/** @param {string} name */
async function bundle(name) {
  const globalName = CLASSIC[name];
  const outfile = path.join(target, `${name}.js`);
  await build({
    entryPoints: [path.join(entries, `${name}.js`)],
    outfile,
    bundle: true,
    minify: true,
    platform: "browser",
    target: ["chrome100", "safari15.4", "firefox100"],
    conditions: ["browser", "production", "module"],
    format: globalName ? "iife" : "esm",
    ...(globalName && { globalName, footer: { js: `self.${globalName}=${globalName};` } }),
    // The package's wrapper warns about two copies in one page; there is only ever this one.
    alias: { dexie: "dexie/dist/modern/dexie.mjs", "tus-js-client": MODERN_TUS, leaflet: "leaflet/dist/leaflet-src.esm.js" },
    plugins: [withoutMarkup],
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "eof",
    logLevel: "warning",
  });
  await writeFile(path.join(target, `${name}.d.ts`), await declaration(name, globalName));
  return `${name}.js ${((await stat(outfile)).size / 1024).toFixed(1)} KB`;
}

/** Leaflet's own rules, below all of ours. Its few pictures are of parts that we do not use, and stay inside. */
async function styles() {
  const stdin = { contents: '@import "leaflet/dist/leaflet.css" layer(base);', loader: /** @type {const} */ ("css"), resolveDir: here };
  await build({ stdin, outfile: path.join(target, "leaflet.css"), bundle: true, minify: true, loader: { ".png": "dataurl" } });
}

/** The entry itself says what the bundle exports; a classic script's exports hang on its global. */
async function declaration(name, globalName) {
  const source = await readFile(path.join(entries, `${name}.js`), "utf8");
  return globalName ? `${source}export as namespace ${globalName};\n` : source;
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const names = (await readdir(entries)).filter((file) => file.endsWith(".js")).map((file) => path.basename(file, ".js"));
await styles();
const lines = await Promise.all(names.sort().map(bundle));
process.stdout.write(`static/vendor: ${lines.join(" · ")}\n`);
