// The page of comparison: INNs of the address (?inn=…&inn=…) go in, a table side by side comes out.
// Figures stand beside the page of each organisation: /org/<inn>/compare.json. Texts for people come
// from data attributes of the page, in the language of the site.

const page = document.getElementById("compare");
const said = document.getElementById("compare-said");
const found = document.getElementById("compare-found");
const MOST = 4;

function chosen() {
  const all = new URLSearchParams(location.search).getAll("inn");
  return [...new Set(all.filter((inn) => /^\d{10}(\d\d)?$/.test(inn)))];
}

function filled(text, values) {
  return Object.entries(values).reduce((done, [key, value]) => done.replace(`{${key}}`, value), text);
}

function element(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

function tell(...sentences) {
  said.replaceChildren(...sentences.map((text) => element("p", "notice", element("span", "", text))));
}

async function load(inn) {
  const answer = await fetch(`${page.dataset.root}org/${inn}/compare.json`);
  if (answer.status === 404) return { inn, unknown: true };
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return answer.json();
}

function names(list) {
  return list.map((each) => each.name ?? each.inn).join(", ");
}

// The newest result of each by one sphere and method that all share; results come newest first.
function shared(list) {
  const [first] = list;
  const common = first.results.find(({ key }) =>
    list.every((each) => each.results.some((result) => result.key === key)),
  );
  if (!common) return null;
  return list.map((each) => each.results.find(({ key }) => key === common.key));
}

function refusal(list) {
  const empty = list.filter(({ results }) => !results.length);
  if (empty.length) return filled(page.dataset.empty, { names: names(empty) });
  if (new Set(list.map(({ sphere }) => sphere)).size > 1) {
    const words = list.map(({ name, sphere }) => `${name} (${sphere})`).join(", ");
    return filled(page.dataset.spheres, { names: words });
  }
  const words = list.map(({ name, results }) => `${name} (${results[0].method})`).join(", ");
  return filled(page.dataset.methods, { names: words });
}

function without(inn) {
  const rest = chosen().filter((other) => other !== inn);
  return rest.length ? `?${rest.map((other) => `inn=${other}`).join("&")}` : location.pathname;
}

function head(organization) {
  const { inn, name, kind, place } = organization;
  const link = element("a", "", name);
  link.href = page.dataset.root + organization.page;
  const remove = element("a", "", page.dataset.short);
  remove.href = without(inn);
  remove.setAttribute("aria-label", filled(page.dataset.remove, { name }));
  const cell = element("th", "", link, element("p", "over", `${kind}, ${place}`), element("p", "over", remove));
  cell.scope = "col";
  return cell;
}

function bar(share) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "bar");
  svg.setAttribute("aria-hidden", "true");
  const rect = document.createElementNS(svg.namespaceURI, "rect");
  rect.setAttribute("width", share);
  rect.setAttribute("height", "100%");
  svg.append(rect);
  return svg;
}

function points(value, scale) {
  if (!value) return element("td", "", page.dataset.none);
  const cell = element("td", "", filled(page.dataset.of, { points: value.text, scale }));
  if (value.mark) cell.append(element("p", "over", value.mark));
  cell.append(bar(value.share));
  return cell;
}

function row(label, cells) {
  const name = element("th", "", label);
  name.scope = "row";
  return element("tr", "", name, ...cells);
}

function table(list, results) {
  const { total, year, answers, none, criteria, caption } = page.dataset;
  const [{ sphere }] = list;
  const [{ method, scale }] = results;
  const title = filled(caption, { sphere: sphere[0].toUpperCase() + sphere.slice(1), method });
  const corner = element("th", "", page.dataset.points);
  corner.scope = "col";
  const plain = (text) => element("td", "", String(text ?? none));
  const made = element(
    "table",
    `compared of-${list.length}`,
    element("caption", "", title),
    element("thead", "", element("tr", "", corner, ...list.map(head))),
    element(
      "tbody",
      "",
      row(total, results.map((result) => points(result.total, scale))),
      ...JSON.parse(criteria).map((name, n) =>
        row(name, results.map((result) => points(result.criteria[n], scale))),
      ),
      row(year, results.map((result) => plain(result.year))),
      row(answers, results.map((result) => plain(result.respondents))),
    ),
  );
  const scroll = element("section", "scroll", made);
  scroll.tabIndex = 0;
  scroll.setAttribute("aria-label", title);
  return scroll;
}

function further(list) {
  const lists = new Map(list.map((each) => [each.list, each]));
  const items = [...lists.values()].map((each) => {
    const [address, anchor] = each.list.split("#");
    const query = list.map(({ inn }) => `inn=${inn}`).join("&");
    const link = element("a", "", filled(page.dataset.add, { list: each.list_name }));
    link.href = `${page.dataset.root}${address}?${query}#${anchor}`;
    return element("li", "", link);
  });
  return element("ul", "links more", ...items);
}

function draw(all) {
  const { dataset } = page;
  const list = all.filter(({ unknown }) => !unknown).slice(0, MOST);
  const lost = all.filter(({ unknown }) => unknown);
  const sentences = [];
  if (lost.length) sentences.push(filled(dataset.unknown, { names: names(lost) }));
  if (all.length > MOST) sentences.push(dataset.many);
  if (!list.length) return tell(...sentences, dataset.nothing);
  const results = list.every((each) => each.results.length) ? shared(list) : null;
  if (!results) sentences.push(refusal(list));
  else {
    if (list.length === 1) sentences.push(dataset.one);
    if (new Set(results.map(({ year }) => year)).size > 1) sentences.push(dataset.years);
    if (new Set(list.map(({ kind }) => kind)).size > 1) sentences.push(dataset.kinds);
  }
  tell(...sentences);
  const parts = results ? [table(list, results)] : [remaining(list)];
  if (list.length < MOST) parts.push(further(list));
  found.replaceChildren(...parts);
}

// Where nothing can be compared, one organisation after another can be taken away.
function remaining(list) {
  const items = list.map(({ inn, name }) => {
    const link = element("a", "", filled(page.dataset.remove, { name }));
    link.href = without(inn);
    return element("li", "", link);
  });
  return element("ul", "links more", ...items);
}

async function start() {
  page.hidden = false;
  const inns = chosen();
  if (!inns.length) return tell(page.dataset.nothing);
  try {
    draw(await Promise.all(inns.slice(0, MOST + 1).map(load)));
  } catch (error) {
    console.error(error);
    tell(page.dataset.broken);
  }
}

if (page) start();
