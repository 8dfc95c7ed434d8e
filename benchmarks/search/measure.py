"""A number of pages goes in, how fast and how heavy the search of such a site is comes out.

`python benchmarks/search/measure.py --pages 5000` builds a fictional site of that size in
`--folder`, where what did not change is kept, serves it compressed, as GitHub Pages does, and types
into the real search page in Chromium. `--public FOLDER` takes a finished site of the made-up
country (benchmarks/corpus) instead, and weighs first visits only. Nothing here is asserted: see
docs/performance.md.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import gettempdir

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.search.corpus import write_site
from nokgen.build import Options, build
from tools.chromium import find_chromium

FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
COMPRESSED = (".html", ".css", ".js", ".json", ".svg")
RUNS = 5
Sent = list[tuple[str, int, float]]  # path, bytes, moment
QUERIES = {
    "a word of every page": "план",
    "a common word": "библиотека",
    "an adjective": "сельской",
    "two words": "анкетирование родителей",
    "three words": "независимая оценка качества",
    "the start of a word": "поликл",
    "a word with synonyms": "детсад",
    "a word that is nowhere": "абвгдейка",
}
FIRST = """new MutationObserver((_, observer) => {
  if (!document.querySelector(".hits > li")) return;
  observer.disconnect();
  window.first = Date.now();
}).observe(document, {childList: true, subtree: true})"""
# Types a query and waits until the number of its results is painted, which comes with the first of
# them; milliseconds from the last key.
TYPE = """query => new Promise(done => {
  const field = document.getElementById("search-q");
  const found = document.getElementById("search-found");
  const start = performance.now();
  new MutationObserver((_, observer) => {
    if (!found.textContent.includes(`«${query}»`)) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  }).observe(found, {childList: true, characterData: true, subtree: true});
  field.value = query;
  field.dispatchEvent(new Event("input", {bubbles: true}));
})"""


def main() -> None:
    """Build, serve, type, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--folder", type=Path, default=Path(gettempdir(), "nokgen-search"))
    parser.add_argument("--public", type=Path, help="a finished site of the made-up country")
    options = parser.parse_args()
    if options.public:
        _weigh_country(options.public)
        return
    public = _site(options.folder / str(options.pages), options.pages)
    with _served(public) as (address, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=list(FLAGS))
        _weigh(browser, address, sent, dict(list(QUERIES.items())[:-1]))
        _hurry(browser, address)
        browser.close()


def _site(folder: Path, pages: int) -> Path:
    public = folder / "public"
    write_site(folder / "site", pages)
    start = time.perf_counter()
    outcome = build(Options(folder / "site", public, lambda _zone: date(2026, 11, 22)))
    if outcome.search_trouble is not None or outcome.changes is None:
        raise SystemExit(f"no index: {outcome.search_trouble}, {outcome.diagnostics[:3]}")
    print(f"build with index: {time.perf_counter() - start:.1f} s")
    fragments = len(list((public / "pagefind/fragment").iterdir()))
    size = sum(file.stat().st_size for file in (public / "pagefind").rglob("*") if file.is_file())
    print(f"{fragments} pages in the index, {size / 1e6:.1f} MB on the host\n")
    return public


def _weigh_country(public: Path) -> None:
    """First visits to the search of a country: a town, a school, words in one region, in all."""
    region = next(path for path in sorted(public.glob("*-oblast")) if path.is_dir())
    town = next(path for path in sorted(region.iterdir()) if (path / "plans").is_dir())
    region_name, town_name = (_title(place / "index.html") for place in (region, town))
    everywhere = "&where=all" if (public / "pagefind/regions").is_dir() else ""
    queries = {
        "a town": town_name,
        "an organisation of a town": f"школа № 5 {town_name}",
        "a plan of a town": f"культура {town_name} 2026",
        "a common word in a region": f"мониторинг&region={region_name}",
        "three words in a region": f"независимая оценка качества&region={region_name}",
        "a common word, everywhere": f"мониторинг{everywhere}",
        "schools, everywhere": f"школа{everywhere}",
    }
    with _served(public) as (address, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=list(FLAGS))
        _weigh(browser, address, sent, queries)
        browser.close()


def _title(page: Path) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page.read_text(encoding="utf-8"))
    return found[1] if found else ""


def _weigh(browser: Browser, address: str, sent: Sent, queries: dict[str, str]) -> None:
    """What travels until the first result of a shared address stands on the page."""
    print("| first visit with `?q=` | KB until the first result | ms until it |")
    print("| --- | ---: | ---: |")
    for name, query in queries.items():
        context = browser.new_context()
        page = context.new_page()
        page.add_init_script(FIRST)
        sent.clear()
        start = time.time()
        page.goto(f"{address}search/?q={query}", wait_until="commit")
        page.wait_for_selector(".hits > li")
        first = page.evaluate("window.first") / 1000
        size = sum(size for _, size, moment in sent if moment <= first)
        print(f"| {name} | {size / 1000:.0f} | {(first - start) * 1000:.0f} |")
        context.close()
    print()


def _hurry(browser: Browser, address: str) -> None:
    """Milliseconds from the last key to the answer; the index is there, the words are new."""
    print("| typed | ms, words not asked before | ms, asked again |")
    print("| --- | ---: | ---: |")
    for name, query in QUERIES.items():
        new, again = [], []
        for _ in range(RUNS):
            page = _ready(browser, address)
            new.append(page.evaluate(TYPE, query))
            page.evaluate(TYPE, "зздесь")
            again.append(page.evaluate(TYPE, query))
            page.close()
        print(f"| {name} | {median(new):.0f} | {median(again):.0f} |")


def _ready(browser: Browser, address: str) -> Page:
    page = browser.new_page()
    page.goto(f"{address}search/")
    page.locator("#search-q").focus()
    page.wait_for_selector("#search-filters input", state="attached")
    page.evaluate(TYPE, "прогрев")
    return page


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, Sent]]:
    sent: Sent = []
    handler = partial(_Compressing, sent, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", sent
        server.shutdown()
        thread.join()


class _Compressing(SimpleHTTPRequestHandler):
    """Sends texts compressed, as hosts of static sites do, and notes the size of every body."""

    def __init__(self, sent: Sent, *args: object, **kwargs: object) -> None:
        self._sent = sent
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in COMPRESSED:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # a page that was closed meanwhile
            self.wfile.write(body)
        self._sent.append((self.path, len(body), time.time()))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing between the rows of a table."""


if __name__ == "__main__":
    main()
