"""Time how YAML is read: `python -m benchmarks.reading [FILE…]`; by default the real plans.

For each file the µs of the quick reader, of the complete one, and of what PyYAML offers for the
same work; medians of runs in turn, in the time of the processor. `accepted` tells whether the quick
reader takes the file; otherwise both are run.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from nokgen.read.compose import compose, plain
from nokgen.read.scan import scan

ROOT = Path(__file__).resolve().parent.parent
RUNS = 30
REPEATS = 10


def complete(text: str) -> object:
    """The tree by way of the complete reader, as for a file that the quick one leaves to it."""
    top, _faults = compose(text)
    return None if top is None else plain(top)


WAYS: dict[str, Callable[[str], object]] = {
    "scan": scan,
    "compose": complete,
    "CSafeLoader": lambda text: yaml.load(text, yaml.CSafeLoader),
}


def times(text: str) -> dict[str, float]:
    """µs of each way, the runs of all taken in turn."""
    taken: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(RUNS):
        for name, way in WAYS.items():
            started = time.process_time()
            for _ in range(REPEATS):
                way(text)
            taken[name].append((time.process_time() - started) / REPEATS * 1e6)
    return {name: statistics.median(each) for name, each in taken.items()}


def main(names: list[str]) -> int:
    """Print a row for each file; 1 when the quick reader leaves one to the complete one."""
    files = [Path(name) for name in names] or sorted(ROOT.glob("content/**/plans/*.yaml"))
    print(f"{'file':40} {'bytes':>7}", *(f"{name:>12}" for name in WAYS), "  accepted")
    is_good = True
    for file in files:
        text = file.read_text(encoding="utf-8")
        is_accepted = scan(text) is not None
        is_good = is_good and is_accepted
        row = times(text)
        size = len(text.encode())
        figures = (f"{row[name]:>12.0f}" for name in WAYS)
        name = "/".join(file.parts[-3:])[-40:]
        print(f"{name:40} {size:>7}", *figures, f"  {'yes' if is_accepted else 'no'}")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
