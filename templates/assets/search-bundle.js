// The search index that Pagefind makes goes in; words, pages, filters and orders come out.
//
// Pagefind's own reader (95 KB of scripts and WebAssembly) knows no exact words of a sentence in any
// order, no OR, and no filters of all pages without loading the whole index. So the files are read
// here: pagefind.….pf_meta, index/….pf_index and filter/….pf_filter in CBOR, fragment/….pf_fragment
// in JSON, all compressed behind a signature. The format is that of Pagefind 1.5; nokgen/index
// publishes no other. A large site has a bundle for each region, named in pagefind-entry.json.

const SIGNATURE = "pagefind_dcd".length;
const [PAGES, CHUNKS, FILTERS] = [1, 2, 3]; // places in pf_meta
const ORDER = "by-"; // begins the name of a filter whose values are days or points to sort by
const PLAIN = 24; // the weight of a word outside of headings
const LAST = "\uffff"; // behind every letter

// A file of the index is not there, or does not come. The site may have been published anew since
// the entry was read: another bundle has another entry.
export class Missing extends Error {}

// All bundles of a site.
export class Library {
  // `again`: an earlier library has lost a file, so what the browser keeps is not to be trusted.
  constructor(address, language, again = false) {
    this.address = address;
    this.language = language;
    this.lost = false;
    this.again = again;
    this.known = new Map(); // file → its content, on its way or here
  }

  // [{name, folder, hash}]; empty where one bundle holds the whole site.
  async regions() {
    return (await this.#entry()).regions ?? [];
  }

  // The bundles of these regions joined; without any, the one that is asked first.
  async shelf(regions) {
    const { languages } = await this.#entry();
    const { hash } = languages[this.language] ?? Object.values(languages)[0];
    const wanted = regions.length ? regions : [{ folder: "", hash }];
    return new Shelf(
      this,
      wanted.map(({ folder, hash }) =>
        this.once(`bundle ${folder}`, () => new Bundle(this, folder && `${folder}/`, hash)),
      ),
    );
  }

  // {url, words, anchors, meta} of a page; locations count its words.
  page(page) {
    return this.once(page, async () => {
      const text = new TextDecoder().decode(await this.file(`${page}.pf_fragment`));
      const { url, content, anchors, meta } = JSON.parse(text);
      const address = new URL(`..${url}`, this.address).pathname;
      return { url: address, words: content.split(/\s+/), anchors, meta };
    });
  }

  #entry() {
    // Its name stays when the site changes, so the browser must ask whether it is still the same.
    return this.once("entry", () =>
      this.#load("pagefind-entry.json", this.again ? "reload" : "no-cache", (answer) => answer.json()),
    );
  }

  async file(name) {
    const content = await this.#load(name, this.again ? "no-cache" : "default", (answer) =>
      new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer(),
    );
    return new Uint8Array(content, SIGNATURE);
  }

  async #load(name, cache, read) {
    try {
      const answer = await fetch(new URL(name, this.address), { cache });
      if (!answer.ok) throw new Error(answer.status);
      return await read(answer);
    } catch (error) {
      this.lost = true;
      throw new Missing(`${name}: ${error.message}`, { cause: error });
    }
  }

  once(name, make) {
    if (!this.known.has(name)) this.known.set(name, make());
    return this.known.get(name);
  }
}

// Several bundles, asked as if they were one.
class Shelf {
  constructor(files, bundles) {
    this.files = files; // the library
    this.bundles = bundles;
  }

