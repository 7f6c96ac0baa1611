// Builds the islands into ../wwwroot: js/plan.js, js/theme.js, sw.js, fonts/. Does nothing when nothing changed.
//
//   node build.mjs            node build.mjs --sizes   also prints what each bundle weighs
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));
const wwwroot = `${here}../wwwroot`;
const stampFile = `${wwwroot}/js/.built`;
const outputs = ["js/plan.js", "js/theme.js", "sw.js", "fonts/fonts.css"].map(path => `${wwwroot}/${path}`);
const showSizes = process.argv.includes("--sizes");

const inputs = ["package-lock.json", "build.mjs", ...readdirSync(`${here}src`).sort().map(name => `src/${name}`)];
const stamp = inputs.reduce((hash, name) => hash.update(name).update(readFileSync(here + name)), createHash("sha256")).digest("hex");
if (!showSizes && outputs.every(existsSync) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) process.exit(0);

const { build } = await import("esbuild");
const shared = { absWorkingDir: here, bundle: true, minify: true, target: "es2022", charset: "utf8", legalComments: "none", logLevel: "warning" };

const script = await build({ ...shared, entryPoints: ["src/offlinePage.ts"], format: "iife", write: false });
const style = await build({ ...shared, entryPoints: ["src/offlinePage.css"], write: false });
const offlinePage = {
  name: "offline-page",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^offline-page$/ }, () => ({ path: "offline-page", namespace: "built" }));
    onLoad({ filter: /.*/, namespace: "built" }, () => ({
      contents: `export const OFFLINE_SCRIPT = ${JSON.stringify(script.outputFiles[0].text.replaceAll("</", "<\\/"))};
        export const OFFLINE_STYLE = ${JSON.stringify(style.outputFiles[0].text)};`,
    }));
  },
};

await Promise.all([
  build({ ...shared, entryPoints: { plan: "src/main.ts" }, format: "esm", outdir: `${wwwroot}/js` }),
  build({ ...shared, entryPoints: { theme: "src/theme.ts" }, format: "iife", outdir: `${wwwroot}/js` }),
  build({ ...shared, entryPoints: { sw: "src/serviceWorker.ts" }, format: "iife", outdir: wwwroot, plugins: [offlinePage] }),
]);
copyFonts();
writeFileSync(stampFile, stamp);

if (showSizes) {
  for (const file of outputs) {
    const bytes = readFileSync(file);
    console.log(`${file.slice(wwwroot.length + 1)}: ${bytes.length} bytes, ${gzipSync(bytes).length} gzip`);
  }
}

/** The Noto families in the weights of the tokens, each script in a file that is only fetched where it is used; the serif ones in a sheet of their own, for printed plans. */
function copyFonts() {
  rmSync(`${wwwroot}/fonts`, { recursive: true, force: true });
  mkdirSync(`${wwwroot}/fonts`, { recursive: true });
  copyFamilies("fonts.css", "Sans", [400, 500, 600]);
  copyFamilies("print.css", "Serif", [400, 600]);
}

function copyFamilies(sheet, style, weights) {
  let css = "/* The Noto fonts, SIL Open Font License 1.1: see OFL-*.txt beside this file. */\n";
  for (const { script, subsets } of [{ script: "", subsets: ["latin", "latin-ext"] }, { script: "Bengali", subsets: ["bengali"] }, { script: "Devanagari", subsets: ["devanagari"] }]) {
    const family = `Noto ${style} ${script}`.trim();
    const name = family.toLowerCase().replaceAll(" ", "-");
    const source = `${here}node_modules/@fontsource/${name}`;
    const ranges = JSON.parse(readFileSync(`${source}/unicode.json`, "utf8"));
    copyFileSync(`${source}/LICENSE`, `${wwwroot}/fonts/OFL-${name}.txt`);
    for (const subset of subsets) {
      for (const weight of weights) {
        const file = `${name}-${subset}-${weight}-normal.woff2`;
        copyFileSync(`${source}/files/${file}`, `${wwwroot}/fonts/${file}`);
        css += `@font-face { font-family: "${family}"; font-weight: ${weight}; font-display: swap; src: url("${file}") format("woff2"); unicode-range: ${ranges[subset]}; }\n`;
      }
    }
  }
  writeFileSync(`${wwwroot}/fonts/${sheet}`, css);
}
