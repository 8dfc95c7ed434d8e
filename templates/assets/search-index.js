// Units of a query go in, the pages that have them all come out, with the places of the words.
//
// The only door to Pagefind. It is asked for one word form at a time, so that a word matches whole,
// not by its beginning; forms, synonyms, filters, counts and orders are put together here.

import { readPage, readTables } from "./search-bundle.js";
import { plain, stem } from "./search-stem.js";
import { distance, forms } from "./search-words.js";

const TITLE = 12; // a word as near to the start of a page stands in its heading
const SYNONYM = 0.6; // what a synonym counts against the word itself
const LOOK_INTO = 8; // pages that are read for a better spelling

export class Index {
  constructor(root) {
    this.bundle = new URL(`${root}pagefind/`, document.baseURI);
    this.known = new Map(); // what was asked → its answer
  }

  // Start Pagefind, which is the heaviest part: before the first word is asked for.
  warm() {
    return this.#once("engine", async () => {
      const pagefind = await import(new URL("pagefind.js", this.bundle));
      await pagefind.init();
      return pagefind;
    });
  }

  // Pages that have every unit: Map of page → {score, places: [{unit, location}]}; and the pages
  // of each unit by itself, with `used` saying which of its choices any page has.
  async find(units) {
    const parts = await Promise.all(units.map((unit) => this.#unit(unit)));
    return { parts, pages: joined(parts) };
  }

  // The address, the words, the headings and the title of a page.
  read(page) {
    return this.#once(`page ${page}`, () => readPage(this.bundle, page));
  }

  // The filters and orders of all pages.
  tables() {
    return this.#once("tables", () => readTables(this.bundle, document.documentElement.lang));
  }

  // The word of the site's texts that is nearest to a misspelt one; empty if none is near.
  async nearest(word) {
    const text = plain(word);
    const least = Math.max(3, Math.floor(text.length / 2));
    for (let length = text.length - 1; length >= least; length -= 1) {
      const start = text.slice(0, length);
      const { results } = await this.#ask(start);
      const best = nearestOf(text, await this.#words(results.slice(0, LOOK_INTO), start));
      if (best) return best;
    }
    return "";
  }

  async #words(results, start) {
    const found = new Set();
    for (const { id, words: locations } of results) {
      const { words } = await this.read(id);
      for (const location of locations) {
        for (const word of words[location]?.match(/[\p{L}\p{N}]+/gu) ?? []) {
          if (plain(word).startsWith(start)) found.add(word.toLowerCase());
        }
      }
    }
    return found;
  }

  async #unit({ choices }) {
    const found = new Map();
    const all = await Promise.all(choices.map((choice) => this.#choice(choice)));
    all.forEach((places, n) => add(found, places, n ? SYNONYM : 1));
    found.used = all.map((places) => places.size > 0);
    if (!found.size && choices[0].length === 1) add(found, await this.#begun(choices[0][0]), 1);
    return found;
  }

  // Pages where the words follow each other → the places of all of them.
  async #choice(choice) {
    const [first, ...rest] = await Promise.all(choice.map((word) => this.#word(word)));
    let chains = new Map([...first].map(([page, places]) => [page, places.map((p) => [p])]));
    for (const next of rest) {
      chains = new Map(
        [...chains]
          .map(([page, rows]) => [page, longer(rows, next.get(page))])
          .filter(([, rows]) => rows.length),
      );
    }
    return new Map([...chains].map(([page, rows]) => [page, rows.flat()]));
  }

  #word(word) {
    return this.#once(`word ${plain(word)}`, async () => {
      const found = new Map();
      const answers = await Promise.all(forms(word).map((form) => this.#ask(`"${form}"`)));
      for (const { results } of answers) {
        for (const { id, words } of results) found.set(id, [...(found.get(id) ?? []), ...words]);
      }
      return found;
    });
  }

  // Pages with words that begin so: somebody is still typing.
  #begun(word) {
    return this.#once(`begun ${plain(word)}`, async () => {
      const { results } = await this.#ask(word);
      // A word that nothing begins with is taken by Pagefind for a shorter one: план for планета.
      const [first] = results;
      const text = first && plain((await this.read(first.id)).words[first.words[0]] ?? "");
      if (!text?.includes(stem(word))) return new Map();
      return new Map(results.map(({ id, words }) => [id, words]));
    });
  }

  async #ask(query) {
    const pagefind = await this.warm();
    return pagefind.search(query);
  }

  #once(name, ask) {
    if (!this.known.has(name)) this.known.set(name, ask());
    return this.known.get(name);
  }
}

function add(found, places, weight) {
  for (const [page, locations] of places) {
    const known = found.get(page);
    if (known) known.locations.push(...locations);
    else found.set(page, { weight, locations: [...locations] });
  }
}

// Parts of a compound word stand at one place.
function longer(rows, places = []) {
  const known = new Set(places);
  return rows.flatMap((row) =>
    [row.at(-1) + 1, row.at(-1)].filter((p) => known.has(p)).map((p) => [...row, p]).slice(0, 1),
  );
}

// Rare words count for more, and so do words of the heading and words that stand together.
export function joined(parts) {
  const pages = new Map();
  if (!parts.length) return pages;
  const rarity = parts.map((part) => 1 / Math.log(2 + part.size));
  for (const page of parts[0].keys()) {
    if (!parts.every((part) => part.has(page))) continue;
    let score = 0;
    let before = new Set();
    const places = [];
    parts.forEach((part, unit) => {
      const { weight, locations } = part.get(page);
      const number = locations.length;
      const inTitle = Math.min(...locations) < TITLE ? 1 : 0;
      const together = locations.some((location) => before.has(location - 1)) ? 1 : 0;
      score += rarity[unit] * weight * (number / (number + 1.5) + inTitle + together);
      places.push(...locations.map((location) => ({ unit, location })));
      before = new Set(locations);
    });
    pages.set(page, { score, places });
  }
  return pages;
}

function nearestOf(text, words) {
  const limit = text.length > 5 ? 2 : 1;
  const ranked = [...words]
    .map((word) => [distance(text, plain(word)), word])
    .filter(([far]) => far > 0 && far <= limit)
    .sort(([a, one], [b, other]) => a - b || one.localeCompare(other, "ru"));
  return ranked[0]?.[1] ?? "";
}
