// The search page: the words, filters and order of the address go in, pages and measures come out.
// Texts for people come from data attributes of the page, in the language of the site.

import { drawFilters } from "./search-filters.js";
import { drawHelp } from "./search-help.js";
import { Index, Missing, libraryAt, placesOf } from "./search-index.js";
import { drawHit, text } from "./search-results.js";
import { units } from "./search-words.js";

const page = document.getElementById("search");
const part = (name) => document.getElementById(`search-${name}`);
const [form, choices, found, said, results, more] =
  ["form", "choices", "found", "said", "results", "more"].map(part);
const [field, order, where] = [part("q"), part("sort"), part("where")];
const say = page.dataset;
const synonyms = JSON.parse(say.synonyms);
const plural = new Intl.PluralRules(document.documentElement.lang);

const STEP = 10;
const TYPING = 60; // milliseconds: keys that follow faster than this are searched for together
const SILENCE = 1000; // without a key, before the number of results is read aloud
const PAUSES = [300, 900, 2700]; // before an index that has lost a file is loaded anew
// Keys of the index by which results may stand, and whether the greatest comes first.
const ORDERS = { deadline: false, date: true, score: true };
const EVERYWHERE = "all";

let library = libraryAt(say.root);
let index; // the part of it that answered
let hits = []; // pages, the first first
let parts = []; // the pages of each unit of the query
let shown = 0;
let turn = 0;
let typing = false; // whether the last entry of the history is still being typed
let lastKey = -Infinity; // when it came
let timer;
let voice;

// --- The address: ?q=words&region=one&region=another&sort=deadline; where=all on a site of regions

function read() {
  const filters = {};
  let [query, sort, all] = ["", "", false];
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name === "q") query = value.trim();
    else if (name === "sort") sort = value in ORDERS ? value : "";
    else if (name === "where") all = value === EVERYWHERE;
    else if (value) (filters[name] ??= []).push(value);
  }
  return { query, filters, sort, all };
}

function write({ live = false } = {}) {
  clearTimeout(timer);
  const address = new URLSearchParams();
  if (field.value.trim()) address.set("q", field.value.trim());
  for (const box of choices.querySelectorAll("input:checked")) {
    address.append(box.name, box.value);
  }
  if (where.value === EVERYWHERE) address.set("where", EVERYWHERE);
  else if (where.value) address.append("region", where.value);
  if (order.value) address.set("sort", order.value);
  const wanted = address.toString() && `?${address}`;
  if (wanted !== location.search) {
    // One entry for a query, not one for each letter; the empty page gets none.
    const same = live && (typing || !location.search);
    history[same ? "replaceState" : "pushState"](null, "", wanted || location.pathname);
  }
  typing = live;
  return run({ live });
}

// --- Results

// The site may be published anew while this page is open: then files are gone that the index names,
// and a new index names others.
async function run({ live = false, number = STEP } = {}) {
  const mine = ++turn;
  const wanted = read();
  if (!live) [field.value, order.value] = [wanted.query, wanted.sort];
  part("broken").hidden = true;
  for (let tries = 0; mine === turn; tries += 1) {
    try {
      if (library.lost) library = libraryAt(say.root, true);
      return await answer(mine, wanted, number);
    } catch (error) {
      if (mine !== turn) return;
      if (!(error instanceof Missing) || tries === PAUSES.length) return broken(error);
      if (wanted.query) found.textContent = say.searching;
      await pause(PAUSES[tries]);
    }
  }
}

