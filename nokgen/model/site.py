"""The types of the site: frozen and complete, without look-ups, positions or YAML."""

from __future__ import annotations

from datetime import date

from nokgen.domain.status import Status
from nokgen.frozen import frozen
from nokgen.model.assessment import (
    Assessment,
    Improvement,
    Organization,
    Removal,
    SphereSummary,
    Survey,
)
from nokgen.model.campaign import Council, Publication
from nokgen.model.plan import Measure, Plan
from nokgen.records.content import PageFile
from nokgen.records.site import Site as SiteRecord
from nokgen.records.territory import Body as BodyRecord
from nokgen.records.territory import Municipality as MunicipalityRecord
from nokgen.records.territory import Region as RegionRecord


@frozen
class Promise:
    """What a body has promised in one plan."""

    plan: Plan
    measures: tuple[Measure, ...]


@frozen
class Body:
    """A body of a region or a municipality: the plans it adopted, and all it has promised there."""

    record: BodyRecord
    address: str
    adopted: tuple[Plan, ...]
    promises: tuple[Promise, ...]

    @property
    def name(self) -> str:
        """A name for lists."""
        return self.record.short_name or self.record.name


@frozen
class DueDate:
    """A day by which a measure must be done, and how it stands about this day."""

    day: date
    status: Status
    measure: Measure
    plan: Plan | Improvement


@frozen
class Territory:
    """What a region and a municipality have in common; what has a date is sorted newest first.

    `summaries` and `removal` of a region speak for its municipalities, too; all else is its own.
    `due` are the days of plans and of plans to remove shortcomings, sorted.
    """

    address: str
    folder: str
    plans: tuple[Plan, ...]
    bodies: tuple[Body, ...]
    documents: tuple[str, ...]
    due: tuple[DueDate, ...]
    organizations: tuple[Organization, ...]
    assessments: tuple[Assessment, ...]
    improvements: tuple[Improvement, ...]
    publications: tuple[Publication, ...]
    surveys: tuple[Survey, ...]
    council: Council | None
    summaries: tuple[SphereSummary, ...]
    removal: Removal


@frozen
class Municipality(Territory):
    """A municipality; `due` are the deadlines of its plans, sorted by day."""

    record: MunicipalityRecord
    path: str


@frozen
class Region(Territory):
    """A region; its `plans`, `bodies` and `due` are its own, not those of its municipalities."""

    record: RegionRecord
    path: str
    municipalities: tuple[Municipality, ...]

    @property
    def parts(self) -> tuple[Municipality | Region, ...]:
        """All of it: what is the region's own stands first."""
        return (self, *self.municipalities)


@frozen
class Site:
    """The whole site on one day; words of one group of `synonyms` mean the same to a search."""

    record: SiteRecord
    today: date
    regions: tuple[Region, ...]
    pages: tuple[PageFile, ...]
    synonyms: tuple[tuple[str, ...], ...] = ()
