// Listens to `nokgen serve`: reloads the page when the site changed, shows what is wrong with it.
"use strict";

(() => {
  const version = document.currentScript.dataset.version;
  const waiting = document.body?.classList.contains("nokgen-waiting");
  const shown = waiting ? (document.querySelector("pre")?.textContent ?? null) : null;
  let source = null;
  let panel = null;
  let closed = null; // the problems that the reader has closed

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function show(state) {
    panel?.remove();
    panel = null;
    if (state.problems === null) closed = null;
    if (state.problems === null || state.problems === closed) return;
    panel = element("section", "", { id: "nokgen-problems", role: "alert" });
    const close = element("button", state.close, { type: "button" });
    close.addEventListener("click", () => {
      closed = state.problems;
      panel?.remove();
    });
    panel.append(element("h2", state.title), element("pre", state.problems, { tabindex: "0" }), close);
    document.body.append(panel);
  }

  function hear(message) {
    const state = JSON.parse(message.data);
    if (state.version !== version || (waiting && state.problems !== shown)) {
      stop();
      location.reload();
    } else if (!waiting) {
      show(state);
    }
  }

  function stop() {
    source?.close();
    source = null;
  }

  function start() {
    if (source !== null || document.visibilityState === "hidden") return;
    source = new EventSource(`/.nokgen/events?page=${encodeURIComponent(location.pathname)}`);
    source.addEventListener("message", hear);
    source.addEventListener("error", () => {
      // A browser tries again by itself, unless it was turned away.
      if (source?.readyState !== EventSource.CLOSED) return;
      stop();
      setTimeout(start, 2000);
    });
  }

  // A browser opens six connections to a server at most: only the pages that are seen keep one.
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? stop() : start()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", start);
  start();
})();
