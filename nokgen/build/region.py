"""A region goes in; its files are put into the next output, and what is kept of it comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from itertools import repeat
from typing import NamedTuple

from nokgen.build.frame import Frame
from nokgen.build.keys import digest
from nokgen.build.pool import done
from nokgen.check.layout import PLANS
from nokgen.check.parted import CheckedRegion, check_region_of, with_last
from nokgen.compare import Past, Step
from nokgen.diagnostics import Diagnostic
from nokgen.feeds import (
    FeedPart,
    Packed,
    Standing,
    data_of,
    feed_part_of,
    is_taken,
    packed_tables,
    renewed,
)
from nokgen.frozen import frozen
from nokgen.index import Indexed, indexed_of
from nokgen.model import Municipality, Region, build_site
from nokgen.model.outline import Outline, RegionOutline
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
from nokgen.read import CONTENT, SourceTree, read_region
from nokgen.write import Hand, Put, Puts, Seen, sum_of

Territory = tuple[Region, Municipality | None]


class Brief(NamedTuple):
    """What tells of files without a look at them: the digest of those that files about the whole
    site hold or copy, and of the addresses of pages; that of those of the interface, and how many
    there are; how many are pages.
    """

    taken: str
    api: str
    api_files: int
    pages: int


class Filed(NamedTuple):
    """The files of a territory that stand in the next output, or in the last one.

    `key` is the digest of all that they were made of, or "". `listed` are the addresses of pages
    that search engines are told of, `titles` what others call pages, by address, `indexed` are the
    pages that the search finds: known whenever the site has one, though this build may not make it.
    """

    address: str
    key: str
    puts: Puts
    listed: tuple[str, ...]
    titles: Mapping[str, str]
    indexed: tuple[Indexed, ...]
    brief: Brief


# The files of the region of an edition, territory by territory.
Files = Callable[[Edition, Hand], Iterable[Filed]]
PastOf = Callable[[SourceTree], Past]


@frozen
class Made:
    """What is kept of a region when its files stand; nothing but faults when it has any.

    `past` holds its newest changes alone. `sum` is the digest of what pages about the whole
    site are made of, `packed` what the archive of all tables holds of its own. `offers` are those
    of its municipalities, for when it is made again. `claims` is the digest of what it claims, and
    `whole` that of all that files about the whole site are made of. `seen` is what the file
    system said of the files, if they are new.
    """

    checked: CheckedRegion
    part: RegionPart | None = None
    feeds: FeedPart = field(default_factory=FeedPart)
    past: Past = field(default_factory=Past)
    filed: tuple[Filed, ...] = ()
    sum: str = ""
    packed: Packed = field(default_factory=Packed)
    offers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims: str = ""
    whole: str = ""
    seen: Seen | None = None

    @property
    def puts(self) -> tuple[Puts, ...]:
        """All its files, territory by territory."""
        return tuple(each.puts for each in self.filed)

    @property
    def listed(self) -> Iterator[str]:
        """The addresses of its pages that search engines are told of."""
        return (address for each in self.filed for address in each.listed)


class Summary(NamedTuple):
    """What every build asks of a region, all of whose files stand.

    `claims` and `whole` are as in `Made`, `groups` is the digest of its files, `api` those of its
    files of the interface, of which there are `api_files`.
    """

    diagnostics: tuple[Diagnostic, ...]
    claims: str
    whole: str
    groups: bytes
    api: tuple[str, ...]
    api_files: int
    pages: int

    @classmethod
    def of(cls, made: Made) -> Summary:
        """That of a region that was made just now."""
        briefs = [each.brief for each in made.filed]
        return cls(
            diagnostics=made.checked.diagnostics,
            claims=made.claims,
            whole=made.whole,
            groups=sum_of(puts.digest for puts in made.puts),
            api=tuple(each.api for each in briefs),
            api_files=sum(each.api_files for each in briefs),
            pages=sum(each.pages for each in briefs),
        )


@frozen
class Known:
    """A region as far as a build knows it; `filed` has its files, `rest` the whole of it.

    It is kept if these must be read first.
    """

    slug: str
    summary: Summary
    is_kept: bool
    filed: Callable[[], tuple[Filed, ...]]
    rest: Callable[[], Made]

    @classmethod
    def of(cls, slug: str, made: Made) -> Known:
        """That of a region that was made just now."""
        filed = made.filed  # whoever keeps these does not keep all the rest
        return cls(slug, Summary.of(made), False, lambda: filed, lambda: made)

    def puts(self) -> tuple[Puts, ...]:
        """All its files, territory by territory."""
        return tuple(each.puts for each in self.filed())

    @property
    def has_errors(self) -> bool:
        """Whether anything stops the build."""
        return CheckedRegion(None, self.summary.diagnostics).has_errors


@frozen
class Last:
    """A region as it was made the last time, and the folders of those of its `towns` of which all
    stands as it was made: their plans need not be read again, for they are nobody else's business.
    """

    made: Made
    towns: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Their addresses."""
        return tuple(f"/{town}/" for town in self.towns)

    @property
    def unread(self) -> tuple[str, ...]:
        """How the paths of their plans begin."""
        return tuple(f"{CONTENT}/{town}/{PLANS}/" for town in self.towns)

    @property
    def outlines(self) -> dict[str, Outline]:
        """Their outlines by their addresses."""
        known = self.made.part.outline.municipalities if self.made.part is not None else ()
        return {each.address: each for each in known if each.folder in self.towns}

    @property
    def offers(self) -> dict[str, tuple[str, ...]]:
        """Those of their pages."""
        known = self.made.offers.items()
        return {page: names for page, names in known if page.startswith(self.addresses)}

    @property
    def anchors(self) -> dict[str, tuple[str, ...]]:
        """Those of their plans that changed last, by the addresses of these."""
        known = self.made.part.anchors if self.made.part is not None else {}
        plans = tuple(f"/{town}/{PLANS}/" for town in self.towns)
        return {address: ids for address, ids in known.items() if address.startswith(plans)}