  // The pages whose index has any of the stems: Map of page → {locations, weight, share}, weight 1
  // for plain text, share 1.
  async word(stems) {
    return union(await this.#each((bundle) => bundle.word(stems)));
  }

  // The same for all stems that begin so.
  async beginning(start) {
    return union(await this.#each((bundle) => bundle.beginning(start)));
  }

  // The stems that begin so.
  async stems(start) {
    return [...new Set((await this.#each((bundle) => bundle.stems(start))).flat())];
  }

  page(page) {
    return this.files.page(page);
  }

  // Region → set of its pages.
  async regions() {
    const tables = await this.#each((bundle) => bundle.filter("region"));
    return union(tables.filter(Boolean));
  }

  // {facets: filter → value → set of pages, orders: key → page → place, ascending}. The region is no
  // filter where there is a bundle for each.
  tables() {
    this.joined ??= this.#tables();
    return this.joined;
  }

  async #tables() {
    const [facets, orders] = [new Map(), new Map()];
    for (const table of await this.#each((bundle) => bundle.filters())) {
      for (const [name, values] of table) {
        if (!facets.has(name)) facets.set(name, new Map());
        for (const [value, pages] of values) {
          const known = facets.get(name).get(value) ?? [];
          facets.get(name).set(value, new Set([...known, ...pages]));
        }
      }
    }
    for (const name of [...facets.keys()].filter((each) => each.startsWith(ORDER))) {
      const values = [...facets.get(name)].sort(([a], [b]) => (a < b ? -1 : 1));
      const places = values.flatMap(([, pages], place) => [...pages].map((page) => [page, place]));
      orders.set(name.slice(ORDER.length), new Map(places));
      facets.delete(name);
    }
    if ((await this.files.regions()).length) facets.delete("region");
    return { facets, orders };
  }

  #each(ask) {
    return Promise.all(this.bundles.map(ask));
  }
}

// A page is in one bundle only.
function union(maps) {
  return maps.length === 1 ? maps[0] : new Map(maps.flatMap((map) => [...map]));
}

class Bundle {
  constructor(files, folder, hash) {
    this.files = files; // the library
    this.folder = folder;
    this.hash = hash;
  }

  async word(stems) {
    const all = [...stems];
    const chunks = await Promise.all(all.map((stem) => this.#chunks(stem, stem)));
    return this.#places(all.map((stem, n) => [chunks[n], [stem]]));
  }

  async beginning(start) {
    const chunks = await this.#chunks(start, start + LAST);
    return this.#places(chunks.map((chunk) => [[chunk], chunk.stems(start)]));
  }

  async stems(start) {
    const chunks = await this.#chunks(start, start + LAST);
    return chunks.flatMap((chunk) => chunk.stems(start));
  }

  // Filter → value → set of pages.
  async filters() {
    const names = (await this.meta())[FILTERS].map(([name]) => name);
    return new Map(await Promise.all(names.map(async (name) => [name, await this.filter(name)])));
  }

  // Value → set of pages; undefined if no page has such a filter.
  filter(wanted) {
    return this.files.once(`filter ${this.folder}${wanted}`, async () => {
      const [meta, pages] = [await this.meta(), await this.#pages()];
      const [, file] = meta[FILTERS].find(([name]) => name === wanted) ?? [];
      if (!file) return undefined;
      const [, values] = new Reader(await this.#file(`filter/${file}.pf_filter`)).item();
      return new Map(values.map(([value, set]) => [value, new Set(set.map((n) => pages[n]))]));
    });
  }

  // What is needed before the first word.
  meta() {
    return this.files.once(`meta ${this.folder}`, async () =>
      new Reader(await this.#file(`pagefind.${this.hash}.pf_meta`)).item(),
    );
  }

  // A page is named by the file of its words, so that no two bundles have the same.
  #pages() {
    return this.files.once(`pages ${this.folder}`, async () =>
      (await this.meta())[PAGES].map(([page]) => `${this.folder}fragment/${page}`),
    );
  }

  async #places(wanted) {
    const pages = await this.#pages();
    const found = new Map();
    for (const [chunks, stems] of wanted) {
      for (const chunk of chunks) for (const stem of stems) chunk.add(stem, pages, found);
    }
    return found;
  }

  // All chunks of the index from one word to another.
  async #chunks(from, to) {
    // The bounds of a chunk are cut to the letters that tell it from its neighbours.
    const chunks = (await this.meta())[CHUNKS].filter(
      ([first, last]) => first <= to && from <= last + LAST,
    );
    return Promise.all(chunks.map(([, , hash]) => this.#chunk(hash)));
  }

  #chunk(hash) {
    return this.files.once(`chunk ${this.folder}${hash}`, async () =>
      new Chunk(await this.#file(`index/${hash}.pf_index`)),
    );
  }

  #file(name) {
    return this.files.file(`${this.folder}${name}`);
  }
}

// A part of the words of the index, in which each is read only when somebody asks for it.
class Chunk {
  constructor(bytes) {
    this.bytes = bytes;
    this.starts = new Map(); // stem → where its pages begin
    const reader = new Reader(bytes);
    reader.list();
    for (let left = reader.list(); left > 0; left -= 1) {
      const parts = reader.list();
      this.starts.set(reader.text(), reader.at);
      reader.skip(parts - 1);
    }
  }

  stems(start) {
    return [...this.starts.keys()].filter((stem) => stem.startsWith(start));
  }

  add(stem, pages, found) {
    const start = this.starts.get(stem);
    if (start === undefined) return;
    const reader = new Reader(this.bytes, start);
    addPlaces(reader, pages, found);
    // Words with marks above their letters (й, ё) are kept apart below the same stem.
    for (let left = reader.list(); left > 0; left -= 1) {
      reader.list();
      reader.text();
      addPlaces(reader, pages, found);
    }
  }
}

// Pages and locations are written as steps from the one before; a number below zero is a new weight.
function addPlaces(reader, pages, found) {
  let page = 0;
  for (let left = reader.list(); left > 0; left -= 1) {
    reader.list();
    page += reader.number();
    const known = found.get(pages[page]) ?? { locations: [], weight: 1, share: 1 };
    let [weight, at] = [PLAIN, 0];
    for (let numbers = reader.list(); numbers > 0; numbers -= 1) {
      const number = reader.number();
      if (number < 0) {
        [weight, at] = [-number - 1, 0];
      } else {
        at += number;
        known.locations.push(at);
        known.weight = Math.max(known.weight, weight / PLAIN);
      }
    }
    const inMeta = reader.list();
    reader.skip(inMeta);
    if (!known.locations.length && inMeta) known.locations.push(-1); // only in the title
    if (known.locations.length) found.set(pages[page], known);
  }
}

// What of CBOR (RFC 8949) these files use: whole numbers of either sign, texts and lists of known length.
const [NUMBER, BELOW, TEXT, LIST] = [0, 1, 3, 4];
const SHORT = 24; // below it, a number is its own byte
const DECODER = new TextDecoder();

class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset);
    this.at = at;
    this.kind = NUMBER; // of what #head has read
  }

  // The length of a list, whose items follow.
  list() {
    return this.#expected(this.#head(), LIST);
  }

  number() {
    const value = this.#head();
    return this.kind === BELOW ? -1 - value : this.#expected(value, NUMBER);
  }

  text() {
    return this.#letters(this.#expected(this.#head(), TEXT));
  }

  item() {
    const value = this.#head();
    if (this.kind === TEXT) return this.#letters(value);
    if (this.kind === LIST) return Array.from({ length: value }, () => this.item());
    return this.kind === BELOW ? -1 - value : this.#expected(value, NUMBER);
  }

  // Pass over a number of items with all that is in them. Nearly all are numbers in one byte.
  skip(items) {
    for (let left = items; left > 0; left -= 1) {
      if (this.bytes[this.at] < SHORT) {
        this.at += 1;
        continue;
      }
      const value = this.#head();
      if (this.kind === LIST) left += value;
      else if (this.kind === TEXT) this.at += value;
      else if (this.kind !== BELOW) this.#expected(value, NUMBER);
    }
  }

  #head() {
    const first = this.bytes[this.at];
    this.at += 1;
    this.kind = first >> 5;
    const short = first & 31;
    if (short < SHORT) return short;
    const size = 2 ** (short - 24);
    const start = this.at;
    this.at += size;
    if (size === 1) return this.bytes[start];
    return size === 2 ? this.view.getUint16(start) : this.view.getUint32(start);
  }

  #letters(length) {
    this.at += length;
    return DECODER.decode(this.bytes.subarray(this.at - length, this.at));
  }

  #expected(value, kind) {
    if (this.kind !== kind) throw new Error(`type ${this.kind} instead of ${kind} in the index`);
    return value;
  }
}
