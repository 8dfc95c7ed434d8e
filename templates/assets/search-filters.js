// The table of filters, the pages found and the choices made go in; boxes with numbers come out.

import { element } from "./search-results.js";

export function drawFilters(box, table, pages, chosen) {
  let any = false;
  for (const set of box.querySelectorAll("fieldset")) {
    const name = set.dataset.filter;
    const counts = counted(name, table, pages, chosen);
    any = drawSet(set, name, counts, chosen[name] ?? []) || any;
  }
  const number = Object.values(chosen).flat().length;
  box.querySelector("#search-chosen").textContent = number ? `(${number})` : "";
  box.hidden = !any;
}

function drawSet(set, name, counts, chosen) {
  const known = new Map([...set.querySelectorAll("input")].map((input) => [input.value, input]));
  let any = false;
  for (const [value, count] of counts) {
    if (!known.has(value)) known.set(value, added(set, name, value));
    const input = known.get(value);
    input.checked = chosen.includes(value);
    input.parentElement.querySelector("span").textContent = count;
    // A choice without results stays away, unless it is made already.
    input.parentElement.hidden = !count && !input.checked;
    any ||= !input.parentElement.hidden;
  }
  set.hidden = !any;
  return any;
}

function added(set, name, value) {
  const input = element("input");
  Object.assign(input, { type: "checkbox", name, value });
  set.append(element("label", "", input, value, " ", element("span", "hint")));
  return input;
}

// Value → how many results it would give, with the other filters as they are.
function counted(name, table, pages, chosen) {
  const others = Object.entries(chosen).filter(([other]) => other !== name);
  const left = new Set(
    [...pages.keys()].filter((page) =>
      others.every(([other, values]) => values.some((v) => table.get(other)?.get(v)?.has(page))),
    ),
  );
  return [...(table.get(name) ?? [])]
    .map(([value, set]) => [value, common(left, set)])
    .sort(([a], [b]) =>
      name === "year"
        ? b.localeCompare(a)
        : a.localeCompare(b, document.documentElement.lang, { numeric: true }),
    );
}

function common(one, other) {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let number = 0;
  for (const page of small) if (large.has(page)) number += 1;
  return number;
}
