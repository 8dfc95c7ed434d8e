"""Outlines of territories go in; what is due soon, overdue and done lately comes out."""

from __future__ import annotations

from datetime import date, timedelta

from nokgen.domain.status import StatusKind
from nokgen.frozen import frozen
from nokgen.model.outline import Country, Promised

# The stretches of days ahead: each holds what the one before it does not.
AHEAD = (7, 30, 90)
_HORIZON = timedelta(days=AHEAD[-1])

_NO_LONGER_DUE = (
    StatusKind.DONE_ON_TIME,
    StatusKind.DONE_LATE,
    StatusKind.DONE,
    StatusKind.CANCELLED,
)


@frozen
class WhatIsDue:
    """What is to be done in the next 90 days and what is overdue, by day; what was done in the last
    30 days, the newest first. What is done or cancelled is no longer due.
    """

    ahead: tuple[Promised, ...]
    overdue: tuple[Promised, ...]
    done: tuple[Promised, ...]


def what_is_due(country: Country, today: date) -> WhatIsDue:
    """Of all these territories together."""
    open_ = [due for due in country.days if due.status.kind not in _NO_LONGER_DUE]
    done = (each for part in country.parts() for each in part.done)
    return WhatIsDue(
        ahead=tuple(due for due in open_ if _is_ahead(due, today)),
        overdue=tuple(due for due in open_ if _is_overdue(due, today)),
        done=tuple(sorted(done, key=lambda each: (-each.day.toordinal(), each.address))),
    )


def is_anything_due(country: Country, today: date) -> bool:
    """Whether anything is ahead or overdue."""
    return any(
        _is_overdue(due, today) or (due.status.kind not in _NO_LONGER_DUE and _is_ahead(due, today))
        for part in country.parts()
        for due in part.due
    )


def _is_ahead(due: Promised, today: date) -> bool:
    return today <= due.day <= today + _HORIZON


def _is_overdue(due: Promised, today: date) -> bool:
    return due.day < today and due.status.kind is StatusKind.OVERDUE


def within(due: Promised, today: date) -> int:
    """The shortest stretch of `AHEAD` in which a day ahead lies."""
    return next(days for days in AHEAD if due.day <= today + timedelta(days=days))
