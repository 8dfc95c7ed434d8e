"""`python -m benchmarks.reader SITE…`: how long a reader waits on a slow connection.

400 kbit/s, 400 ms round trip, a processor four times slower, Chromium, gzip, an empty cache. A
site is a folder that was built, with its search; without one, examples/site is built, and with
`--municipalities` a made-up country of that size, too. Medians.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from benchmarks.corpus.site import write_country
from benchmarks.environment import environment
from benchmarks.national.report import write
from benchmarks.reader.host import served
from benchmarks.reader.visits import FLAGS, answer, visit
from tools.chromium import find_chromium

ROOT = Path(__file__).resolve().parent.parent.parent
QUERIES = ("независимая оценка", "детский сад")
# What a page is, where the heaviest one of its kind is looked for, first screen and all of it in s.
PAGES = (
    ("plan", "*/*/plans/*/index.html"),
    ("organisation", "org/*/index.html"),
    ("municipality", "*/*/index.html"),
)
FIRST, COMPLETE, ANSWER = 2.0, 3.0, 6.0


def main() -> int:
    """Print and write the table; 1 if a limit is passed, 3 if there is no Chromium."""
    chosen = _arguments()
    chromium = find_chromium()
    if chromium is None:
        print("no Chromium: `make chromium`", file=sys.stderr)
        return 3
    lines: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=list(FLAGS))
        version = browser.version
        with _sites(chosen) as sites:
            for name, public in sites.items():
                lines += _pages(browser, name, public, chosen.runs)
                lines += _search(browser, name, public, chosen.runs)
        browser.close()
    text = "\n".join(
        [
            "| what | first screen | largest paint | complete | kB | requests |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
            *lines,
        ]
    )
    print(text)
    if chosen.write:
        size = [f"--municipalities {chosen.municipalities}"] if chosen.municipalities else []
        given = size if not chosen.sites else ["SITE"] * len(chosen.sites)
        command = " ".join(["python -m benchmarks.reader", *given])
        head = f"```sh\n{command}\n```\n\n{date.today():%d.%m.%Y}, Chromium {version}, medians of"
        write("reader", f"{head} {chosen.runs}; bold: beyond the limit.\n\n{text}")
    return 1 if "**" in text else 0


def _pages(browser: Browser, name: str, public: Path, runs: int) -> Iterator[str]:
    """A row for the heaviest page of each kind."""
    with served(public) as address:
        for kind, pattern in PAGES:
            found = [page for page in public.glob(pattern) if _is(kind, page, public)]
            if not found:
                continue
            page = max(found, key=lambda path: (path.stat().st_size, path))
            place = page.parent.relative_to(public).as_posix()
            # The first visit also starts the browser and compresses the files: it does not count.
            visits = [visit(browser, f"{address}{place}/") for _ in range(runs + 1)][1:]
            yield (
                f"| {name}: heaviest {kind} | {_limited(median(v.first for v in visits), FIRST)} | "
                f"{median(v.largest for v in visits):.2f} s | "
                f"{_limited(median(v.complete for v in visits), COMPLETE)} | "
                f"{visits[0].kilobytes:.0f} | {visits[0].files} |"
            )


def _is(kind: str, page: Path, public: Path) -> bool:
    """Whether a page of two folders is a municipality's."""
    if kind != "municipality":
        return True
    return (page.parent / "plans").is_dir() and page.relative_to(public).parts[0] != "org"


def _search(browser: Browser, name: str, public: Path, runs: int) -> Iterator[str]:
    """A row for each query, if the site has an index."""
    if not (public / "pagefind").is_dir():
        return
    entry = json.loads((public / "pagefind/pagefind-entry.json").read_bytes())
    # A large site searches in a region, or in that of the town which the query names.
    wanted = [(query, "") for query in QUERIES]
    if regions := entry.get("regions"):
        wanted = [(query, regions[0]["name"]) for query in QUERIES]
        wanted.append((f"школа {_town(public / Path(regions[0]['folder']).name)}", ""))
    with served(public) as address:
        for query, region in wanted:
            target = f"{address}search/?q={quote(query)}" + f"&region={quote(region)}" * bool(
                region
            )
            found = [answer(browser, target) for _ in range(runs)]
            took = median(seconds for seconds, _ in found)
            weight = median(kilobytes for _, kilobytes in found)
            yield f"| {name}: search, «{query}» | | | {_limited(took, ANSWER)} | {weight:.0f} | |"


def _town(region: Path) -> str:
    """The name of the first municipality of a region."""
    page = next(plans.parent / "index.html" for plans in sorted(region.glob("*/plans")))
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page.read_text(encoding="utf-8"))
    return found[1] if found else ""


def _limited(seconds: float, limit: float) -> str:
    return f"{seconds:.2f} s" if seconds <= limit else f"**{seconds:.2f} s**"


@contextmanager
def _sites(chosen: argparse.Namespace) -> Iterator[dict[str, Path]]:
    """The sites by name: those that were given, or what is built here."""
    if chosen.sites:
        yield {path.resolve().name: path for path in chosen.sites}
        return
    with tempfile.TemporaryDirectory(dir=chosen.scratch) as folder:
        cache = Path(folder) / "cache"
        sites = {"examples/site": ROOT / "examples" / "site"}
        if chosen.municipalities:
            country = Path(folder) / "country"
            write_country(country, chosen.municipalities)
            sites[f"{chosen.municipalities:,} municipalities"] = country
        found = {}
        for number, (name, root) in enumerate(sites.items()):
            found[name] = Path(folder) / f"public-{number}"
            subprocess.run(
                [sys.executable, "-m", "nokgen", "build", "-q", "-C", root, "-d", found[name]],
                env=environment(cache),
                check=True,
            )
        yield found


def _arguments() -> argparse.Namespace:
    memory = Path("/dev/shm")
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reader", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("sites", nargs="*", type=Path, metavar="SITE", help="a built site")
    parser.add_argument("--municipalities", type=int, default=0, metavar="N")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--scratch", type=Path, default=memory if memory.is_dir() else None)
    parser.add_argument("--no-write", dest="write", action="store_false", help="only print")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
