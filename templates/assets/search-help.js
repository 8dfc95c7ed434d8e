// A query that found nothing goes in; buttons that would find something come out.

import { joined } from "./search-index.js";
import { element, text } from "./search-results.js";
import { retyped, units } from "./search-words.js";

export async function drawHelp(list, state) {
  const { index, asked, parts, facets, filters, query, synonyms, say, go, late } = state;
  const passes = (page, without) =>
    Object.entries(filters).every(
      ([name, values]) =>
        name === without || values.some((value) => facets.get(name)?.get(value)?.has(page)),
    );
  const count = (pages, without) => [...pages.keys()].filter((page) => passes(page, without)).length;
  const offers = [];
  const offer = (pattern, values, wish, number) => {
    if (number) offers.push({ label: text(pattern, { ...values, n: number }), wish, number });
  };

  for (const better of await spellings(index, asked, parts, query)) {
    const { pages } = await index.find(units(better, synonyms));
    offer(say.perhaps, { query: better }, { query: better }, count(pages));
  }
  const pages = joined(parts);
  for (const name of Object.keys(filters)) {
    const label = list.ownerDocument.querySelector(`[data-filter="${name}"] legend`)?.textContent;
    if (label) offer(say.withoutFilter, { name: label }, { without: [name] }, count(pages, name));
  }
  if (asked.length > 1) {
    asked.forEach((unit, n) => {
      const rest = asked.filter((_, other) => other !== n).map((other) => other.text).join(" ");
      const left = joined(parts.filter((_, other) => other !== n));
      offer(say.withoutWord, { word: unit.text }, { query: rest }, count(left));
    });
  }
  if (late()) return;
  list.replaceChildren(
    ...offers.map(({ label, wish }) => {
      const button = element("button", "button quiet", label);
      button.type = "button";
      button.addEventListener("click", () => go(wish));
      return element("li", "", button);
    }),
  );
  list.hidden = !offers.length;
}

// The query as it may have been meant: in the other keyboard, or with words of the site.
async function spellings(index, asked, parts, query) {
  const found = /[a-z]/i.test(query) ? [retyped(query)] : [];
  let [better, changed] = [query, false];
  for (const [n, unit] of asked.entries()) {
    if (parts[n].size || unit.choices[0].length > 1 || unit.text.length < 4) continue;
    const word = await index.nearest(unit.text);
    if (word) [better, changed] = [better.replace(unit.text, word), true];
  }
  return changed ? [...found, better] : found;
}
