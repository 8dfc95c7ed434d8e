"""What a start costs: `python -m benchmarks.start [CORPUS]` prints the processor time of processes.

Every run pays for the interpreter, for what it loads, and for what it asks before it knows what to
do. Other work on the machine changes the least of some runs but little. CORPUS is a folder made by
`python -m benchmarks.corpus`, which is copied; without one, twenty municipalities are made.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.environment import environment

ROOT = Path(__file__).resolve().parent.parent
RUNS = 7
DAY = "2026-11-22"
COUNT = """
import sys
from nokgen.cli.main import main
try:
    main()
finally:
    print(len(sys.modules), file=sys.stderr)
"""


def process(*arguments: str | Path, cache: Path) -> tuple[float, int]:
    """Milliseconds of a process with all that it started, and how many modules it loaded.

    Compiled modules are kept, as they are on any computer but one that is told otherwise.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(cache),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told = done.stderr.split()
    return spent * 1000, int(told[-1]) if told else 0


def row(name: str, run: Callable[[], tuple[float, int]], prepare: Callable[[], object]) -> None:
    """Print the least of some runs, each prepared; the first, which compiles, does not count."""
    figures = []
    for _ in range(RUNS + 1):
        prepare()
        figures.append(run())
    spent, modules = min(figures[1:])
    print(f"| {name} | {spent:.0f} ms | {modules or ''} |", flush=True)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        site, cache = Path(folder, "site"), Path(folder, "cache")
        if len(sys.argv) > 1:
            shutil.copytree(sys.argv[1], site)
        else:
            make = ["-m", "benchmarks.corpus", "--municipalities", "20", "--out", str(site)]
            subprocess.run([sys.executable, *make], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        plan = min(site.glob("content/*/*/plans/*.yaml"))

        def edit() -> None:
            plan.write_text(plan.read_text("utf-8") + "# .\n", "utf-8")

        def nokgen(*arguments: str | Path) -> tuple[float, int]:
            return process("-c", COUNT, *arguments, "-q", cache=cache)

        def build() -> tuple[float, int]:
            return nokgen(
                *("build", "--no-search", "--jobs", "1", "--today", DAY),
                *("-C", site, "-d", Path(folder, "public")),
            )

        print("| what | processor | modules |\n| --- | ---: | ---: |")
        nothing = bool
        row("Python itself", lambda: process("-c", "", cache=cache), nothing)
        row("--version", lambda: nokgen("--version"), nothing)
        row("check of one plan", lambda: nokgen("check", "-C", site, plan), nothing)
        build()
        row("build, nothing edited", build, nothing)
        row("build, one plan edited", build, edit)


if __name__ == "__main__":
    main()
