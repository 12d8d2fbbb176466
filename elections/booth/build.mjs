// Builds booth.html, one file that holds everything, and the scripts of the trustee's and the authority's pages.
// The same sources give the same bytes: nothing of the time, the machine or the folder goes in.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const aside = process.argv[2];
const places = { booth: aside ?? here, tools: aside ?? join(here, "..", "static", "elections", "online") };

const bundle = async (file) => {
  const { outputFiles } = await build({
    entryPoints: [join(here, "src", file)], bundle: true, write: false, minify: true, format: file.endsWith(".js") ? "iife" : undefined,
    target: "es2020", charset: "utf8", legalComments: "none", absWorkingDir: here, logLevel: "silent",
  });
  return outputFiles[0].text.trimEnd();
};

const hashOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policyOf = (script, style) =>
  `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'`;

const put = (folder, name, text) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  console.log(`${createHash("sha256").update(text).digest("hex")}  ${name}  ${Buffer.byteLength(text)}`);
};

const [script, style] = [await bundle("booth/main.js"), await bundle("booth/booth.css")];
if (/<\/(script|style)|<!--/i.test(script + style)) throw new Error("script or style would end early");
const holes = { policy: policyOf(script, style), script, style };
const page = readFileSync(join(here, "src/booth/index.html"), "utf8").replace(/\{\{(\w+)\}\}/g, (_, hole) => holes[hole]);
put(places.booth, "booth.html", page);

for (const tool of ["trustee", "authority", "station"]) put(places.tools, `${tool}.js`, `${await bundle(`${tool}/main.js`)}\n`);
put(places.tools, "tool.css", `${await bundle("tools/tool.css")}\n`);
