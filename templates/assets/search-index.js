// Units of a query go in, the pages that have them all come out, with the places of the words.
//
// A word is looked up whole, in all its forms, not by its beginning; forms and synonyms are joined
// by OR, units by AND, the words of a phrase by their places.

import { Library, Missing } from "./search-bundle.js";
import { plain, stem } from "./search-stem.js";
import { distance, stems } from "./search-words.js";

const SYNONYM = 0.6; // what a synonym counts against the word itself
const SHORTEST = 3; // letters by which a better spelling is looked for
const FEW = 3; // regions that are searched because a query names places in them

export { Missing };

// `again`: instead of a library that has lost a file.
export function libraryAt(root, again = false) {
  const address = new URL(`${root}pagefind/`, document.baseURI);
  return new Library(address, document.documentElement.lang, again);
}

export class Index {
  constructor(bundle) {
    this.bundle = bundle;
  }

  // Pages that have every unit: Map of page → score; and the pages of each unit by itself, with
  // `used` saying which of its choices any page has.
  async find(units) {
    const parts = await Promise.all(units.map((unit) => this.#unit(unit)));
    return { parts, pages: joined(parts) };
  }

  // The names of the few regions of the places that a query names; empty if it names none, or many.
  async regionsOf(parts) {
    const regions = await this.bundle.regions();
    let found = [];
    for (const part of parts) {
      const named = [...regions].filter(([, pages]) => [...part.keys()].some((page) => pages.has(page)));
      const names = named.map(([name]) => name);
      const both = found.filter((name) => names.includes(name));
      if (both.length) found = both;
      else if (!found.length || (names.length && names.length < found.length)) found = names;
    }
    return found.length <= FEW ? found : [];
  }

  // The word of the site's texts that is nearest to a misspelt one; empty if none is near.
  async nearest(word) {
    const text = stem(word);
    const known = await this.bundle.stems(text.slice(0, SHORTEST));
    const near = nearestOf(text, known);
    if (!near) return "";
    const [[page, { locations }]] = await this.bundle.word([near]);
    const { words } = await this.bundle.page(page);
    const parts = words[locations[0]]?.match(/[\p{L}\p{N}]+/gu) ?? [];
    return parts.find((part) => stem(part) === near)?.toLowerCase() ?? "";
  }

  async #unit({ choices }) {
    const all = await Promise.all(choices.map((choice) => this.#choice(choice)));
    const [found, ...others] = all;
    for (const pages of others) add(found, pages, SYNONYM);
    found.used = all.map((pages) => pages.size > 0);
    // Somebody is still typing the word.
    if (!found.size && choices[0].length === 1) {
      add(found, await this.bundle.beginning(plain(choices[0][0])), 1);
    }
    return found;
  }

  // Pages where the words follow each other → the places of all of them.
  async #choice(choice) {
    const words = [];
    for (const word of choice) {
      const pages = await this.#word(word);
      if (!pages.size) return pages; // the rest need not be loaded
      words.push(pages);
    }
    const [first, ...rest] = words;
    if (!rest.length) return first;
    const pages = new Map();
    for (const [page, { locations, weight }] of first) {
      let chains = locations.map((location) => [location]);
      for (const next of rest) chains = longer(chains, next.get(page)?.locations);
      if (chains.length) pages.set(page, { locations: chains.flat(), weight });
    }
    return pages;
  }

  #word(word) {
    return this.bundle.word(stems(word));
  }
}

function add(found, pages, share) {
  for (const [page, { locations, weight }] of pages) {
    const known = found.get(page) ?? { locations: [], weight: 0, share: 0 };
    known.locations.push(...locations);
    known.weight = Math.max(known.weight, weight);
    known.share = Math.max(known.share, share);
    found.set(page, known);
  }
}

// Parts of a compound word stand at one place.
function longer(chains, locations = []) {
  const known = new Set(locations);
  return chains.flatMap((chain) =>
    [chain.at(-1) + 1, chain.at(-1)].filter((at) => known.has(at)).map((at) => [...chain, at]).slice(0, 1),
  );
}

// Rare words count for more, and so do words of headings and words that stand together.
export function joined(parts) {
  const pages = new Map();
  const [first, ...rest] = parts;
  if (!first) return pages;
  const rarity = parts.map((part) => 1 / Math.log(2 + part.size));
  for (const page of first.keys()) {
    if (!rest.every((part) => part.has(page))) continue;
    let score = 0;
    let before = new Set();
    parts.forEach((part, unit) => {
      const { locations, weight, share } = part.get(page);
      const number = locations.length;
      const together = before.size && locations.some((at) => before.has(at - 1)) ? 1 : 0;
      score += rarity[unit] * share * (number / (number + 1.5) + Math.log2(weight) / 2 + together);
      if (rest.length) before = new Set(locations);
    });
    pages.set(page, score);
  }
  return pages;
}

// Where the words of a query stand on a page.
export function placesOf(page, parts) {
  return parts.flatMap((part, unit) =>
    (part.get(page)?.locations ?? []).map((location) => ({ unit, location })),
  );
}

function nearestOf(text, words) {
  const limit = text.length > 5 ? 2 : 1;
  const ranked = words
    .map((word) => [distance(text, word), word])
    .filter(([far]) => far > 0 && far <= limit)
    .sort(([a, one], [b, other]) => a - b || one.localeCompare(other, "ru"));
  return ranked[0]?.[1] ?? "";
}
