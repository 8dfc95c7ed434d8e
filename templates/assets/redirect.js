// A page that has moved: the address asked for goes in; the reader is led on with the same
// ?query and #fragment. A classic script in the head; without scripts the page leads on by itself.
(() => {
  const { target } = document.currentScript.dataset;
  const to = new URL(target, location.href);
  to.search = location.search;
  to.hash = location.hash || to.hash;
  location.replace(to);
})();
