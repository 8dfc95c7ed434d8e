"""Make the files of a release: the checkout goes in; packages, bill of materials and sums come out.

`python -m tools.supply.release FOLDER` (`make release-files`). The same revision gives the same
bytes: what has a date has that of the revision.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tools.supply.locks import ROOT

SUMS = "SHA256SUMS"
SBOM = "nokgen.cdx.json"


def packages(folder: Path, epoch: int, root: Path = ROOT) -> None:
    """Build the source package and the wheel of `root` into `folder`, dated `epoch`."""
    # From a clean checkout of the revision a file left lying about cannot get into them.
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder.resolve())]
    dated = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    subprocess.run(command, cwd=root, env=dated, check=True, stdout=subprocess.DEVNULL)


def sums(folder: Path) -> str:
    """The SHA-256 of each file of `folder`, as `sha256sum --check` reads them."""
    files = sorted(path for path in folder.iterdir() if path.name != SUMS)
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files
    )


def day_of(root: Path) -> int:
    """The time of the revision, in seconds of Unix."""
    command = ["git", "log", "-1", "--format=%ct"]
    run = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    return int(run.stdout)


def main(argv: Sequence[str] | None = None) -> int:
    """Make all files; 2 if the tag is not that of the version."""
    parser = argparse.ArgumentParser(prog="python -m tools.supply.release")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tag", help="the tag of the release, which must name the version")
    args = parser.parse_args(argv)
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = tomllib.loads(text)["project"]["version"]
    if args.tag is not None and args.tag != f"v{version}":
        print(f"release: the tag {args.tag} is not v{version}", file=sys.stderr)
        return 2
    # Heavy, and of no use to a tag that is wrong.
    from tools.supply.sbom import of_release

    epoch = day_of(ROOT)
    shutil.rmtree(args.folder, ignore_errors=True)
    args.folder.mkdir(parents=True)
    packages(args.folder, epoch)
    bill = of_release(datetime.fromtimestamp(epoch, UTC))
    (args.folder / SBOM).write_text(bill, encoding="utf-8", newline="\n")
    (args.folder / SUMS).write_text(sums(args.folder), encoding="utf-8", newline="\n")
    print((args.folder / SUMS).read_text(encoding="utf-8"), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
