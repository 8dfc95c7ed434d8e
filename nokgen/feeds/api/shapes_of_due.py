"""The published shapes of `/api/v1/due.json`; what holds for the others holds for them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from nokgen.feeds.api.shapes import Measure, Ref, Shape, Status


class DueEntry(Shape):
    """A day by which something must be done; `status` is how it stands about this day.

    `within` is the shortest stretch of days ahead in which the day lies; null when it has passed.
    """

    day: date
    within: Literal[7, 30, 90] | None
    status: Status
    place: Ref
    plan: Ref
    measure: Measure


class DoneEntry(Shape):
    """Something that was done, with the day of its last report."""

    day: date
    place: Ref
    plan: Ref
    measure: Measure


class Due(Shape):
    """What is to be done in the next 90 days, what is overdue, what was done in the last 30 days.

    `ahead` and `overdue` are sorted by day, `done` is the newest first. What is done or cancelled
    is no longer due. Of a large site each list has only its first entries: `totals` counts all.
    """

    ahead: list[DueEntry]
    overdue: list[DueEntry]
    done: list[DoneEntry]
    totals: dict[str, int]
