"""`python -m benchmarks.corpus --municipalities 300 --out FOLDER`: write a made-up country."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from benchmarks.corpus.site import write_country


def main() -> int:
    """Write the sources; 2 when the folder is not empty."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("--municipalities", type=int, default=300, metavar="N")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    chosen = parser.parse_args()
    if chosen.out.is_dir() and any(chosen.out.iterdir()):
        parser.error(f"{chosen.out} is not empty")
    started = time.perf_counter()
    write_country(chosen.out, chosen.municipalities)
    print(f"{chosen.municipalities} municipalities in {time.perf_counter() - started:.1f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
