"""Building sites in tests: a folder of sources and a day go in, an outcome and a tree come out."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from nokgen.build import Options, Outcome, Search, build
from nokgen.pages import OutputFile
from nokgen.write import Changes, Stage

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 22)


def real_site(folder: Path) -> Path:
    """A copy of the real site's sources, to change freely."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "site.yaml", folder / "site.yaml")
    return folder


def built(
    root: Path,
    destination: Path,
    *,
    today: date = TODAY,
    search: Search = Search.NONE,
    base_url: str | None = None,
    from_disk: bool = False,
    strict: bool = False,
) -> Outcome:
    """Run a whole build of the site at `root`."""
    return build(
        Options(
            root=root,
            destination=destination,
            clock=lambda _zone: today,
            search=search,
            base_url=base_url,
            from_disk=from_disk,
            strict=strict,
        )
    )


def tree(folder: Path, *, search: bool = False) -> dict[str, bytes]:
    """All files below a folder by their paths; Pagefind's own differ from run to run."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (search or "pagefind" not in path.relative_to(folder).parts)
    }


def put_all(stage: Stage, files: Iterable[OutputFile], awaited: Sequence[str] = ()) -> Changes:
    """Put all files of a site into its stage."""
    stage.put(files)
    return stage.settle(awaited=awaited)
