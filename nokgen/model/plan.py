"""The types of plans and measures: frozen and resolved, computed for a day."""

from __future__ import annotations

from datetime import date

from nokgen.domain.deadlines import Deadline
from nokgen.domain.periods import Interval, Period
from nokgen.domain.quantities import Quantity
from nokgen.domain.status import Status
from nokgen.frozen import frozen
from nokgen.records.plan import Measure as MeasureRecord
from nokgen.records.plan import Plan as PlanRecord
from nokgen.records.plan import Section as SectionRecord


@frozen
class BodyRef:
    """Who is responsible: a body with a page, or only words (then `address` is empty)."""

    name: str
    address: str


@frozen
class DueDay:
    """A day by which a measure must be done, and how it stands about this day."""

    day: date
    status: Status


@frozen
class Measure:
    """A measure with all that is computed about it.

    `deadline` is the promise as first written, `current` the one in force after moves; explicit
    days of the editors count for both. `intervals` are its stretches for an axis, `due` its days
    for a calendar: none for what has no end of its own.
    """

    record: MeasureRecord
    address: str
    deadline: Deadline
    current: Deadline
    quantity: Quantity | None
    intervals: tuple[Interval, ...]
    due: tuple[DueDay, ...]
    responsible: tuple[BodyRef, ...]
    status: Status

    @property
    def name(self) -> str:
        """One line for lists: the editors' summary, or the first line of the official words."""
        title = self.record.summary or self.record.title
        return title if self.record.summary or "\n" not in title else title.split("\n", 1)[0]


@frozen
class Section:
    """A section of a plan; a plan without sections has one whose `record` is None."""

    record: SectionRecord | None
    measures: tuple[Measure, ...]


@frozen
class Plan:
    """A plan; `period` is None for one that is repeated every year and names no year.

    `span` is the stretch of its time axis: its period, or this year, widened to what lies outside.
    `place` is the territory it belongs to, `path` its file. `measures` are those of all sections in
    the order of the document.
    """

    record: PlanRecord
    path: str
    address: str
    place: BodyRef
    issuer: BodyRef | None
    approved_by: BodyRef | None
    period: Period | None
    span: Period
    sections: tuple[Section, ...]
    measures: tuple[Measure, ...]

    @property
    def name(self) -> str:
        """A short title for lists, breadcrumbs and the tab of the browser."""
        return self.record.short_title or self.record.title
