// How pages look: what the reader chose goes in, attributes of <html> come out.
// A classic script in the head: it runs before the first paint, and from disk too.
(() => {
  const root = document.documentElement;
  const script = document.currentScript;
  const KEY = "nokgen-display";
  const NAMES = ["size", "face", "letters", "words", "lines", "scheme", "images"];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const part = (name) => document.getElementById(`display-${name}`);

  let choices = remembered();
  let sheet;
  let form;
  let panel;

  // A browser that refuses storage throws; what somebody else left there is not believed.
  function remembered() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY)) ?? {};
      const sound = (name) => typeof kept[name] === "string" && /^[a-z0-9-]+$/.test(kept[name]);
      return Object.fromEntries(NAMES.filter(sound).map((name) => [name, kept[name]]));
    } catch {
      return {};
    }
  }

  function remember() {
    try {
      if (Object.keys(choices).length) localStorage.setItem(KEY, JSON.stringify(choices));
      else localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  }

  // The sheet of choices; most readers never load it.
  function styled() {
    sheet ??= new Promise((done) => {
      const link = document.createElement("link");
      Object.assign(link, { rel: "stylesheet", media: "screen", onload: done, onerror: done });
      link.href = script.dataset.sheet;
      script.after(link);
    });
    return sheet;
  }

  function show() {
    for (const name of NAMES) {
      if (choices[name]) root.dataset[name] = choices[name];
      else delete root.dataset[name];
    }
    if (document.readyState !== "loading") draw();
  }

  // What stands on the page itself.
  function draw() {
    const button = part("dark");
    button.hidden = /-on-/.test(choices.scheme);
    button.setAttribute("aria-pressed", String(isDark()));
    if (choices.images === "off") describeImages();
    for (const radio of form?.querySelectorAll("[type=radio]") ?? []) {
      radio.checked = radio.value === (choices[radio.name] ?? "");
    }
  }

  function isDark() {
    return choices.scheme ? choices.scheme === "dark" : dark.matches;
  }

  function describeImages() {
    for (const image of document.images) {
      if (!image.alt || image.nextSibling?.className === "instead") continue;
      const words = document.createElement("span");
      words.className = "instead";
      words.textContent = image.alt;
      image.after(words);
    }
  }

  async function choose(chosen, words = "") {
    choices = chosen;
    const kept = remember();
    await styled();
    show();
    const said = part("said");
    if (said) said.textContent = kept ? words : said.dataset.refused;
  }

  // --- The switch of dark colours

  function turn() {
    const { scheme, ...rest } = choices;
    const wanted = !isDark();
    // What the device asks for anyway is not a choice.
    choose(wanted === dark.matches ? rest : { ...rest, scheme: wanted ? "dark" : "light" });
  }

  // --- The panel

  function wire(found) {
    form = found;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => {
      choose(Object.fromEntries([...new FormData(form)].filter(([, value]) => value)));
    });
    form.querySelector("#display-reset").addEventListener("click", () => {
      choose({}, part("said").dataset.reset);
    });
  }

  // The form stands on one page only, so that all others stay light.
  async function bring(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("display-form");
    panel = document.createElement("div");
    panel.className = "wrap";
    panel.id = "display-panel";
    panel.hidden = true;
    panel.append(document.adoptNode(found));
    await styled();
    wire(found);
    return panel;
  }

  function makeButton(link) {
    const button = document.createElement("button");
    button.type = "button";
    button.id = link.id;
    button.className = link.className;
    button.textContent = link.textContent;
    button.setAttribute("aria-expanded", "false");
    link.replaceWith(button);

    const open = (wanted) => {
      panel.hidden = !wanted;
      button.setAttribute("aria-expanded", String(wanted));
    };
    const close = () => {
      open(false);
      button.focus();
    };
    button.addEventListener("click", async () => {
      if (!panel) {
        try {
          await bring(link.href);
        } catch {
          location.href = link.href;
          return;
        }
        const bar = button.closest("section");
        bar.append(panel);
        button.setAttribute("aria-controls", panel.id);
        bar.addEventListener("keydown", (event) => {
          if (event.key === "Escape" && !panel.hidden) close();
        });
        const closing = part("close");
        closing.hidden = false;
        closing.addEventListener("click", close);
        draw();
      }
      open(panel.hidden);
    });
  }

  function start() {
    part("dark").addEventListener("click", turn);
    const own = part("form");
    if (own) {
      styled();
      wire(own);
    } else makeButton(part("open"));
    draw();
  }

  // --- Before the first paint

  root.dataset.scripts = "";
  show();
  if (Object.keys(choices).length) {
    // Every browser waits with the first paint for a sheet that its parser meets, and only for it.
    document.write(`<link rel="stylesheet" media="screen" href="${script.dataset.sheet}">`);
    sheet = Promise.resolve();
  }
  document.addEventListener("DOMContentLoaded", start);
  dark.addEventListener?.("change", draw);
  // Another tab, or a page that comes back whole from the history.
  const again = () => {
    choices = remembered();
    if (Object.keys(choices).length) styled();
    show();
  };
  addEventListener("storage", again);
  addEventListener("pageshow", (event) => event.persisted && again());
})();
