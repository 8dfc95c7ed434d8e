"""Where the time of a cold build goes: `python -m benchmarks.stages`, into docs/performance.md.

The regions of a made-up country are read, checked, modelled and put, one after the other in one
process, without its search, in processor time: for each part, and for each kind of page and of
file. The least of several runs counts: others at work can only make it longer.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar

from benchmarks.corpus.site import write_country
from benchmarks.national.equal import kind
from benchmarks.national.report import write
from benchmarks.national.sides import TODAY
from nokgen.build.frame import Frame, frame_of
from nokgen.build.options import Options
from nokgen.build.region import filed
from nokgen.check.parted import check_region_of
from nokgen.feeds import data_of
from nokgen.model import build_site
from nokgen.pages import Edition, OutputFile, documents_of, edition_of_regions, pages_of
from nokgen.pages.overview import territories
from nokgen.read import read_region
from nokgen.write import Hand

PARTS = {
    "read": ("reading", "bytes, YAML"),
    "check": ("checking", "shapes by the records, then the rules across files"),
    "model": ("model", "deadlines, quantities, statuses; the edition with its past"),
    "view": ("pages: views", "what a page says, ready to show"),
    "render": ("pages: templates", "Jinja's, compiled, and the sanitiser"),
    ".ics": ("calendars", "a deadline is written once and stands in several"),
    ".json": ("JSON", "what stands below `api/`, too, is the same file"),
    ".csv": ("tables", "a row is written once and stands in several"),
    ".atom": ("feed", "of towns"),
    "other": ("other files", "documents, pictures"),
    "put": ("putting", "one open, one write, one close a file; a sum each for the manifest"),
    "index": ("what the search finds", "marks in the pages, sums"),
}
# Kinds with less than this of a municipality's time are told together.
_SMALL = 0.01
_DATA = (".ics", ".json", ".csv", ".atom")
Value = TypeVar("Value")


@dataclass(slots=True)
class Cost:
    """Files of a kind, their bytes, seconds to make and to put them."""

    files: int = 0
    size: int = 0
    made: float = 0.0
    put: float = 0.0


@dataclass(slots=True)
class Run:
    """One run over all regions: seconds of each part, and the cost of each kind of file."""

    parts: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    kinds: dict[str, Cost] = field(default_factory=lambda: defaultdict(Cost))

    def of(self, part: str, work: Callable[[], Value]) -> Value:
        """Do some work, and count its time as that of a part."""
        begun = time.process_time()
        found = work()
        self.parts[part] += time.process_time() - begun
        return found


def main() -> int:
    """Measure, print and write the table."""
    memory = Path("/dev/shm")
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__)
    parser.add_argument("--municipalities", type=int, default=20, metavar="N")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--scratch", type=Path, default=memory if memory.is_dir() else None)
    parser.add_argument("--no-write", dest="write", action="store_false", help="only print")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.scratch) as folder:
        root = Path(folder) / "root"
        write_country(root, chosen.municipalities)
        options = Options(root, Path(folder) / "public", lambda _zone: TODAY, jobs=1)
        frame = frame_of(options)
        if not isinstance(frame, Frame):
            raise SystemExit("the made-up country has faults")
        measured(frame, Path(folder) / "first")  # compiles templates, loads modules
        runs = [measured(frame, Path(folder) / "new") for _ in range(chosen.runs)]
    text = table(runs, chosen.municipalities)
    command = f"python -m benchmarks.stages --municipalities {chosen.municipalities}"
    head = (
        f"```sh\n{command}\n```\n\n{date.today():%d.%m.%Y}, Python {platform.python_version()}, "
        f"{chosen.municipalities} municipalities, the least of {chosen.runs} runs, load "
        f"{os.getloadavg()[0]:.1f} at the end."
    )
    print(text)
    if chosen.write:
        write("stages", f"{head}\n\n{text}")
    return 0


def measured(frame: Frame, folder: Path) -> Run:
    """Everything that belongs to territories, once; the files are removed."""
    run, hand = Run(), Hand(folder, None, {}, ())
    folder.mkdir()
    for region in frame.regions:
        tree = run.of("read", partial(read_region, frame.root, frame.tree, region, None))
        checked = run.of("check", partial(check_region_of, frame.begun, tree))
        if (content := checked.content) is None:
            raise SystemExit("the made-up country has faults")
        site = run.of("model", partial(build_site, content, frame.shared.site.today))
        past = run.of("model", partial(frame.past, tree))
        edition = run.of("model", partial(edition_of_regions, frame.shared, site, past))
        _put(run, frame, edition, hand)
    shutil.rmtree(folder)
    return run


def _put(run: Run, frame: Frame, edition: Edition, hand: Hand) -> None:
    """Make and put the files of the territories of a region."""
    rendered = [0.0]

    def render(*arguments: object, **named: object) -> object:
        begun = time.process_time()
        page = frame.renderer.page(*arguments, **named)  # type: ignore[arg-type]
        rendered[0] += time.process_time() - begun
        return page

    def files() -> Iterator[Iterable[OutputFile]]:
        for region, municipality in territories(edition.site):
            yield pages_of(edition, render, region, municipality)  # type: ignore[arg-type]
            yield documents_of(frame.root, municipality or region)
            yield data_of(edition, region, municipality)

    for some in files():
        put = []
        before, begun = rendered[0], time.process_time()
        for file in some:
            made = time.process_time()
            found = hand.put(file)
            ended = time.process_time()
            cost = run.kinds[kind(file.path)]
            cost.files += 1
            cost.size += found.size
            cost.made += made - begun
            cost.put += ended - made
            _count(run, PurePosixPath(file.path).suffix, made - begun, rendered[0] - before)
            run.parts["put"] += ended - made
            put.append((found, file))
            before, begun = rendered[0], time.process_time()
        run.of("index", partial(filed, "", "", put))


def _count(run: Run, suffix: str, seconds: float, rendered: float) -> None:
    if suffix == ".html":
        run.parts["render"] += rendered
        run.parts["view"] += seconds - rendered
    else:
        run.parts[suffix if suffix in _DATA else "other"] += seconds


def table(runs: list[Run], municipalities: int) -> str:
    """Both tables as Markdown; the least of the runs, for each line by itself."""
    lines = ["| part | ms a municipality | of it |", "| --- | ---: | --- |"]
    least = {part: min(run.parts[part] for run in runs) for part in PARTS}
    for part, (name, about) in PARTS.items():
        if least[part] == 0:
            continue
        lines.append(f"| {name} | {least[part] / municipalities * 1000:.1f} | {about} |")
    whole = sum(least.values())
    lines.append(f"| in all | {whole / municipalities * 1000:.0f} | |")
    lines += ["", *_kinds(runs, municipalities, whole)]
    return "\n".join(lines)


def _kinds(runs: list[Run], municipalities: int, whole: float) -> Iterator[str]:
    """A line for each kind of file, the dearest first."""
    yield "| kind of file | a municipality | bytes each | µs to make one | µs to put it |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    rest = 0.0
    costs = {
        name: (cost, *(min(getattr(run.kinds[name], part) for run in runs) for part in _BOTH))
        for name, cost in runs[0].kinds.items()
    }
    for name, (cost, made, put) in sorted(costs.items(), key=lambda each: -sum(each[1][1:])):
        if made + put < whole * _SMALL:
            rest += made + put
            continue
        number = cost.files / municipalities
        yield (
            f"| `{name}` | {number:.0f} | {cost.size / cost.files:,.0f} | "
            f"{made / cost.files * 1e6:,.0f} | {put / cost.files * 1e6:,.0f} |"
        )
    yield f"| all others, ms a municipality | | | {rest / municipalities * 1000:.1f} | |"


_BOTH = ("made", "put")


if __name__ == "__main__":
    raise SystemExit(main())
