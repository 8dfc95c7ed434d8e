"""Time what people wait for on the real content: `python -m benchmarks.real_site`; 1 if slow.

Whole processes are timed, start of the interpreter included; each figure is the median of some
runs after one that is not counted. A cold build begins with no output and no cache; where nothing
has changed, both are those of the build before. The limits are promises of the project.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.environment import environment
from benchmarks.national.report import write

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5


def nokgen(cache: Path, *arguments: str | Path) -> None:
    """Run the command line on the real site; `cache` is what it remembers."""
    subprocess.run(
        [sys.executable, "-m", "nokgen", *arguments, "--today", "2026-11-22", "-q"],
        cwd=ROOT,
        env=environment(cache),
        check=True,
        stdin=subprocess.DEVNULL,
    )


def median(work: Callable[[Path], None]) -> float:
    """Seconds of `work` on a new folder each time."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        for run in range(RUNS + 1):
            place = Path(folder) / str(run)
            started = time.perf_counter()
            work(place)
            times.append(time.perf_counter() - started)
    return statistics.median(times[1:])


def build(place: Path) -> None:
    """Build without search, with nothing there yet and nothing remembered."""
    nokgen(place / "cache", "build", "--no-search", "-d", place / "public")


def build_again(place: Path) -> None:
    """Build into the one folder beside `place`, where nothing has changed since the first time."""
    build(place.parent / "again")


def build_with_search(place: Path) -> None:
    """Build with search, with nothing there yet and nothing remembered."""
    nokgen(place / "cache", "build", "-d", place / "public")


def check(place: Path) -> None:
    """Check."""
    nokgen(place / "cache", "check")


# What is done, the work, the limit in seconds.
ROWS: tuple[tuple[str, Callable[[Path], None], float], ...] = (
    ("cold build without search", build, 3.0),
    ("build with nothing changed", build_again, 1.0),
    ("cold build with search", build_with_search, 10.0),
    ("check", check, 2.0),
)


def main() -> int:
    """Print and write the table; 1 if a limit is passed."""
    slow = False
    lines = [f"| what | {date.today():%d.%m.%Y} | limit |", "| --- | ---: | ---: |"]
    for name, work, limit in ROWS:
        seconds = median(work)
        slow = slow or seconds > limit
        lines.append(f"| {name} | {seconds:.2f} s | {limit:.0f} s |")
        print(f"{name:30} {seconds:6.2f} s   limit {limit:.1f} s", flush=True)
    load = f"Load {os.getloadavg()[0]:.1f} at the end."
    if "--no-write" not in sys.argv:
        write("real site", "\n".join([*lines, "", load]))
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
