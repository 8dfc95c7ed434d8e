"""Measure the real site with Lighthouse as on a phone: pages go in, a table of scores comes out.

`python -m benchmarks.lighthouse.run` builds the site with its search index, serves it compressed as
a host does, and prints a row for each page; with `--all` also what keeps a page from 100.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from nokgen.build import Options, build
from tools import npm
from tools.chromium import find_chromium

ROOT = Path(__file__).resolve().parent.parent.parent
WANTED = Path(__file__).resolve().parent
PAGES = {
    "home": "",
    "municipality": "murmanskaya-oblast/kirovsk/",
    "plan": "murmanskaya-oblast/kirovsk/plans/2020-information-campaign/",
    "search": "search/",
    "search with results": "search/?q=независимая",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".txt", ".xml")
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"


class _Host(SimpleHTTPRequestHandler):
    """A host of static files that compresses texts, as GitHub Pages does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if file.suffix in COMPRESSED:
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, port: int) -> Iterator[None]:
    """Serve `folder` on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Host, directory=str(folder)))
    with server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield
        server.shutdown()
        thread.join()


def report(address: str, chromium: Path, folder: Path) -> dict[str, Any]:
    """What Lighthouse says about a page, with its settings for a phone, which are its own."""
    program = npm.place(WANTED) / "node_modules" / "lighthouse" / "cli" / "index.js"
    options = (
        "--quiet",
        "--output=json",
        f"--output-path={folder / 'report.json'}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={FLAGS}",
    )
    subprocess.run(
        [npm.node(), program, address, *options],
        env={**os.environ, "CHROME_PATH": str(chromium)},
        check=True,
    )
    found: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return found


def middle(reports: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The report whose performance is the median: one run says more about the machine."""
    found = sorted(reports, key=lambda said: scores(said)[0])
    return found[len(found) // 2]


def scores(said: dict[str, Any]) -> list[int]:
    """The four scores, 0 to 100."""
    return [round(100 * (said["categories"][name]["score"] or 0)) for name in CATEGORIES]


def losses(said: dict[str, Any]) -> Iterator[str]:
    """The audits that count and are not perfect."""
    for name in CATEGORIES:
        for reference in said["categories"][name]["auditRefs"]:
            audit = said["audits"][reference["id"]]
            if reference["weight"] and audit["score"] not in (None, 1):
                yield f"  {name}: {audit['title']} {audit.get('displayValue', '')}".rstrip()
                for item in audit.get("details", {}).get("items", ())[:5]:
                    yield f"    {item.get('description') or item.get('url') or item}"
    for shift in said["audits"].get("layout-shifts", {}).get("details", {}).get("items", ()):
        yield f"  moved by {shift['score']:.3f}: {shift['node'].get('snippet', '')}"


def main() -> int:
    """Print the table; 1 when a score is below 100, 3 when something is missing here."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--all", action="store_true", help="name what is not perfect")
    arguments.add_argument("--runs", type=int, default=3, help="how often to measure a page")
    arguments.add_argument("--port", type=int, default=8970)
    chosen = arguments.parse_args()
    chromium = find_chromium()
    if chromium is None or not (npm.installed(WANTED) or npm.install(WANTED)):
        print("lighthouse needs Chromium (`make chromium`) and npm", file=sys.stderr)
        return 3
    worst = 100
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = f"http://127.0.0.1:{chosen.port}/"
        public = folder / "public"
        build(Options(ROOT, public, lambda _zone: date.today(), base_url=home))
        with served(public, chosen.port):
            for kind, path in PAGES.items():
                said = middle(report(home + path, chromium, folder) for _ in range(chosen.runs))
                found = scores(said)
                worst = min(worst, *found)
                weight = said["audits"]["total-byte-weight"]["numericValue"] / 1000
                paint = said["audits"]["largest-contentful-paint"]["displayValue"]
                print(f"| {kind} | {' | '.join(map(str, found))} | {paint} | {weight:.0f} kB |")
                if chosen.all:
                    for line in losses(said):
                        print(line)
    environment = said["environment"]
    print(f"Lighthouse {said['lighthouseVersion']}, {environment['hostUserAgent']}")
    # Above 1,500 on a desktop of today; other work on the machine lowers it.
    print(f"Speed of the machine: {environment['benchmarkIndex']:.0f}")
    return 0 if worst == 100 else 1


if __name__ == "__main__":
    sys.exit(main())
