// The choice of a kind above a rating: rows of other kinds are hidden. ?kind=… keeps the choice, so
// that it can be passed on. Without this script the kinds are links to sections.

const box = document.querySelector(".kind-filter");
const rows = [...document.querySelectorAll("tr[data-group]")];

function show(kind) {
  let part = 0;
  for (const row of rows) {
    row.hidden = kind !== "" && row.dataset.group !== kind;
    part += !row.hidden;
  }
  const text = box.dataset.shown.replace("{part}", part).replace("{whole}", rows.length);
  box.querySelector("[role=status]").textContent = text;
}

if (box) {
  const choice = box.querySelector("select");
  choice.value = new URLSearchParams(location.search).get("kind") ?? "";
  if (choice.selectedIndex < 0) choice.value = "";
  choice.addEventListener("change", () => {
    const query = choice.value ? `?kind=${choice.value}` : "";
    history.replaceState(null, "", location.pathname + query + location.hash);
    show(choice.value);
  });
  document.querySelector(".kinds").hidden = true;
  box.hidden = false;
  show(choice.value);
}
