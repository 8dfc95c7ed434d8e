// `node build.mjs FOLDER`: one script comes out there, with its fonts, its licences, its schema, and
// the part of it that reads and writes files.
//
// What the form never asks for stays away: maps, pictures, code, other languages. So does every way
// to fetch it from a third party.

import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";

import { build } from "esbuild";

const out = process.argv[2];
const cms = "node_modules/@sveltia/cms";
const UNUSED = new RegExp(
  [
    "^@shikijs/(?:langs|themes)/",
    "^(?:exifr|immutable|leaflet|svgo|terra-draw|terra-draw-leaflet-adapter|turndown)(?:/|$)",
    "^\\./chunks/(?:heic|react|react-dom|shiki-engine|webp_enc|webp_enc_simd)-",
    "^\\.\\./locales/(?!ru\\.json$)",
  ].join("|"),
  "u",
);

const withoutUnused = {
  name: "without-unused",
  setup(made) {
    made.onResolve({ filter: /./ }, ({ path: name, kind }) =>
      kind === "dynamic-import" && UNUSED.test(name) ? { path: name, namespace: "unused" } : undefined,
    );
    made.onLoad({ filter: /./, namespace: "unused" }, () => ({ contents: "export default {};" }));
  },
};

// What would ask a third party by itself asks nobody: the fonts stand beside the script; news of new
// versions and of the health of hosts are not for editors.
const FAR = [
  [/url\(https:\/\/cdn\.jsdelivr\.net[^)]*\)/gu, "none"],
  [/https:\/\/unpkg\.com\/@sveltia\/cms/gu, "data:,"],
  [/https:\/\/www\.githubstatus\.com\/api\/v2\/status\.json/gu, "data:,"],
  [/https:\/\/status-api\.hostedstatus\.com\/1\.0\/status\/\w+/gu, "data:,"],
];

const withoutThirdParties = {
  name: "without-third-parties",
  setup(made) {
    made.onLoad({ filter: /@sveltia\/cms\/npm\/index\.js$/ }, async ({ path: name }) => {
      const text = await readFile(name, "utf8");
      for (const [url] of FAR) if (!url.test(text)) throw new Error(`${url} is not in ${name}`);
      return { contents: FAR.reduce((left, [url, by]) => left.replaceAll(url, by), text) };
    });
  },
};

const bundled = { bundle: true, format: "esm", legalComments: "none" };
// For the tests: how files are read and written.
await build({ ...bundled, entryPoints: ["values.js"], outfile: path.join(out, "values.mjs") });
const { metafile } = await build({
  ...bundled,
  entryPoints: ["form.js"],
  outfile: path.join(out, "form.js"),
  minify: true,
  target: "es2022",
  charset: "utf8",
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [withoutUnused, withoutThirdParties],
  metafile: true,
});

await mkdir(path.join(out, "assets"), { recursive: true });
for (const name of (await readdir(`${cms}/npm/assets`)).sort()) {
  if (name.endsWith(".woff2")) await copyFile(`${cms}/npm/assets/${name}`, path.join(out, "assets", name));
}
await copyFile(`${cms}/schema/sveltia-cms.json`, path.join(out, "schema.json"));

const IS_LICENCE = /licen[cs]e/iu;
const packages = Object.keys(metafile.inputs)
  .map((name) => /^node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)\//u.exec(name)?.groups.name)
  .filter((name) => name !== undefined);
const texts = [];
for (const name of [...new Set(packages)].sort()) {
  const folder = `node_modules/${name}`;
  for (const file of (await readdir(folder)).filter((each) => IS_LICENCE.test(each)).sort()) {
    texts.push(`${name}\n\n${(await readFile(`${folder}/${file}`, "utf8")).trim()}\n`);
  }
}
for (const file of (await readdir(`${cms}/npm/assets`)).filter((each) => IS_LICENCE.test(each)).sort()) {
  texts.push(`${file}\n\n${(await readFile(`${cms}/npm/assets/${file}`, "utf8")).trim()}\n`);
}
await writeFile(path.join(out, "licences.txt"), texts.join(`\n${"-".repeat(72)}\n\n`));
