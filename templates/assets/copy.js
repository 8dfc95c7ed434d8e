// Buttons that copy the code beside them. Where a browser refuses, the code is selected instead.
for (const button of document.querySelectorAll("[data-copy]")) {
  const code = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[role=status]");
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    code.select();
    try {
      await navigator.clipboard.writeText(code.value);
      said.textContent = button.dataset.copied;
    } catch {
      code.focus();
    }
  });
}
