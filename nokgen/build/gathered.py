"""Regions that are made go in, one after another; what the whole site needs of them is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice

from nokgen.build.keys import digest
from nokgen.build.region import Filed, Known, Made, is_api
from nokgen.check.parted import CheckedRegion
from nokgen.compare import Past
from nokgen.diagnostics import Diagnostic
from nokgen.feeds import FeedPart, Packed, is_taken
from nokgen.index import Indexed
from nokgen.pages import RegionPart, Whole, bounds
from nokgen.write import Put, Stage


@dataclass(slots=True)
class Everything:
    """What files about the whole site are made of, on the day `today`: regions, joined.

    `taken` are the files of territories that others hold or copy, `api` the first of the
    `api_files` of the interface: of too many an archive holds none, and one too many tells that.
    """

    today: date
    checked: list[CheckedRegion] = field(default_factory=list)
    pasts: list[Past] = field(default_factory=list)
    feeds: FeedPart = field(default_factory=FeedPart)
    taken: list[Put] = field(default_factory=list)
    api: list[Put] = field(default_factory=list)
    api_files: int = 0
    listed: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    packed: list[Packed] = field(default_factory=list)
    _parts: list[RegionPart] = field(default_factory=list)
    _sums: list[str] = field(default_factory=list)

    def whole(self) -> Whole:
        """What pages about the whole site are made of."""
        return Whole(tuple(self._parts), tuple(self._sums))

    def add(self, made: Made, filed: tuple[Filed, ...]) -> None:
        """Take in a region with its files."""
        self.checked.append(made.checked)
        if made.part is None:
            return
        self._parts.append(made.part)
        self._sums.append(made.sum)
        self.packed.append(made.packed)
        self.pasts.append(made.past)
        self.feeds = self.feeds.joined(made.feeds, self.today)
        for each in filed:
            self.listed += each.listed
            self.taken += each.puts.those(is_taken)
            if len(self.api) <= bounds.FILES:
                room = bounds.FILES + 1 - len(self.api)
                self.api += islice(each.puts.those(is_api), room)
            self.api_files += each.brief.api_files
            self.titles |= each.titles


class Gathered:
    """All regions of a site on the day `today`, in their order.

    Nothing but outlines and lists of files grows with the country: regions are joined as they come.
    Those of which nearly all is still in the memory of the last build stay there until somebody
    asks for `everything`.
    """

    def __init__(self, today: date) -> None:
        self.diagnostics: list[tuple[Diagnostic, ...]] = []
        # Pages about the whole site that the search finds.
        self.found: list[Indexed] = []
        self.pages = 0
        self.has_errors = False
        # Digests of what regions claim, and of what files about the whole site are made of.
        self.claims: list[str] = []
        self._whole: list[str] = []
        self._api: list[str] = []
        self._filed: list[Callable[[], tuple[Filed, ...]]] = []
        self._api_files = 0
        self._joined = Everything(today)
        self._waiting: list[Known] = []

    def add(self, known: Known, stage: Stage) -> None:
        """Take in a region, and its files into the stage."""
        summary = known.summary
        if known.is_kept:
            stage.keep(known.slug, known.puts)
        else:
            stage.take(known.puts(), known.slug, known.rest().seen)
        self.diagnostics.append(summary.diagnostics)
        self.has_errors |= known.has_errors
        self.claims.append(summary.claims)
        self._whole.append(summary.whole)
        self._filed.append(known.filed)
        self._api += summary.api
        self._api_files += summary.api_files
        self.pages += summary.pages
        if known.is_kept or self._waiting:
            self._waiting.append(known)
        else:
            self._join(known)

    @property
    def indexed(self) -> Iterator[Indexed]:
        """All pages that the search finds; they are read for that."""
        for filed in self._filed:
            for each in filed():
                yield from each.indexed
        yield from self.found

    @property
    def key(self) -> str:
        """The digest of all that files about the whole site are made of."""
        # Of too many files of the interface, an archive holds none: so many tell that.
        api = self._api if self._api_files <= bounds.FILES else ()
        return digest(str(self._api_files), *self._whole, *api)

    @cached_property
    def everything(self) -> Everything:
        """All regions, joined; ForgottenError if some of it is not there any more."""
        for known in self._waiting:
            self._join(known)
        self._waiting.clear()
        return self._joined

    def _join(self, known: Known) -> None:
        self._joined.add(known.rest(), known.filed())
