// The form for editors: the settings that nokgen wrote go in, Sveltia CMS is started with them.
//
// Values stay the texts that people typed, as nokgen itself reads them: `1.10` does not become 1.1,
// and an INN keeps its zeros. Sveltia joins keys by dots, so a key like `1.1` is shown to it as `1_1`.

import CMS from "@sveltia/cms";
import { parse, stringify } from "yaml";

const HEAD = /^---\n(?<head>.*?)\n?---(?:\n(?<body>.*))?$/su;

function renamed(value, name) {
  if (Array.isArray(value)) return value.map((item) => renamed(item, name));
  if (value === null || typeof value !== "object") return value;
  const pairs = Object.entries(value).map(([key, item]) => [name(key), renamed(item, name)]);
  return Object.fromEntries(pairs);
}

/** The same without what was left empty; undefined when nothing is left. */
function filled(value) {
  if (Array.isArray(value)) {
    const items = value.map(filled).filter((item) => item !== undefined);
    return items.length ? items : undefined;
  }
  if (value !== null && typeof value === "object") {
    const pairs = Object.entries(value).map(([key, item]) => [key, filled(item)]);
    const kept = pairs.filter(([, item]) => item !== undefined);
    return kept.length ? Object.fromEntries(kept) : undefined;
  }
  return value === null || String(value).trim() === "" ? undefined : value;
}

function read(text) {
  return renamed(parse(text, { schema: "failsafe" }) ?? {}, (key) => key.replaceAll(".", "_"));
}

function write(value) {
  const whole = renamed(filled(value) ?? {}, (key) => key.replace(/^(\d)_(\d)$/u, "$1.$2"));
  return stringify(whole, { lineWidth: 0 });
}

function readPage(text) {
  const { head, body } = HEAD.exec(text)?.groups ?? { head: "", body: text };
  return { ...read(head), body: body ?? "" };
}

function writePage({ body, ...head }) {
  return `---\n${write(head)}---\n\n${(body ?? "").trim()}\n`;
}

/** Each form stands once in the settings, though every municipality has it. */
function expanded({ config, forms }) {
  const withFields = (part) => (part.fields ? { ...part, fields: forms[part.fields] } : part);
  const collections = config.collections.map((collection) =>
    collection.files
      ? { ...collection, files: collection.files.map(withFields) }
      : withFields(collection),
  );
  return { ...config, collections, load_config_file: false };
}

/** The language of the site, until the person chooses another in the settings of the form. */
function preferLanguage(language) {
  const key = "sveltia-cms.prefs";
  if (localStorage.getItem(key) === null) {
    localStorage.setItem(key, JSON.stringify({ locale: language }));
  }
}

const settings = await (await fetch(new URL("config.json", document.baseURI))).json();
if (settings.language !== "en") preferLanguage(settings.language);
CMS.registerCustomFormat("record", "yaml", { fromFile: read, toFile: write });
CMS.registerCustomFormat("page-frontmatter", "md", { fromFile: readPage, toFile: writePage });
CMS.init({ config: expanded(settings) });
