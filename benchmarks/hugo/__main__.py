"""`python -m benchmarks.hugo --corpus DIR --published DIR --out DIR`: write a Hugo site."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from benchmarks.hugo.convert import convert


def main() -> int:
    """Convert the corpus; `--published` is what nokgen made of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hugo", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--published", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--form", choices=("yaml", "json"), default="yaml")
    parser.add_argument("--pages", action="store_true", help="pages and tables alone")
    chosen = parser.parse_args()
    started = time.perf_counter()
    convert(chosen.corpus, chosen.published, chosen.out, chosen.form, not chosen.pages)
    print(f"converted in {time.perf_counter() - started:.1f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
