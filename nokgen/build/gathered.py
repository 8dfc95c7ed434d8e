"""Regions that are made go in, one after another; what the whole site needs of them is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from nokgen.build.region import Made
from nokgen.check.parted import CheckedRegion
from nokgen.compare import Past
from nokgen.feeds import FeedPart, Packed, is_taken
from nokgen.index import Indexed
from nokgen.pages import RegionPart, Whole
from nokgen.write import Put, Stage


@dataclass(slots=True)
class Gathered:
    """All regions of a site on the day `today`, in their order.

    `taken` are the files of territories that others hold or copy, `api` those of the interface. The
    rest is that of regions, joined; `indexed`, `titles` and `pages` get those of the whole, too.
    """

    today: date
    checked: list[CheckedRegion] = field(default_factory=list)
    pasts: list[Past] = field(default_factory=list)
    feeds: FeedPart = field(default_factory=FeedPart)
    taken: list[Put] = field(default_factory=list)
    api: list[Put] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    indexed: list[Indexed] = field(default_factory=list)
    packed: list[Packed] = field(default_factory=list)
    pages: int = 0
    _parts: list[RegionPart] = field(default_factory=list)
    _sums: list[str] = field(default_factory=list)

    def whole(self) -> Whole:
        """What pages about the whole site are made of."""
        return Whole(tuple(self._parts), tuple(self._sums))

    def add(self, made: Made, stage: Stage) -> None:
        """Take in a region, and its files into the stage."""
        stage.take(made.puts)
        self.checked.append(made.checked)
        if made.part is None:
            return
        self._parts.append(made.part)
        self._sums.append(made.sum)
        self.packed.append(made.packed)
        self.pasts.append(made.past)
        self.feeds = self.feeds.joined(made.feeds, self.today)
        self.listed += made.listed
        for each in made.filed:
            self.taken += each.puts.those(is_taken)
            self.api += each.puts.those(_is_api)
            self.pages += each.pages
            self.titles |= each.titles
            self.indexed += each.indexed


def _is_api(path: str) -> bool:
    return path.startswith("api/")