async function answer(mine, wanted, number) {
  const { query, sort } = wanted;
  const asked = units(query, synonyms);
  const { filters, chosen, scope, parts: all, pages, ...found } = await searched(mine, wanted, asked);
  if (mine !== turn) return;
  index = found.index;
  const { bundle } = index;
  // Without a filter the first results need no table of filters; a region is a bundle of its own.
  const key = sort || (asked.length ? "" : "date");
  const filtered = Object.keys(filters).length > 0;
  const tables = filtered || key || wanted.all ? await bundle.tables() : null;
  if (mine !== turn) return;
  parts = all;
  const base = asked.length ? pages : everything(chosen ? tables.facets : null);
  hits = sorted(within(base, tables?.facets, filters), tables?.orders.get(key), ORDERS[key]);
  part("scope").textContent = scope;
  await drawHits(mine, { query, asked, chosen, scope }, number);
  if (mine !== turn) return;
  // All filters of all regions are too much to load for nothing.
  part("filters").hidden = wanted.all && !tables;
  if (part("filters").hidden) return;
  const { facets } = tables ?? (await bundle.tables());
  await painted(); // results first
  if (mine !== turn) return;
  drawFilters(part("filters"), facets, asked.length ? pages : everything(facets), filters);
  showOrders(facets);
  const late = () => mine !== turn;
  const state = { index, asked, parts, facets, filters, query, synonyms, say, go, late };
  if (!hits.length && (asked.length || chosen)) await drawHelp(part("help"), state);
}

// Where the site has a bundle for each region: those that were chosen, or those of the places that
// the query names. Otherwise the names of places answer.
async function searched(mine, { query, filters, all }, asked) {
  const regions = await library.regions();
  const open = async (names) =>
    new Index(await library.shelf(regions.filter(({ name }) => names.includes(name))));
  const result = async (index, about) => ({ ...about, index, ...(await index.find(asked)) });
  const early = (index) => {
    index.bundle.regions().catch(() => {}); // on its way while words are looked up
    return index;
  };
  const chosen = Object.keys(filters).length > 0;
  if (!regions.length) return result(await open([]), { filters, chosen, scope: "" });
  if (mine === turn) drawRegions(regions);
  const { region = [], ...others } = read().filters;
  if (mine === turn) where.value = read().all ? EVERYWHERE : (region[0] ?? "");
  const names = read().all ? regions.map(({ name }) => name) : region;
  if (names.length) return result(await open(names), { filters: others, chosen: true, scope: "" });
  const about = { filters: others, chosen: Object.keys(others).length > 0 };
  const first = await result(early(await open([])), { ...about, scope: query && say.scope });
  const implied = asked.length ? await first.index.regionsOf(first.parts) : [];
  if (!implied.length) return first;
  return result(await open(implied), { ...about, scope: text(say.shownFor, { names: implied.join(", ") }) });
}

// The regions to choose from; whoever comes from the pages of one finds it chosen.
function drawRegions(regions) {
  if (where.options.length > 2) return;
  where.append(...regions.map(({ name }) => new Option(name)));
  part("place").hidden = false;
  const [{ type }] = performance.getEntriesByType("navigation");
  const { filters, all } = read();
  const root = new URL(say.root, document.baseURI).href;
  const from = regions.find(({ folder }) =>
    document.referrer.startsWith(`${root}${folder.replace(/^.*\//, "")}/`),
  );
  if (!from || filters.region || all || type !== "navigate") return;
  const address = new URLSearchParams(location.search);
  address.set("region", from.name);
  history.replaceState(null, "", `?${address}`);
}

function pause(length) {
  return new Promise((done) => setTimeout(done, length));
}

// Nothing is painted in a tab that nobody sees.
function painted() {
  const picture = new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return Promise.race([picture, pause(100)]);
}

function everything(table) {
  const pages = new Map();
  for (const sets of table?.values() ?? []) {
    for (const set of sets.values()) {
      for (const page of set) pages.set(page, 0);
    }
  }
  return pages;
}

// The pages that have one of the chosen values of every filter.
function within(pages, table, filters) {
  const wanted = Object.entries(filters);
  return [...pages].filter(([page]) =>
    wanted.every(([name, values]) =>
      values.some((value) => table.get(name)?.get(value)?.has(page)),
    ),
  );
}

// Pairs of page and score become pages; what has no day stands last, whatever the direction.
function sorted(list, places, descending) {
  const rows = list.map(([page, score]) => {
    const place = places?.get(page);
    return { page, score, far: place === undefined ? Infinity : descending ? -place : place };
  });
  rows.sort((a, b) => (a.far === b.far ? b.score - a.score : a.far - b.far));
  return rows.map(({ page }) => page);
}

