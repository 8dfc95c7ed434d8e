// The boxes of the lists of organisations: ?inn=… ticks those already chosen elsewhere, and no more
// than four can be ticked. Without this script the form works as it is.

const form = document.getElementById("choose");

function update() {
  const most = Number(form.querySelector(".choose")?.dataset.most);
  const boxes = [...form.querySelectorAll("input[name=inn]")];
  const full = boxes.filter((box) => box.checked).length >= most;
  for (const box of boxes) box.disabled = full && !box.checked;
}

if (form) {
  const chosen = new URLSearchParams(location.search).getAll("inn");
  for (const box of form.querySelectorAll("input[name=inn]")) {
    if (chosen.includes(box.value)) box.checked = true;
  }
  form.addEventListener("change", update);
  update();
}
