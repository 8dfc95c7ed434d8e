"""Parts of a country against one build: `python -m benchmarks.parts`; exits 1 if a byte differs.

A made-up country is built as a whole and region by region, and its parts are joined. Seconds are
those of the processors, memory that of all processes together, without the search.
"""

from __future__ import annotations

import argparse
import filecmp
import resource
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus.site import write_country
from benchmarks.national.processes import nokgen_cache, peak

DAY = "2026-11-22"
LIMIT = 3_600.0


def main() -> int:
    """Print a row for each command, and whether the joined site is the single build."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parts", description=__doc__)
    parser.add_argument("--municipalities", type=int, default=60, metavar="N")
    with tempfile.TemporaryDirectory() as folder:
        return compare(Path(folder), parser.parse_args().municipalities)


def compare(folder: Path, size: int) -> int:
    """Build, join and compare below a folder; 1 if the two sites differ."""
    root, parts = folder / "root", folder / "parts"
    write_country(root, size)
    regions = sorted(path.parent.name for path in root.glob("content/*/region.yaml"))
    _measured("build", folder, "build", "-C", root, "-d", folder / "whole")
    for region in regions:
        options = ("--only", region, "-d", parts / region)
        _measured(f"build --only {region}", folder, "build", "-C", root, *options)
        notes = sum(path.stat().st_size for path in (parts / region).glob(".nokgen-part/part.json"))
        print(f"{'':40} part.json: {notes / 1000:.0f} kB")
    given = [parts / region for region in regions]
    _measured("join", folder, "join", "-C", root, "-d", folder / "joined", *given)
    one, other = files(folder / "whole"), files(folder / "joined")
    different = sorted(
        {*one.keys() ^ other.keys()}
        | {name for name in one.keys() & other.keys() if not same(one[name], other[name])}
    )
    print(f"{size} municipalities, {len(one)} files: {len(different)} differ", *different[:10])
    return int(bool(different))


def files(folder: Path) -> dict[str, Path]:
    """All files below a folder by their paths."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in found}


def same(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes."""
    return filecmp.cmp(one, other, shallow=False)


def _measured(name: str, scratch: Path, *arguments: str | Path) -> None:
    command: Sequence[str | Path] = (sys.executable, "-m", "nokgen", *arguments)
    shutil.rmtree(nokgen_cache(scratch), ignore_errors=True)  # nothing is remembered
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory = peak([*command, "--quiet", "--no-search", "--today", DAY], scratch, LIMIT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name:40} {took:6.1f} s {memory:6.0f} MB", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
