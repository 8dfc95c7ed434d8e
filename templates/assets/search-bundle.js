// The files of Pagefind's bundle go in; pages, filters and orders come out.
//
// Pagefind's own functions give filters and orders of all pages only with a search over all of
// them, which loads the whole index. So its small files are read here: pagefind.….pf_meta (pages,
// names of the filter files, orders) and filter/….pf_filter in CBOR, fragment/….pf_fragment in JSON,
// all compressed behind a signature. The format is that of Pagefind 1.5, to which pyproject.toml
// holds it.

const SIGNATURE = "pagefind_dcd".length;
const PAGES = 1;
const FILTERS = 3;
const ORDERS = 4;

// {facets: filter → value → set of pages, orders: key → page → place, ascending}.
export async function readTables(bundle, language) {
  const { languages } = await (await fetch(new URL("pagefind-entry.json", bundle))).json();
  const { hash } = languages[language] ?? Object.values(languages)[0];
  const meta = decoded(await read(new URL(`pagefind.${hash}.pf_meta`, bundle)));
  const pages = meta[PAGES].map(([page]) => page);
  const facets = meta[FILTERS].map(async ([, file]) => {
    const [name, values] = decoded(await read(new URL(`filter/${file}.pf_filter`, bundle)));
    const sets = values.map(([value, set]) => [value, new Set(set.map((n) => pages[n]))]);
    return [name, new Map(sets)];
  });
  const orders = meta[ORDERS].map(([key, list]) => [
    key,
    new Map(list.map((n, place) => [pages[n], place])),
  ]);
  return { facets: new Map(await Promise.all(facets)), orders: new Map(orders) };
}

// {url, words, anchors, meta} of a page; `words` are counted as the places of the index are.
export async function readPage(bundle, page) {
  const bytes = await read(new URL(`fragment/${page}.pf_fragment`, bundle));
  const { url, content, anchors, meta } = JSON.parse(new TextDecoder().decode(bytes));
  const address = new URL(`..${url}`, bundle).pathname;
  return { url: address, words: content.split(/\s+/), anchors, meta };
}

async function read(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const plain = answer.body.pipeThrough(new DecompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(plain).arrayBuffer());
  return bytes.subarray(SIGNATURE);
}

// What of CBOR (RFC 8949) these files use: whole numbers, texts and lists of known length.
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
