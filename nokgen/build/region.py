"""A region goes in; its files are put into the next output, and what is kept of it comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import NamedTuple

from nokgen.build.frame import Frame
from nokgen.build.pool import done
from nokgen.check.parted import CheckedRegion, check_region_of
from nokgen.compare import Past, Step
from nokgen.feeds import (
    FeedPart,
    Packed,
    Standing,
    data_of,
    feed_part_of,
    is_taken,
    packed_tables,
)
from nokgen.frozen import frozen
from nokgen.index import Indexed, indexed_of
from nokgen.model import Municipality, Region, build_site
from nokgen.model.outline import RegionOutline
from nokgen.pages import (
    Edition,
    OutputFile,
    RegionPart,
    digest_of,
    documents_of,
    edition_of_regions,
    newest,
    pages_of,
    part_of,
)
from nokgen.pages.overview import territories
from nokgen.read import SourceTree, read_region
from nokgen.write import Hand, Put, Puts

Territory = tuple[Region, Municipality | None]


class Filed(NamedTuple):
    """The files of a territory that stand in the next output, or in the last one.

    `key` is the digest of all that they were made of, or "". `listed` are the addresses of pages
    that search engines are told of, `titles` what others call pages, by address, `indexed` are the
    pages that the search finds: known whether or not this build makes one, for the next may.
    """

    address: str
    key: str
    puts: Puts
    listed: tuple[str, ...]
    titles: Mapping[str, str]
    indexed: tuple[Indexed, ...]

    @property
    def pages(self) -> int:
        """How many of them are pages."""
        return sum(path.endswith(".html") for path in self.puts.paths)


# The files of the region of an edition, territory by territory.
Files = Callable[[Edition, Hand], Iterable[Filed]]
PastOf = Callable[[SourceTree], Past]


@frozen
class Made:
    """What is kept of a region when its files stand; nothing but faults when it has any.

    `past` holds its newest changes alone. `sum` is the digest of what pages about the whole
    site are made of, `packed` what the archive of all tables holds of its own.
    """

    checked: CheckedRegion
    part: RegionPart | None = None
    feeds: FeedPart = field(default_factory=FeedPart)
    past: Past = field(default_factory=Past)
    filed: tuple[Filed, ...] = ()
    sum: str = ""
    packed: Packed = field(default_factory=dict)

    @property
    def puts(self) -> tuple[Puts, ...]:
        """All its files, territory by territory."""
        return tuple(each.puts for each in self.filed)

    @property
    def listed(self) -> Iterator[str]:
        """The addresses of its pages that search engines are told of."""
        return (address for each in self.filed for address in each.listed)


def make_region(
    frame: Frame,
    slug: str,
    hand: Hand,
    files: Files,
    past_of: PastOf | None = None,
    last: Made | None = None,
) -> Made:
    """Read, check and model a region, and put its files; nothing is put when it has an error.

    Its past is that of the repository unless `past_of` tells another. `last` is how it was made
    before.
    """
    tree = read_region(frame.root, frame.tree, slug, frame.elsewhere.get(slug))
    checked = check_region_of(frame.begun, tree)
    if checked.content is None:
        return Made(checked)
    site = build_site(checked.content, frame.shared.site.today)
    past = (past_of or frame.past)(tree)
    edition = edition_of_regions(frame.shared, site, past)
    del tree
    (region,) = site.regions
    part = part_of(edition, region)
    feeds = feed_part_of(edition, region, part.outline)
    filed = tuple(files(edition, hand))
    return Made(
        checked=replace(checked, content=None),
        part=part,
        feeds=feeds,
        past=(known := _newest(edition)),
        filed=tuple(_with_few_titles(each, part.outline) for each in filed),
        sum=digest_of(part, known),
        packed=_packed(part.outline, filed, hand, last.packed if last is not None else {}),
    )


def put_territories(
    frame: Frame,
    edition: Edition,
    hand: Hand,
    jobs: int,
    known: Callable[[Municipality | Region], str | Filed] = lambda _territory: "",
) -> Iterator[Filed]:
    """Make and put all files of the territories of an edition, in their order.

    `known` has the files of a territory when they need not be made again, else their key.
    """

    def work(territory: Territory) -> Filed:
        region, municipality = territory
        owner = municipality or region
        found = known(owner)
        if isinstance(found, Filed):
            return found
        return filed(owner.address, found, ((hand.put(file), file) for file in made(*territory)))

    def made(region: Region, municipality: Municipality | None) -> Iterator[OutputFile]:
        yield from pages_of(edition, frame.renderer.page, region, municipality)
        yield from documents_of(frame.root, municipality or region)
        yield from data_of(edition, region, municipality)

    return done(work, tuple(territories(edition.site)), jobs)


def filed(address: str, key: str, files: Iterable[tuple[Put, OutputFile]]) -> Filed:
    """The files of a territory, when they are put."""
    puts, listed, titles, indexed = [], [], {}, []
    for put, file in files:
        puts.append(put)
        if file.is_listed:
            listed.append(file.address)
        if file.title:
            titles[file.address] = file.title
        if found := indexed_of(file.path, file.content):
            indexed.append(found)
    return Filed(address, key, Puts.of(puts), tuple(listed), titles, tuple(indexed))


def _packed(outline: RegionOutline, filed: Iterable[Filed], hand: Hand, before: Packed) -> Packed:
    """Its tables for the archive: compressed here, where several regions are made at once."""
    puts = {put.path: put for each in filed for put in each.puts if is_taken(put.path)}
    return packed_tables(outline, Standing(puts, lambda path: hand.where(puts[path])), before)


def _with_few_titles(each: Filed, outline: RegionOutline) -> Filed:
    """With the titles of territories, to which codes lead, and of all that is below what moved."""
    places = {part.address for part in outline.parts}
    moved = tuple({address for part in outline.parts for _old, address in part.moved})
    few = {
        address: title
        for address, title in each.titles.items()
        if address in places or (moved and address.startswith(moved))
    }
    return each._replace(titles=few)


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
