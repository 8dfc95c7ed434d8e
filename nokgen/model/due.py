"""The site goes in; what is due soon, what is overdue and what was done lately come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import merge

from nokgen.domain.status import StatusKind
from nokgen.model.assessment import Improvement
from nokgen.model.plan import Measure, Plan
from nokgen.model.site import DueDate, Site, Territory

# The stretches of days ahead: each holds what the one before it does not.
AHEAD = (7, 30, 90)
LATELY = timedelta(days=30)

_DONE = (StatusKind.DONE_ON_TIME, StatusKind.DONE_LATE, StatusKind.DONE)
_NO_LONGER_DUE = (*_DONE, StatusKind.CANCELLED)


@dataclass(frozen=True, slots=True)
class DoneMeasure:
    """A measure that was done, with the day of its last report."""

    day: date
    measure: Measure
    plan: Plan | Improvement


@dataclass(frozen=True, slots=True)
class WhatIsDue:
    """What is to be done in the next 90 days and what is overdue, by day; what was done in the last
    30 days, the newest first. What is done or cancelled is no longer due.
    """

    ahead: tuple[DueDate, ...]
    overdue: tuple[DueDate, ...]
    done: tuple[DoneMeasure, ...]


def what_is_due(site: Site) -> WhatIsDue:
    """Of all territories together."""
    today = site.today
    owners = tuple(_owners(site))
    every = merge(*(owner.due for owner in owners), key=lambda due: (due.day, due.measure.address))
    open_ = [due for due in every if due.status.kind not in _NO_LONGER_DUE]
    horizon = today + timedelta(days=AHEAD[-1])
    plans = [plan for owner in owners for plan in _plans(owner)]
    done = [found for plan in plans for found in _done(plan) if found.day >= today - LATELY]
    return WhatIsDue(
        ahead=tuple(due for due in open_ if today <= due.day <= horizon),
        overdue=tuple(
            due for due in open_ if due.day < today and due.status.kind is StatusKind.OVERDUE
        ),
        done=tuple(sorted(done, key=lambda each: (-each.day.toordinal(), each.measure.address))),
    )


def within(due: DueDate, today: date) -> int:
    """The shortest stretch of `AHEAD` in which a day ahead lies."""
    return next(days for days in AHEAD if due.day <= today + timedelta(days=days))


def _owners(site: Site) -> Iterator[Territory]:
    for region in site.regions:
        yield region
        yield from region.municipalities


def _plans(owner: Territory) -> tuple[Plan | Improvement, ...]:
    return (*owner.plans, *owner.improvements)


def _done(plan: Plan | Improvement) -> Iterator[DoneMeasure]:
    for measure in plan.measures:
        days = [report.date for report in measure.record.reports if report.evidence]
        if measure.status.kind in _DONE and days:
            yield DoneMeasure(max(days), measure, plan)
