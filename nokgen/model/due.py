"""Outlines of territories go in; what is due soon, overdue and done lately comes out."""

from __future__ import annotations

from datetime import date, timedelta

from nokgen.domain.status import StatusKind
from nokgen.frozen import frozen
from nokgen.model.outline import Country, Promised

# The stretches of days ahead: each holds what the one before it does not.
AHEAD = (7, 30, 90)

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
    horizon = today + timedelta(days=AHEAD[-1])
    done = (each for part in country.parts() for each in part.done)
    return WhatIsDue(
        ahead=tuple(due for due in open_ if today <= due.day <= horizon),
        overdue=tuple(
            due for due in open_ if due.day < today and due.status.kind is StatusKind.OVERDUE
        ),
        done=tuple(sorted(done, key=lambda each: (-each.day.toordinal(), each.address))),
    )


def within(due: Promised, today: date) -> int:
    """The shortest stretch of `AHEAD` in which a day ahead lies."""
    return next(days for days in AHEAD if due.day <= today + timedelta(days=days))
