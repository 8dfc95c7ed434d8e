// The choice of a status above a consolidated plan: rows of other statuses are hidden, with the
// names of organisations and criteria that have none. ?status=… keeps the choice, so that it can be
// passed on. Without this script figures and criteria lead to their lists.

const box = document.querySelector(".status-filter");
const rows = [...document.querySelectorAll("tr[data-status]")];

function show(status) {
  let part = 0;
  for (const row of rows) {
    row.hidden = status !== "" && row.dataset.status !== status;
    part += !row.hidden;
  }
  for (const group of document.querySelectorAll(".consolidated tbody, .criterion")) {
    group.hidden = status !== "" && !group.querySelector("tr[data-status]:not([hidden])");
  }
  const text = box.dataset.shown.replace("{part}", part).replace("{whole}", rows.length);
  box.querySelector("[role=status]").textContent = text;
}

if (box) {
  const choice = box.querySelector("select");
  choice.value = new URLSearchParams(location.search).get("status") ?? "";
  if (choice.selectedIndex < 0) choice.value = "";
  choice.addEventListener("change", () => {
    const query = choice.value ? `?status=${choice.value}` : "";
    history.replaceState(null, "", location.pathname + query + location.hash);
    show(choice.value);
  });
  box.hidden = false;
  show(choice.value);
}
