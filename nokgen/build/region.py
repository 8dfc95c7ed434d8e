"""A region goes in; its files are put into the next output, and what is kept of it comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from nokgen.build.frame import Frame
from nokgen.build.pool import done
from nokgen.check.parted import CheckedRegion, check_region_of
from nokgen.compare import Past, Step
from nokgen.feeds import FeedPart, data_of, feed_part_of
from nokgen.model import Municipality, Region, build_site
from nokgen.model.outline import RegionOutline
from nokgen.pages import (
    Edition,
    OutputFile,
    RegionPart,
    documents_of,
    edition_of_regions,
    newest,
    pages_of,
    part_of,
)
from nokgen.pages.overview import territories
from nokgen.read import SourceTree, read_region
from nokgen.render import renderer_for
from nokgen.write import Hand, Put

Territory = tuple[Region, Municipality | None]
# The files of the region of an edition, each with what became of it.
Files = Callable[[Edition, Hand], Iterable[tuple[OutputFile, Put]]]
PastOf = Callable[[SourceTree], Past]


@dataclass(frozen=True, slots=True)
class Made:
    """What is kept of a region when its files stand; nothing but faults when it has any.

    `past` holds its newest changes alone. `listed` are the addresses of pages that search engines
    are told of, `titles` those of pages to which old addresses may lead. `pages` counts all.
    """

    checked: CheckedRegion
    part: RegionPart | None = None
    feeds: FeedPart = field(default_factory=FeedPart)
    past: Past = field(default_factory=Past)
    puts: tuple[Put, ...] = ()
    pages: int = 0
    listed: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)


def make_region(
    frame: Frame, slug: str, hand: Hand, files: Files, past_of: PastOf | None = None
) -> Made:
    """Read, check and model a region, and put its files; nothing is put when it has an error.

    Its past is that of the repository unless `past_of` tells another.
    """
    tree = read_region(frame.root, frame.tree, slug, frame.elsewhere.get(slug))
    checked = check_region_of(frame.begun, tree)
    if checked.content is None:
        return Made(checked)
    site = build_site(checked.content, frame.shared.site.today)
    past = (past_of or frame.past)(tree)
    edition = edition_of_regions(frame.shared, site, past)
    del tree
    made = tuple(files(edition, hand))
    (region,) = site.regions
    part = part_of(edition, region)
    return Made(
        checked=replace(checked, content=None),
        part=part,
        feeds=feed_part_of(edition, region, part.outline),
        past=_newest(edition),
        puts=tuple(put for _file, put in made),
        pages=sum(file.path.endswith(".html") for file, _put in made),
        listed=tuple(file.address for file, _put in made if file.is_listed),
        titles=_titles(part.outline, (file for file, _put in made if file.title)),
    )


def put_territories(
    frame: Frame, edition: Edition, hand: Hand, jobs: int
) -> Iterator[tuple[OutputFile, Put]]:
    """Make and put all files of the territories of an edition, in their order."""
    renderer = renderer_for(edition.messages, frame.root / "templates")

    def work(territory: Territory) -> list[tuple[OutputFile, Put]]:
        return [(_bare(file), hand.put(file)) for file in made(*territory)]

    def made(region: Region, municipality: Municipality | None) -> Iterator[OutputFile]:
        yield from pages_of(edition, renderer.page, region, municipality)
        yield from documents_of(frame.root, municipality or region)
        yield from data_of(edition, region, municipality)

    for found in done(work, tuple(territories(edition.site)), jobs):
        yield from found


def _titles(outline: RegionOutline, pages: Iterable[OutputFile]) -> Mapping[str, str]:
    """The titles of territories, to which codes lead, and of all that is below what has moved."""
    places = {part.address for part in outline.parts}
    moved = tuple({address for part in outline.parts for _old, address in part.moved})
    known = ((page.address, page.title) for page in pages)
    return {
        address: title
        for address, title in known
        if address in places or (moved and address.startswith(moved))
    }


def _bare(file: OutputFile) -> OutputFile:
    return OutputFile(file.path, b"", file.is_listed, file.title)


def _newest(edition: Edition) -> Past:
    """What the pages about all changes need: the newest steps, without the files behind them."""
    records: dict[str, list[Step]] = {}
    for step in newest(edition):
        records.setdefault(step.record, []).append(replace(step, before=None, after=None))
    return replace(
        edition.past,
        records={record: tuple(steps) for record, steps in records.items()},
        silences={},
        cut=frozenset(),
    )
