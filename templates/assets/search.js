// The search page: the words and filters of the address go in, pages and measures come out.
// Texts for people come from data attributes of the page, in the language of the site.

const page = document.getElementById("search");
const part = (name) => document.getElementById(`search-${name}`);
const [form, choices, found, results, more] =
  ["form", "choices", "found", "results", "more"].map(part);
const field = part("q");
const say = page.dataset;

const STEP = 10;
const MEASURES = 5;
const plural = new Intl.PluralRules(document.documentElement.lang);
// Pagefind 1.5 turns «й» into «и» before it finds stems, so that adjectives lose their forms.
// Without the ending, the rest of the word finds all of them, since words match by their start.
const ADJECTIVE =
  /(?:[иы]ми|[ео]го|[ео]му|[ыи]й|[ое]й|[ая]я|[ое]е|[ыи]е|[ыи]м|[ое]м|[ыи]х|[ую]ю)$/;

let engine;
let hits = [];
let shown = 0;
let turn = 0;

export function trimmed(query) {
  return query
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[а-я]+/g, (word) => {
      const stem = word.replace(ADJECTIVE, "");
      return stem.length >= 4 ? stem : word;
    });
}

function text(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function element(tag, className = "", ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

// --- The address: ?q=words&region=one&region=another

function read() {
  const address = new URLSearchParams(location.search);
  const filters = {};
  for (const [name, value] of address) {
    if (name !== "q" && value) (filters[name] ??= []).push(value);
  }
  return { query: (address.get("q") ?? "").trim(), filters };
}

function write() {
  const address = new URLSearchParams();
  if (field.value.trim()) address.set("q", field.value.trim());
  for (const box of choices.querySelectorAll("input:checked")) {
    address.append(box.name, box.value);
  }
  const query = address.toString() && `?${address}`;
  if (query !== location.search) history.pushState(null, "", query || location.pathname);
  return run();
}

// --- Filters

function drawFilters(counts, chosen) {
  let any = false;
  for (const set of choices.querySelectorAll("fieldset")) {
    const name = set.dataset.filter;
    const values = Object.entries(counts[name] ?? {}).sort(([a], [b]) =>
      name === "year" ? b.localeCompare(a) : a.localeCompare(b, "ru"),
    );
    const known = new Map([...set.querySelectorAll("input")].map((box) => [box.value, box]));
    for (const [value, count] of values) {
      if (!known.has(value)) {
        const box = element("input");
        Object.assign(box, { type: "checkbox", name, value });
        set.append(element("label", "", box, value, " ", element("span", "hint")));
        known.set(value, box);
      }
      const box = known.get(value);
      box.checked = (chosen[name] ?? []).includes(value);
      box.parentElement.querySelector("span").textContent = count;
      // A choice without results stays away, unless it is made already.
      box.parentElement.hidden = !count && !box.checked;
    }
    set.hidden = !values.length;
    any ||= values.length > 0;
  }
  const number = Object.values(chosen).flat().length;
  part("chosen").textContent = number ? `(${number})` : "";
  part("filters").hidden = !any;
}

// --- Results

function excerpt(html) {
  // Pagefind escapes the text of the page and adds only <mark>.
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  const line = element("p", "hint");
  for (const node of parsed.childNodes) {
    line.append(node.nodeName === "MARK" ? element("mark", "", node.textContent) : node.textContent);
  }
  return line;
}

function linked(tag, title, url) {
  const link = element("a", "", title);
  link.href = url;
  return element(tag, "", link);
}

function drawHit(data) {
  const hit = element("li", "", linked("h2", data.meta.title, data.url));
  const about = [data.meta.kind, data.meta.place].filter(Boolean).join(" · ");
  if (about) hit.append(element("p", "over", about));
  const measures = data.sub_results.filter((result) => result.url.includes("#"));
  if (!measures.length || measures.length < data.sub_results.length) {
    hit.append(excerpt((data.sub_results.find((r) => !r.url.includes("#")) ?? data).excerpt));
  }
  if (measures.length) {
    const list = element("ul", "inside");
    list.setAttribute("aria-label", text(say.inside, { title: data.meta.title }));
    for (const measure of measures.slice(0, MEASURES)) {
      const item = linked("li", measure.title, measure.url);
      item.append(excerpt(measure.excerpt));
      list.append(item);
    }
    const left = measures.length - MEASURES;
    if (left > 0) list.append(linked("li", text(say.remaining, { n: left }), data.url));
    hit.append(list);
  }
  return hit;
}

async function drawMore(mine) {
  const next = hits.slice(shown, shown + STEP);
  const data = await Promise.all(next.map((hit) => hit.data()));
  if (mine !== turn) return;
  const items = data.map(drawHit);
  results.append(...items);
  shown += items.length;
  more.hidden = shown >= hits.length;
  // Whoever asked for more goes on reading where the new part begins.
  if (shown > items.length) items[0]?.querySelector("a").focus();
}

function sentence(count, query) {
  const form = plural.select(count);
  const pattern = say[`found${form[0].toUpperCase()}${form.slice(1)}`] ?? say.foundMany;
  const number = count.toLocaleString(document.documentElement.lang);
  const what = text(pattern, { n: number });
  return query ? `${what} ${text(say.for, { query })}` : what;
}

async function run() {
  const mine = ++turn;
  const { query, filters } = read();
  field.value = query;
  const asked = query || Object.keys(filters).length;
  found.textContent = asked ? say.searching : "";
  const chosen = Object.fromEntries(
    Object.entries(filters).map(([name, values]) => [name, { any: values }]),
  );
  const all = await engine.filters();
  const answer = asked
    ? await engine.search(query ? trimmed(query) : null, { filters: chosen })
    : { results: [], filters: all };
  if (mine !== turn) return;
  drawFilters(counted(all, answer.filters), filters);
  hits = answer.results;
  shown = 0;
  results.replaceChildren();
  part("nothing").hidden = !asked || hits.length > 0;
  found.textContent = asked ? sentence(hits.length, query) : "";
  await drawMore(mine);
}

// All values that exist, with the counts of this answer.
function counted(all, answer) {
  return Object.fromEntries(
    Object.entries(all).map(([name, values]) => [
      name,
      Object.fromEntries(Object.keys(values).map((value) => [value, answer[name]?.[value] ?? 0])),
    ]),
  );
}

async function start() {
  page.hidden = false;
  field.value = read().query;
  const wide = matchMedia("(min-width: 56rem)");
  part("filters").open = wide.matches;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    write();
  });
  try {
    engine = await import(new URL(`${say.root}pagefind/pagefind.js`, document.baseURI));
    await engine.init();
    await run();
  } catch (error) {
    console.error(error);
    found.textContent = "";
    part("broken").hidden = false;
    return;
  }
  choices.addEventListener("change", write);
  part("reset").addEventListener("click", () => {
    for (const box of choices.querySelectorAll("input")) box.checked = false;
    write();
  });
  more.addEventListener("click", () => drawMore(turn));
  addEventListener("popstate", run);
}

start();
