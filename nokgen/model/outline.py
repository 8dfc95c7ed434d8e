"""A territory goes in; what pages and files about the whole site need to know of it comes out.

A country has too many records to stand in memory at once. Whoever makes the files of a region has
them all; of what is left behind, an outline is kept, a hundredth of the size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from nokgen.domain.status import Status, StatusKind
from nokgen.frozen import frozen
from nokgen.model.assessment import Assessment, Improvement, Survey
from nokgen.model.news import ABOUT_DEADLINES, news_of
from nokgen.model.plan import BodyRef, Measure, Plan
from nokgen.model.site import DueDate, Municipality, Region
from nokgen.model.turns import changed_in, last_turn
from nokgen.records.organization import OrganizationKind
from nokgen.records.plan import Sphere
from nokgen.records.territory import BodyKind, MunicipalityKind

# Old addresses, each with the one of today.
Moves = tuple[tuple[str, str], ...]

LATELY = timedelta(days=30)
_DONE = (StatusKind.DONE_ON_TIME, StatusKind.DONE_LATE, StatusKind.DONE)
# Rows of an organisation in a table of figures besides its indicators: five criteria, the total.
_ALWAYS = 6


class Promised(NamedTuple):
    """A day of a measure, and how the measure stands about it; `words` are its deadline."""

    day: date
    address: str
    name: str
    words: str
    status: Status
    plan: str
    plan_address: str
    place: BodyRef


class PlanOutline(NamedTuple):
    """A plan; `years` are its first and its last one, None when it is repeated every year."""

    address: str
    path: str
    name: str
    years: tuple[int, int] | None
    measures: int


class BodyOutline(NamedTuple):
    """A responsible body."""

    address: str
    name: str
    kind: BodyKind


class OrganizationOutline(NamedTuple):
    """An organisation; `bus_id` is its number on bus.gov.ru, or None."""

    address: str
    name: str
    kind: OrganizationKind
    bus_id: str | None
    is_closed: bool


class AssessmentOutline(NamedTuple):
    """An assessment; `title` as published, or ""; `figures` are the rows of its table of figures.

    `path` is its file, `table` that of its published table, or "".
    """

    address: str
    path: str
    table: str
    title: str
    sphere: Sphere
    year: int
    place: str
    rows: int
    figures: int


class ImprovementOutline(NamedTuple):
    """A plan to remove shortcomings; `name` is the one of its organisation."""

    address: str
    path: str
    name: str
    items: int


@frozen
class Outline:
    """A region by itself, or a municipality; what is listed is in the order of its pages.

    `kind` is None for a region, and for a municipality of a kind that is not known. `surveys` are
    those that are open. `statuses` count the measures of its plans. `due` are its deadlines by day,
    `done` what was done lately, in no order. `changed` says of pages when their words changed last,
    `turned` is the last day on which time alone may have changed anything. `has_days` tells of
    calendars, `has_news` of feeds, `has_turns` of news about deadlines, `has_reports` of reports on
    measures of its plans. `first_measure` is the address of its first measure, or "".
    """

    address: str
    folder: str
    path: str
    name: str
    region: str
    is_region: bool
    kind: MunicipalityKind | None
    oktmo: str | None
    plans: tuple[PlanOutline, ...]
    bodies: tuple[BodyOutline, ...]
    organizations: tuple[OrganizationOutline, ...]
    assessments: tuple[AssessmentOutline, ...]
    improvements: tuple[ImprovementOutline, ...]
    surveys: tuple[Survey, ...]
    statuses: Mapping[StatusKind, int]
    due: tuple[Promised, ...]
    done: tuple[Promised, ...]
    moved: Moves
    changed: Mapping[str, date]
    turned: date | None
    has_days: bool
    has_news: bool
    has_turns: bool
    has_reports: bool
    first_measure: str

    @property
    def measures(self) -> int:
        """How many measures its plans have."""
        return sum(plan.measures for plan in self.plans)


@frozen
class RegionOutline:
    """A region by itself, and its municipalities."""

    own: Outline
    municipalities: tuple[Outline, ...]

    @property
    def parts(self) -> tuple[Outline, ...]:
        """All of it: what is the region's own stands first."""
        return (self.own, *self.municipalities)


