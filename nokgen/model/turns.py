"""A territory goes in; when its words changed last, by what was written and by time, comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from nokgen.domain.status import DUE_SOON_DAYS, LONG_PAST_DAYS
from nokgen.model.assessment import Assessment, Improvement
from nokgen.model.plan import Measure, Plan
from nokgen.model.site import Territory

# Days before and after the end of a stretch on which a status may turn.
_TURNS = tuple(map(timedelta, (-DUE_SOON_DAYS, 1, LONG_PAST_DAYS + 1)))


def changed_in(owner: Territory, today: date) -> Mapping[str, date]:
    """The newest day that the data of a page speak of, by its address: when its words changed."""
    found: dict[str, date] = {}
    records: tuple[Plan | Assessment | Improvement, ...] = (
        *owner.plans,
        *owner.assessments,
        *owner.improvements,
    )
    for record in records:
        days = [day for day in _days(record) if day <= today]
        if days:
            found[record.address] = max(days)
    return found


def last_turn(owner: Territory, today: date) -> date | None:
    """The last day on which time alone may have changed the status of a measure."""
    plans: tuple[Plan | Improvement, ...] = (*owner.plans, *owner.improvements)
    days = (day for plan in plans for measure in plan.measures for day in _turns(measure))
    return max((day for day in days if day <= today), default=None)


def _days(record: Plan | Assessment | Improvement) -> Iterator[date]:
    source = record.record.source
    if source.retrieved:
        yield source.retrieved
    if isinstance(record, Assessment):
        published = record.record.published
        if published and published.date:
            yield published.date
        return
    for measure in record.measures:
        yield from (report.date for report in measure.record.reports)
        yield from (move.date for move in measure.record.moved)
        if measure.record.cancelled:
            yield measure.record.cancelled.date


def _turns(measure: Measure) -> Iterator[date]:
    for interval in measure.intervals:
        if interval.start:
            yield interval.start
        for shift in _TURNS:
            yield interval.end + shift
