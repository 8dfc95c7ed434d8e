// Tables that a reader sorts: a table comes in, the heads of its columns become buttons.
// What is said after sorting comes from data attributes of the table, in the language of the site.

const words = new Intl.Collator(document.documentElement.lang, { numeric: true });

// What is not known stands last in either order.
function compare(first, second, direction) {
  if (first === second) return 0;
  if (first === "") return 1;
  if (second === "") return -1;
  const order =
    typeof first === "number" && typeof second === "number"
      ? first - second
      : words.compare(first, second);
  return direction === "descending" ? -order : order;
}

function value(row, column, numeric) {
  const cell = row.cells[column];
  if (!numeric) return cell.textContent.trim();
  return cell.dataset.value ? Number(cell.dataset.value) : "";
}

function sort(table, head) {
  const numeric = head.classList.contains("number");
  const before = head.getAttribute("aria-sort");
  // Who sorts by a number looks for the best, by a word for its letter.
  const first = numeric ? "descending" : "ascending";
  const other = first === "ascending" ? "descending" : "ascending";
  const direction = before === first ? other : first;
  const column = head.cellIndex;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  rows.sort((a, b) =>
    compare(value(a, column, numeric), value(b, column, numeric), direction),
  );
  body.append(...rows);
  for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", direction);
  const { ascending, descending, az, za } = table.dataset;
  const up = direction === "ascending";
  const said = numeric ? (up ? ascending : descending) : up ? az : za;
  table.nextElementSibling.textContent = said.replace("{column}", head.textContent.trim());
}

for (const table of document.querySelectorAll("table[data-sort]")) {
  for (const head of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(table, head));
    head.append(button);
  }
  table.classList.add("sorting");
}