// The first result stands as soon as its page is here; nothing else is loaded before.
async function drawHits(mine, { query, asked, chosen, scope }, number) {
  const first = await entries(0, 1);
  if (mine !== turn) return;
  const any = asked.length > 0 || chosen;
  results.ariaBusy = "true";
  results.replaceChildren(...first);
  part("help").hidden = true;
  // Where few names were searched, the line about the region says what to do.
  part("nothing").hidden = !any || hits.length > 0 || scope === say.scope;
  part("start").hidden = any;
  part("order").hidden = hits.length < 2;
  found.textContent = any ? sentence(hits.length, query) : "";
  drawAlso(asked);
  announce(found.textContent);
  const rest = await entries(1, number);
  if (mine === turn) append(rest);
}

// The synonyms that any page has, so that nobody wonders at a result without the word typed.
function drawAlso(asked) {
  const words = asked.flatMap(({ others }, n) => others.filter((_, m) => parts[n].used[m + 1]));
  part("also").textContent = words.length && hits.length ? text(say.also, { words: words.join(", ") }) : "";
}

function entries(from, until) {
  const draw = async (page) => drawHit(await library.page(page), placesOf(page, parts), say);
  return Promise.all(hits.slice(from, until).map(draw));
}

function append(items) {
  results.append(...items);
  results.ariaBusy = "false";
  shown = results.children.length;
  more.hidden = shown >= hits.length;
}

async function drawMore() {
  const [mine, from] = [turn, shown];
  try {
    const items = await entries(from, from + STEP);
    if (mine !== turn) return;
    append(items);
  } catch (error) {
    if (mine !== turn) return;
    if (!(error instanceof Missing)) return broken(error);
    await run({ live: true, number: from + STEP });
    if (turn > mine + 1) return;
  }
  // Whoever asked for more goes on reading where the new part begins.
  results.children[from]?.querySelector("a").focus();
}

function sentence(count, query) {
  const form = plural.select(count);
  const pattern = say[`found${form[0].toUpperCase()}${form.slice(1)}`] ?? say.foundMany;
  const what = text(pattern, { n: count.toLocaleString(document.documentElement.lang) });
  const bare = query.replace(/^["«“„]+|["»”]+$/g, ""); // the sentence has quotation marks of its own
  return bare ? `${what} ${text(say.for, { query: bare })}` : what;
}

// A number for each letter would only be noise: it is read aloud when the hands rest.
function announce(words) {
  clearTimeout(voice);
  voice = setTimeout(() => (said.textContent = words), typing ? SILENCE : 0);
}

function showOrders(table) {
  for (const option of order.options) option.hidden = option.value === "score" && !table.has("score");
}

function broken(error) {
  console.error(error);
  hits = [];
  results.replaceChildren();
  append([]);
  for (const name of ["nothing", "help", "start", "order"]) part(name).hidden = true;
  for (const name of ["found", "also"]) part(name).textContent = "";
  part("broken").hidden = false;
  announce(part("broken").querySelector("p").textContent);
}

// --- What people do

function go({ query = field.value, without = [] }) {
  field.value = query;
  for (const box of choices.querySelectorAll("input:checked")) {
    if (without.includes(box.name)) box.checked = false;
  }
  write();
  field.focus();
}

function listen() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    write();
  });
  field.addEventListener("input", ({ isComposing, timeStamp }) => {
    clearTimeout(timer);
    const quick = timeStamp - lastKey < TYPING;
    lastKey = timeStamp;
    if (isComposing) return;
    if (quick) timer = setTimeout(() => write({ live: true }), TYPING);
    else write({ live: true });
  });
  choices.addEventListener("change", () => write());
  order.addEventListener("change", () => write());
  where.addEventListener("change", () => write());
  part("reset").addEventListener("click", () => {
    for (const box of choices.querySelectorAll("input")) box.checked = false;
    write();
  });
  more.addEventListener("click", drawMore);
  addEventListener("popstate", () => {
    typing = false;
    run();
  });
}

function start() {
  const typed = field.value.trim(); // before this script was there
  const { query, sort } = read();
  page.hidden = false;
  part("filters").open = matchMedia("(min-width: 56rem)").matches;
  [field.value, order.value] = [typed || query, sort];
  if (query) found.textContent = say.searching;
  listen();
  if (typed && typed !== query) write({ live: true });
  else run();
}

start();
