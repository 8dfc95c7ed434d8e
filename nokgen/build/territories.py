"""Territories go in, one a piece of work; their files are put into the next output."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from nokgen.build.pool import done
from nokgen.feeds import data_of
from nokgen.model import Municipality, Region
from nokgen.pages import Edition, OutputFile, documents_of, pages_of
from nokgen.pages.overview import territories
from nokgen.render import renderer_for
from nokgen.write import Hand, Put

# A file without its content, and what became of it.
Made = tuple[OutputFile, Put]
Territory = tuple[Region, Municipality | None]


def put_territories(
    edition: Edition,
    root: Path,
    hand: Hand,
    jobs: int,
    step: Callable[[int, int], None],
) -> Iterator[Made]:
    """Make and put all files of all territories, in their order, with `jobs` processes.

    `step` is told how many territories are done, of how many.
    """
    renderer = renderer_for(edition.messages, root / "templates")

    def work(territory: Territory) -> list[Made]:
        return [(_bare(file), hand.put(file)) for file in files(*territory)]

    def files(region: Region, municipality: Municipality | None) -> Iterator[OutputFile]:
        yield from pages_of(edition, renderer.page, region, municipality)
        yield from documents_of(root, municipality or region)
        yield from data_of(edition, region, municipality)

    every = tuple(territories(edition.site))
    for number, made in enumerate(done(work, every, jobs), start=1):
        step(number, len(every))
        yield from made


def _bare(file: OutputFile) -> OutputFile:
    return OutputFile(file.path, b"", file.is_listed, file.title)