@dataclass(frozen=True)
class Country:
    """All territories of a site, in the order of its pages."""

    regions: tuple[RegionOutline, ...] = ()

    @cached_property
    def days(self) -> tuple[Promised, ...]:
        """Every deadline, by day."""
        every = (due for part in self.parts() for due in part.due)
        return tuple(sorted(every, key=attrgetter("day", "address")))

    def parts(self) -> Iterator[Outline]:
        """Every region by itself, each followed by its municipalities."""
        for region in self.regions:
            yield from region.parts


def outline_of(region: Region, municipality: Municipality | None, today: date) -> Outline:
    """The outline of a region by itself, or of a municipality."""
    owner: Municipality | Region = municipality or region
    plans: tuple[Plan | Improvement, ...] = (*owner.plans, *owner.improvements)
    news = news_of(owner, today)
    return Outline(
        address=owner.address,
        folder=owner.folder,
        path=owner.path,
        name=owner.record.name,
        region=region.record.name,
        is_region=municipality is None,
        kind=municipality.record.kind if municipality else None,
        oktmo=owner.record.oktmo,
        plans=tuple(map(_plan, owner.plans)),
        bodies=tuple(
            BodyOutline(body.address, body.name, body.record.kind) for body in owner.bodies
        ),
        organizations=tuple(
            OrganizationOutline(
                each.ref.address,
                each.ref.name,
                each.record.kind,
                each.record.bus_id,
                each.ref.is_closed,
            )
            for each in owner.organizations
        ),
        assessments=tuple(map(assessment_outline, owner.assessments)),
        improvements=tuple(
            ImprovementOutline(each.address, each.path, each.name, len(each.items))
            for each in owner.improvements
        ),
        surveys=tuple(each for each in owner.surveys if each.is_open),
        statuses=Counter(m.status.kind for plan in owner.plans for m in plan.measures),
        due=tuple(map(promised, owner.due)),
        done=tuple(each for plan in plans for each in _done(plan) if each.day >= today - LATELY),
        moved=tuple(_moved(owner)),
        changed=changed_in(owner, today),
        turned=last_turn(owner, today),
        has_days=any(has_days(plan.measures) for plan in plans),
        has_news=bool(news),
        has_turns=any(each.kind in ABOUT_DEADLINES for each in news),
        has_reports=any(m.record.reports for plan in owner.plans for m in plan.measures),
        first_measure=next((m.address for plan in owner.plans for m in plan.measures), ""),
    )


def promised(due: DueDate) -> Promised:
    """The outline of a day by which a measure must be done."""
    return _promised(due.day, due.status, due.measure, due.plan)


def has_days(measures: Iterable[Measure]) -> bool:
    """Whether any of the measures has a day of its own, now or before it was cancelled."""
    return any(m.due or (m.record.cancelled and m.intervals) for m in measures)


def _promised(day: date, status: Status, measure: Measure, plan: Plan | Improvement) -> Promised:
    return Promised(
        day=day,
        address=measure.address,
        name=measure.name,
        words=measure.current.text,
        status=status,
        plan=plan.name,
        plan_address=plan.address,
        place=plan.place,
    )


def _done(plan: Plan | Improvement) -> Iterator[Promised]:
    """What was done, with the day of its last report."""
    for measure in plan.measures:
        days = [report.date for report in measure.record.reports if report.evidence]
        if measure.status.kind in _DONE and days:
            yield _promised(max(days), measure.status, measure, plan)


def _plan(plan: Plan) -> PlanOutline:
    period = plan.period
    years = (period.start.year, period.end.year) if period else None
    return PlanOutline(plan.address, plan.path, plan.name, years, len(plan.measures))


def assessment_outline(assessment: Assessment) -> AssessmentOutline:
    """The outline of an assessment."""
    record = assessment.record
    return AssessmentOutline(
        address=assessment.address,
        path=assessment.path,
        table=assessment.table,
        title=record.title or "",
        sphere=record.sphere,
        year=record.year,
        place=assessment.place.name,
        rows=len(assessment.rows),
        figures=sum(len(row.indicators) + _ALWAYS for row in assessment.rows),
    )


def _moved(owner: Municipality | Region) -> Iterator[tuple[str, str]]:
    """Each old address that a record names, with the one where it stands today."""
    records = (
        (owner.record.aliases, owner.address),
        *((plan.record.aliases, plan.address) for plan in owner.plans),
        *((each.record.aliases, each.ref.address) for each in owner.organizations),
        *((each.record.aliases, each.address) for each in owner.assessments),
        *((each.record.aliases, each.address) for each in owner.improvements),
    )
    return ((old, address) for aliases, address in records for old in aliases)
