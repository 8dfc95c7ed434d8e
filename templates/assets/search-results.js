// A page of the index and the places of the words go in, an entry of the list of results comes out.

const AROUND = 28; // words of an excerpt
const BEFORE = 6; // of them before the first word that was looked for
const MEASURES = 5;

export function text(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function element(tag, className = "", ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

// `say` are the patterns of the page for what stands inside a result.
export function drawHit(page, places, say) {
  const { words } = page;
  const all = sections(page, words.length, places);
  const title = page.meta.title;
  const hit = element("li", "", linked("h2", title, page.url));
  const about = [page.meta.kind, page.meta.place].filter(Boolean).join(" · ");
  if (about) hit.append(element("p", "over", about));
  const [opening, ...parts] = all;
  const found = best(parts);
  if (opening.places.length || !found.length) hit.append(excerpt(words, opening));
  if (found.length) {
    const list = element("ul", "inside");
    list.setAttribute("aria-label", text(say.inside, { title }));
    for (const part of found.slice(0, MEASURES)) {
      const item = linked("li", marked(part), `${page.url}#${part.id}`);
      item.append(excerpt(words, part));
      list.append(item);
    }
    const left = found.length - MEASURES;
    if (left > 0) list.append(linked("li", text(say.remaining, { n: left }), page.url));
    hit.append(list);
  }
  return hit;
}

function linked(tag, title, url) {
  const link = element("a", "", ...[title].flat());
  link.href = url;
  return element(tag, "", link);
}

// The page divided at its headings that have an id: a measure is such a part.
function sections(page, length, places) {
  const anchors = page.anchors
    .filter(({ element, text }) => /^h\d$/i.test(element) && text?.trim())
    .sort((a, b) => a.location - b.location);
  const starts = [{ id: "", text: "", location: 0 }, ...anchors];
  return starts.map(({ id, text, location }, n) => {
    const until = starts[n + 1]?.location ?? length;
    const inside = places.filter((p) => p.location >= location && p.location < until);
    const title = text.trim().split(/\s+/).filter(Boolean);
    return { id, title, from: location, until, places: inside };
  });
}

function marked({ title, from, places }) {
  const found = new Set(places.map(({ location }) => location - from));
  return title.flatMap((word, n) => {
    const shown = found.has(n) ? element("mark", "", word) : word;
    return n ? [" ", shown] : [shown];
  });
}

// The parts that have most of the words, in the order of the page.
function best(parts) {
  const kinds = parts.map(({ places }) => new Set(places.map(({ unit }) => unit)).size);
  const most = Math.max(0, ...kinds);
  return most ? parts.filter((_, n) => kinds[n] === most) : [];
}

// What follows the heading of a part, where most of the words stand.
function excerpt(words, { title, from, until, places }) {
  const first = Math.min(from + title.length, until);
  const found = new Set(places.map(({ location }) => location));
  const after = [...found].filter((location) => location >= first).sort((a, b) => a - b);
  const start = densest(after, first, until);
  const end = Math.min(until, start + AROUND);
  const line = element("p", "hint");
  if (start > first) line.append("… ");
  for (let n = start; n < end; n += 1) {
    line.append(found.has(n) ? element("mark", "", words[n]) : words[n], " ");
  }
  if (end < until) line.append("…");
  return line;
}

function densest(locations, from, until) {
  let [start, most] = [from, 0];
  for (const [n, location] of locations.entries()) {
    const first = Math.max(from, location - BEFORE);
    const number = locations.slice(n).filter((other) => other < first + AROUND).length;
    if (number > most) [start, most] = [first, number];
  }
  return Math.max(from, Math.min(start, until - AROUND));
}
