// The table of filters, the pages found and the choices made go in; boxes with numbers come out.

import { element } from "./search-results.js";

const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
const boxes = new Map(); // filter → value → {input, number}
let drawn; // the table of which they are

export function drawFilters(box, table, pages, chosen) {
  if (table !== drawn) renew(box, table);
  let any = false;
  for (const set of box.querySelectorAll("fieldset")) {
    const name = set.dataset.filter;
    const left = others(name, table, pages, chosen);
    set.hidden = true;
    for (const [value, { input, number }] of boxes.get(name)) {
      const count = common(left, table.get(name).get(value));
      input.checked = chosen[name]?.includes(value) ?? false;
      number.textContent = count;
      // A choice without results stays away, unless it is made already.
      input.parentElement.hidden = !count && !input.checked;
      set.hidden &&= input.parentElement.hidden;
    }
    any ||= !set.hidden;
  }
  const number = Object.values(chosen).flat().length;
  box.querySelector("#search-chosen").textContent = number ? `(${number})` : "";
  box.querySelector("#search-reset").hidden = !number;
  box.querySelector("#search-no-choice").hidden = any;
}

// Another index may have other values; whoever stands on one of them stays there.
function renew(box, table) {
  const { name, value } = box.contains(document.activeElement) ? document.activeElement : {};
  for (const set of box.querySelectorAll("fieldset")) {
    const { filter } = set.dataset;
    for (const label of set.querySelectorAll("label")) label.remove();
    boxes.set(filter, made(set, filter, table.get(filter) ?? new Map()));
  }
  if (value) boxes.get(name)?.get(value)?.input.focus();
  drawn = table;
}

function made(set, name, values) {
  const names = [...values.keys()].sort(compare);
  if (name === "year") names.reverse();
  return new Map(
    names.map((value) => {
      const input = element("input");
      Object.assign(input, { type: "checkbox", name, value });
      const number = element("span", "hint");
      set.append(element("label", "", input, value, " ", number));
      return [value, { input, number }];
    }),
  );
}

// The pages that pass all filters but this one: what choosing a value would give.
function others(name, table, pages, chosen) {
  const rest = Object.entries(chosen).filter(([other]) => other !== name);
  if (!rest.length) return pages;
  const passes = (page) =>
    rest.every(([other, values]) => values.some((value) => table.get(other)?.get(value)?.has(page)));
  return new Set([...pages.keys()].filter(passes));
}

function common(one, other) {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let number = 0;
  for (const page of small.keys()) if (large.has(page)) number += 1;
  return number;
}
