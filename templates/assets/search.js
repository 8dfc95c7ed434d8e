// The search page: the words, filters and order of the address go in, pages and measures come out.
// Texts for people come from data attributes of the page, in the language of the site.

import { drawFilters } from "./search-filters.js";
import { drawHelp } from "./search-help.js";
import { Index, placesOf } from "./search-index.js";
import { drawHit, text } from "./search-results.js";
import { units } from "./search-words.js";

const page = document.getElementById("search");
const part = (name) => document.getElementById(`search-${name}`);
const [form, choices, found, said, results, more] =
  ["form", "choices", "found", "said", "results", "more"].map(part);
const [field, order] = [part("q"), part("sort")];
const say = page.dataset;
const synonyms = JSON.parse(say.synonyms);
const plural = new Intl.PluralRules(document.documentElement.lang);

const STEP = 10;
const TYPING = 60; // milliseconds without a key before a search
const SILENCE = 1000; // and before the number of results is read aloud
// Keys of the index by which results may stand, and whether the greatest comes first.
const ORDERS = { deadline: false, date: true, score: true };

const index = new Index(say.root);
let hits = []; // pages, the first first
let parts = []; // the pages of each unit of the query
let shown = 0;
let turn = 0;
let typing = false; // whether the last entry of the history is still being typed
let timer;
let voice;

// --- The address: ?q=words&region=one&region=another&sort=deadline

function read() {
  const filters = {};
  let [query, sort] = ["", ""];
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name === "q") query = value.trim();
    else if (name === "sort") sort = value in ORDERS ? value : "";
    else if (value) (filters[name] ??= []).push(value);
  }
  return { query, filters, sort };
}

function write({ live = false } = {}) {
  clearTimeout(timer);
  const address = new URLSearchParams();
  if (field.value.trim()) address.set("q", field.value.trim());
  for (const box of choices.querySelectorAll("input:checked")) {
    address.append(box.name, box.value);
  }
  if (order.value) address.set("sort", order.value);
  const wanted = address.toString() && `?${address}`;
  if (wanted !== location.search) {
    // One entry for a query, not one for each letter; the empty page gets none.
    const same = live && (typing || !location.search);
    history[same ? "replaceState" : "pushState"](null, "", wanted || location.pathname);
  }
  typing = live;
  return run(live);
}

// --- Results

async function run(live = false) {
  const mine = ++turn;
  const { query, filters, sort } = read();
  if (!live) [field.value, order.value] = [query, sort];
  const asked = units(query, synonyms);
  const chosen = Object.keys(filters).length > 0;
  try {
    const { parts: all, pages } = await index.find(asked);
    // Without a filter the first results need no table of filters.
    const key = sort || (asked.length ? "" : "date");
    const tables = chosen || key ? await index.bundle.tables() : null;
    if (mine !== turn) return;
    parts = all;
    const base = asked.length ? pages : everything(chosen ? tables.facets : null);
    hits = sorted(within(base, tables?.facets, filters), tables?.orders.get(key), ORDERS[key]);
    await drawHits(mine, query, asked.length > 0 || chosen);
    if (mine === turn) drawAlso(asked);
    if (mine !== turn) return;
    const { facets } = await index.bundle.tables();
    await new Promise((done) => setTimeout(done)); // results first
    if (mine !== turn) return;
    drawFilters(part("filters"), facets, asked.length ? pages : everything(facets), filters);
    showOrders(facets);
    const nothing = !part("nothing").hidden;
    const state = { index, asked, parts, facets, filters, query, synonyms, say, go };
    if (nothing) await drawHelp(part("help"), state);
  } catch (error) {
    if (mine === turn) broken(error);
  }
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
  return [...pages].filter(([page]) =>
    Object.entries(filters).every(([name, values]) =>
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

async function drawHits(mine, query, asked) {
  shown = 0;
  const items = await entries();
  if (mine !== turn) return;
  results.replaceChildren(...items);
  part("nothing").hidden = !asked || hits.length > 0;
  part("start").hidden = asked;
  part("order").hidden = hits.length < 2;
  found.textContent = asked ? sentence(hits.length, query) : "";
  announce(found.textContent);
}

// The synonyms that any page has, so that nobody wonders at a result without the word typed.
function drawAlso(asked) {
  const words = asked.flatMap(({ others }, n) => others.filter((_, m) => parts[n].used[m + 1]));
  part("also").textContent = words.length && hits.length ? text(say.also, { words: words.join(", ") }) : "";
}

async function entries() {
  const next = hits.slice(shown, shown + STEP);
  const pages = await Promise.all(next.map((page) => index.bundle.page(page)));
  shown += next.length;
  more.hidden = shown >= hits.length;
  return next.map((page, n) => drawHit(pages[n], placesOf(page, parts), say));
}

async function drawMore() {
  const mine = turn;
  const items = await entries();
  if (mine !== turn) return;
  results.append(...items);
  // Whoever asked for more goes on reading where the new part begins.
  items[0]?.querySelector("a").focus();
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
  found.textContent = "";
  part("broken").hidden = false;
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
  field.addEventListener("focus", () => index.bundle.meta().catch(broken));
  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(() => write({ live: true }), TYPING);
  });
  choices.addEventListener("change", () => write());
  order.addEventListener("change", () => write());
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
