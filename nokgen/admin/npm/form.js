// The form for editors: the settings that nokgen wrote go in, Sveltia CMS is started with them.

import { read, readPage, write, writePage } from "./values.js";

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
// It looks at the language as soon as it is loaded.
const { default: CMS } = await import("@sveltia/cms");
CMS.registerCustomFormat("record", "yaml", { fromFile: read, toFile: write });
// Sveltia CMS takes only such a name for Markdown.
CMS.registerCustomFormat("page-frontmatter", "md", { fromFile: readPage, toFile: writePage });
CMS.init({ config: expanded(settings) });
