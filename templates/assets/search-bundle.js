// The search index that Pagefind makes goes in; words, pages, filters and orders come out.
//
// Pagefind's own reader (95 KB of scripts and WebAssembly) knows no exact words of a sentence in any
// order, no OR, and no filters of all pages without loading the whole index. So the files are read
// here: pagefind.….pf_meta, index/….pf_index and filter/….pf_filter in CBOR, fragment/….pf_fragment
// in JSON, all compressed behind a signature. The format is that of Pagefind 1.5, to which
// pyproject.toml holds it.

const SIGNATURE = "pagefind_dcd".length;
const [PAGES, CHUNKS, FILTERS, ORDERS] = [1, 2, 3, 4]; // places in pf_meta
const PLAIN = 24; // the weight of a word outside of headings
const LAST = "\uffff"; // behind every letter

export class Bundle {
  constructor(address, language) {
    this.address = address;
    this.language = language;
    this.known = new Map(); // file → its content, on its way or here
  }

  // The pages whose index has the stem: Map of page → {locations, weight}, 1 for plain text.
  async word(stem) {
    const words = await this.#words(stem, stem);
    return places([words.get(stem) ?? []], await this.#pages());
  }

  // The same for all stems that begin so.
  async beginning(start) {
    const words = [...(await this.#words(start, start + LAST))];
    const found = words.filter(([stem]) => stem.startsWith(start)).map(([, lists]) => lists);
    return places(found, await this.#pages());
  }

  // The stems that begin so.
  async stems(start) {
    const words = await this.#words(start, start + LAST);
    return [...words.keys()].filter((stem) => stem.startsWith(start));
  }

  // {url, words, anchors, meta} of a page; locations count its words.
  page(page) {
    return this.#once(page, async () => {
      const text = new TextDecoder().decode(await this.#file(`fragment/${page}.pf_fragment`));
      const { url, content, anchors, meta } = JSON.parse(text);
      const address = new URL(`..${url}`, this.address).pathname;
      return { url: address, words: content.split(/\s+/), anchors, meta };
    });
  }

  // {facets: filter → value → set of pages, orders: key → page → place, ascending}.
  tables() {
    return this.#once("tables", async () => {
      const [meta, pages] = [await this.meta(), await this.#pages()];
      const facets = meta[FILTERS].map(async ([, file]) => {
        const [name, values] = decoded(await this.#file(`filter/${file}.pf_filter`));
        const sets = values.map(([value, set]) => [value, new Set(set.map((n) => pages[n]))]);
        return [name, new Map(sets)];
      });
      const orders = meta[ORDERS].map(([key, list]) => [
        key,
        new Map(list.map((n, place) => [pages[n], place])),
      ]);
      return { facets: new Map(await Promise.all(facets)), orders: new Map(orders) };
    });
  }

  // What is needed before the first word.
  meta() {
    return this.#once("meta", async () => {
      // Its name stays when the site changes, so the browser must ask whether it is still the same.
      const entry = await fetch(new URL("pagefind-entry.json", this.address), { cache: "no-cache" });
      if (!entry.ok) throw new Error(`${entry.url}: ${entry.status}`);
      const { languages } = await entry.json();
      const { hash } = languages[this.language] ?? Object.values(languages)[0];
      return decoded(await this.#file(`pagefind.${hash}.pf_meta`));
    });
  }

  async #pages() {
    return (await this.meta())[PAGES].map(([page]) => page);
  }

  // Stem → its lists of pages, of all chunks of the index from one word to another.
  async #words(from, to) {
    // The bounds of a chunk are cut to the letters that tell it from its neighbours.
    const chunks = (await this.meta())[CHUNKS].filter(
      ([first, last]) => first <= to && from <= last + LAST,
    );
    const maps = await Promise.all(chunks.map(([, , hash]) => this.#chunk(hash)));
    return maps.length === 1 ? maps[0] : new Map(maps.flatMap((map) => [...map]));
  }

  #chunk(hash) {
    return this.#once(`chunk ${hash}`, async () => {
      const [words] = decoded(await this.#file(`index/${hash}.pf_index`));
      // Words with marks above their letters (й, ё) are kept apart below the same stem.
      return new Map(
        words.map(([stem, pages, marked]) => [stem, [pages, ...marked.map(([, list]) => list)]]),
      );
    });
  }

  async #file(name) {
    const answer = await fetch(new URL(name, this.address));
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    const whole = answer.body.pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(whole).arrayBuffer()).subarray(SIGNATURE);
  }

  #once(name, make) {
    if (!this.known.has(name)) this.known.set(name, make());
    return this.known.get(name);
  }
}

// Pages and locations are written as steps from the one before; a number below zero is a new weight.
function places(words, pages) {
  const found = new Map();
  for (const list of words.flat()) {
    let page = 0;
    for (const [step, numbers, inMeta] of list) {
      page += step;
      let [weight, at] = [PLAIN, 0];
      const known = found.get(pages[page]) ?? { locations: [], weight: 0 };
      for (const number of numbers) {
        if (number < 0) {
          [weight, at] = [-number - 1, 0];
        } else {
          at += number;
          known.locations.push(at);
          known.weight = Math.max(known.weight, weight / PLAIN);
        }
      }
      if (!known.locations.length && inMeta.length) known.locations.push(-1); // only in the title
      if (known.locations.length) found.set(pages[page], known);
    }
  }
  return found;
}

// What of CBOR (RFC 8949) these files use: whole numbers of either sign, texts and lists of known length.
function decoded(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const text = new TextDecoder();
  let at = 0;

  function number(short) {
    if (short < 24) return short;
    const size = 2 ** (short - 24);
    at += size;
    if (size === 1) return view.getUint8(at - size);
    return size === 2 ? view.getUint16(at - size) : view.getUint32(at - size);
  }

  function item() {
    const first = view.getUint8(at);
    at += 1;
    const value = number(first & 31);
    switch (first >> 5) {
      case 0:
        return value;
      case 1:
        return -1 - value;
      case 3:
        at += value;
        return text.decode(bytes.subarray(at - value, at));
      case 4:
        return Array.from({ length: value }, item);
      default:
        throw new Error(`unknown type ${first >> 5} in the index`);
    }
  }

  return item();
}
