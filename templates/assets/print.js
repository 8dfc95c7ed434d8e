// The button that prints the page. It is hidden where this script does not run: the browser's own
// menu prints as well.

for (const button of document.querySelectorAll("button.print")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
