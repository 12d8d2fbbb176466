// build.mjs [FILE]: the page as one file (without a name where it is kept). The same sources always give the same bytes.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const source = (name) => join(here, "src", name);

async function bundle(entry, plugins = []) {
  const done = await build({
    absWorkingDir: here, entryPoints: [source(entry)], bundle: true, minify: true, format: "iife", target: "es2022",
    charset: "utf8", legalComments: "none", write: false, plugins,
  });
  return done.outputFiles[0].text.trim();
}

const worker = await bundle("worker.js");
const asText = {
  name: "worker-source",
  setup(to) {
    to.onResolve({ filter: /^worker-source$/ }, () => ({ path: "worker-source", namespace: "text" }));
    to.onLoad({ filter: /.*/, namespace: "text" }, () => ({ contents: worker, loader: "text" }));
  },
};
const script = (await bundle("main.js", [asText])).replaceAll("</script", "<\\/script");
const style = readFileSync(source("style.css"), "utf8").trim();
const hash = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
const parts = { SCRIPT_HASH: hash(script), STYLE_HASH: hash(style), STYLE: style, SCRIPT: script };
const page = readFileSync(source("page.html"), "utf8").replace(/%([A-Z_]+)%/g, (_, name) => parts[name]);
writeFileSync(process.argv[2] ?? join(here, "linli-verify.html"), page);
