"""A region goes in; what pages about the whole site need of it, besides its outline, comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from nokgen.frozen import frozen
from nokgen.model import Improvement, Plan, Region
from nokgen.model.outline import Country, Promised, RegionOutline
from nokgen.pages.calendar import Month, by_month
from nokgen.pages.changes import newest, page_of, places_of
from nokgen.pages.data import Beside, beside_pages
from nokgen.pages.edition import Edition
from nokgen.pages.groups import digest_of, digest_of_rows
from nokgen.pages.linking import Example, example_of_organization, example_of_place
from nokgen.pages.outlines import outlines_for


@frozen
class RegionPart:
    """What is kept of a region when its pages are made.

    `place` and `organization` are its examples for the page on links. `beside` says which files
    stand beside its pages. `anchors` are those of the pages that changed last, by address, `months`
    digests of the deadlines of each month.
    """

    outline: RegionOutline
    place: Example | None = None
    organization: Example | None = None
    beside: tuple[Beside, ...] = ()
    anchors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    months: Mapping[Month, str] = field(default_factory=dict)

    def with_days(self, days: Iterable[Iterable[Promised]]) -> RegionPart:
        """The same with these deadlines of each territory."""
        found = iter(days)
        own, *towns = (replace(each, due=tuple(next(found))) for each in self.outline.parts)
        return replace(self, outline=RegionOutline(own, tuple(towns)))


@dataclass(frozen=True)
class Whole:
    """All regions of a site, in the order of its pages.

    `sums` are digests of all that is kept of them, in the same order, where they are known.
    """

    parts: tuple[RegionPart, ...] = ()
    sums: tuple[str, ...] = ()

    @cached_property
    def sum(self) -> str:
        """The digest of all of them."""
        return digest_of(self.sums)

    @cached_property
    def country(self) -> Country:
        """Their outlines."""
        return Country(tuple(part.outline for part in self.parts))


def part_of(
    edition: Edition, region: Region, kept: Mapping[str, tuple[str, ...]] | None = None
) -> RegionPart:
    """What is kept of the region of an edition; `kept` are anchors of pages not made this time."""
    own, *towns = outlines_for(edition, region, None)
    outline = RegionOutline(own, tuple(towns))
    days = by_month(Country((outline,)).days)
    return RegionPart(
        outline=outline,
        place=example_of_place(edition, region),
        organization=example_of_organization(edition, region),
        beside=beside_pages(edition, outline.parts),
        anchors=dict(sorted({**(kept or {}), **dict(_anchors(edition, outline))}.items())),
        months={month: digest_of_rows(dues) for month, dues in days.items()},
    )


def first_example(examples: Iterable[Example | None]) -> Example | None:
    """The best one; of equals the first."""
    return min((each for each in examples if each), key=lambda each: each.rank, default=None)


def _anchors(edition: Edition, outline: RegionOutline) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The ids of the measures on each page that changed last."""
    places = places_of(edition, Country((outline,)))
    for step in newest(edition):
        place = page_of(step.record, places)
        subject = edition.subjects.get(place.address) if place else None
        if subject is not None and isinstance(subject.thing, Plan | Improvement):
            measures = subject.thing.measures
            yield subject.address, tuple(measure.record.id for measure in measures)
