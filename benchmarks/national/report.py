"""Measured rows go in; a table for the terminal and for `docs/performance.md` comes out."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median

from benchmarks.national.equal import Tally
from benchmarks.national.sides import hugo

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "performance.md"


@dataclass(slots=True)
class Row:
    """One line: what was measured on each side, in one unit."""

    what: str
    unit: str = "s"
    ours: list[float] = field(default_factory=list)
    theirs: dict[str, list[float]] = field(default_factory=dict)
    limit: str = ""


def table(rows: list[Row], sides: list[str]) -> str:
    """Medians and ratios, as Markdown."""
    heads = [f"{name} | ratio" for name in sides]
    lines = [
        f"| what | nokgen | {' | '.join(heads)} | aim |",
        f"| --- | ---: | {' | '.join(['---: | ---:'] * len(sides))} | --- |",
    ]
    for row in rows:
        cells = [_shown(row.ours, row.unit)]
        for name in sides:
            other = row.theirs.get(name, [])
            ratio = median(row.ours) / median(other) if row.ours and other else None
            cells += [_shown(other, row.unit), f"{ratio:.2f}" if ratio is not None else ""]
        lines.append(f"| {row.what} | {' | '.join(cells)} | {row.limit} |")
    return "\n".join(lines)


def _shown(values: list[float], unit: str) -> str:
    return shown(median(values), unit) if values else ""


def shown(middle: float, unit: str) -> str:
    """A figure with its unit, three digits of it; files are counted whole."""
    if unit not in ("s", "MB"):
        return f"{middle:,.0f} {unit}"
    digits = 0 if middle >= 100 else 1 if middle >= 10 else 2
    return f"{middle:,.{digits}f} {unit}"


def write(name: str, text: str, document: Path = DOCUMENT) -> None:
    """Put `text` between the markers `<!-- NAME -->` and `<!-- /NAME -->` of the document."""
    before = document.read_text("utf-8")
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    pattern = re.compile(re.escape(start) + ".*?" + re.escape(end), re.S)
    if not pattern.search(before):
        raise SystemExit(f"{document} has no markers {start} and {end}")
    after = pattern.sub(lambda _: f"{start}\n\n{text.strip()}\n\n{end}", before)
    document.write_text(after, "utf-8")


@cache
def hugo_version() -> str:
    """The version of Hugo; asked for before anything is measured, it also brings it to memory."""
    said = subprocess.run([str(hugo()), "version"], capture_output=True, text=True, check=True)
    found = re.search(r"v([\d.]+)", said.stdout)
    return found[1] if found else "?"


def machine(command: str) -> str:
    """The command, the day and the machine, for the head of a table."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    load = os.getloadavg()[0]
    return (
        f"```sh\n{command}\n```\n\n{date.today():%d.%m.%Y}, Python {platform.python_version()}, "
        f"Hugo {hugo_version()}, two cores of {os.cpu_count()}, {memory:.0f} GB, "
        f"load {load:.1f} at the end. Medians; a ratio below 1 means that nokgen needs less."
    )


def kinds_of_files(found: dict[str, Tally]) -> str:
    """What nokgen writes, by the ending of the name."""
    sums: dict[str, list[int]] = {}
    for kind, row in found.items():
        ending = kind.rpartition(".")[2] if "." in kind else "other"
        one = sums.setdefault("below api/" if kind.startswith("api/") else ending, [0, 0])
        one[0] += row.files
        one[1] += row.size
    lines = ["| files of nokgen | number | MB |", "| --- | ---: | ---: |"]
    for ending, (files, size) in sorted(sums.items(), key=lambda item: -item[1][0]):
        lines.append(f"| {ending} | {files:,} | {size / 1e6:.1f} |")
    return "\n".join(lines)