NEVER = Last(Made(CheckedRegion(None, ())))


def make_region(
    frame: Frame,
    slug: str,
    hand: Hand,
    files: Files,
    past_of: PastOf | None = None,
    last: Last = NEVER,
) -> Made:
    """Read, check and model a region, and put its files; nothing is put when it has an error.

    Its past is that of the repository unless `past_of` tells another. `last` is how it was made
    before.
    """
    place = frame.elsewhere.get(slug)
    tree = read_region(frame.root, frame.tree, slug, place, last.unread, frame.parsed)
    checked = with_last(check_region_of(frame.begun, tree), last.made.checked, last.towns)
    if checked.content is None:
        return Made(checked)
    site = build_site(checked.content, frame.shared.site.today)
    past = (past_of or frame.past)(tree)
    edition = edition_of_regions(frame.shared, site, past, last.outlines, last.offers)
    del tree
    (region,) = site.regions
    part = part_of(edition, region, last.anchors)
    feeds = _feeds(edition, region, part.outline, last)
    if feeds is None:
        return make_region(frame, slug, hand, files, past_of, Last(last.made))
    filed = tuple(_with_few_titles(each, part.outline) for each in files(edition, hand))
    towns = tuple(each.address for each in region.municipalities)
    past = _newest(edition)
    # The days of each month have a digest of their own.
    total = digest_of(part.with_days(repeat(())), past)
    titles = (digest_of(sorted(each.titles.items())) for each in filed)
    return Made(
        checked=replace(checked, content=None),
        part=part,
        feeds=feeds,
        past=past,
        filed=filed,
        offers={page: names for page, names in edition.offers.items() if page.startswith(towns)},
        sum=total,
        packed=_packed(part.outline, filed, hand, last.made.packed),
        claims=checked.claims.digest,
        whole=digest(
            *(total, feeds.sum, *(each.brief.taken for each in filed), *titles),
            *(f"{month} {of}" for month, of in sorted(part.months.items())),
        ),
    )


def _feeds(edition: Edition, region: Region, outline: RegionOutline, last: Last) -> FeedPart | None:
    """What files about the whole site take of a region; None if it takes all plans to tell."""
    read = [each for each in region.municipalities if each.folder not in last.towns]
    region = replace(region, municipalities=tuple(read))
    own = tuple(each for each in outline.municipalities if each.folder not in last.towns)
    found = feed_part_of(edition, region, replace(outline, municipalities=own))
    if not last.towns:
        return found
    return renewed(last.made.feeds, found, last.addresses, edition.site.today)


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

    def work(new: tuple[Territory, str]) -> Filed:
        territory, key = new
        region, municipality = territory
        files = ((hand.put(file), file) for file in made(*territory))
        address = (municipality or region).address
        return filed(address, key, files, is_found=frame.options.finds_pages)

    def made(region: Region, municipality: Municipality | None) -> Iterator[OutputFile]:
        yield from pages_of(edition, frame.renderer.page, region, municipality)
        yield from documents_of(frame.root, municipality or region)
        yield from data_of(edition, region, municipality)

    found = [(each, known(each[1] or each[0])) for each in territories(edition.site)]
    # What is known would only travel to another process and back.
    coming = done(work, [(each, key) for each, key in found if isinstance(key, str)], jobs)
    for _territory, each in found:
        yield each if isinstance(each, Filed) else next(coming)


def filed(
    address: str, key: str, files: Iterable[tuple[Put, OutputFile]], *, is_found: bool = True
) -> Filed:
    """The files of a territory, when they are put; whether the search is to find them."""
    puts, listed, titles, indexed = [], [], {}, []
    for put, file in files:
        puts.append(put)
        if file.is_listed:
            listed.append(file.address)
        if file.title:
            titles[file.address] = file.title
        if is_found and (found := indexed_of(file.path, file.content)):
            indexed.append(found)
    brief = _brief(puts, listed)
    return Filed(address, key, Puts.of(puts), tuple(listed), titles, tuple(indexed), brief)


def _brief(puts: Iterable[Put], listed: Iterable[str]) -> Brief:
    known = tuple(puts)
    taken = Puts.of(put for put in known if is_taken(put.path))
    api = Puts.of(put for put in known if is_api(put.path))
    return Brief(
        taken=digest(taken.digest.hex(), *listed),
        api=api.digest.hex(),
        api_files=len(api),
        pages=sum(put.path.endswith(".html") for put in known),
    )


def is_api(path: str) -> bool:
    """Whether a file is one of the interface for programs."""
    return path.startswith("api/")


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
