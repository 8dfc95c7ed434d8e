"""What is due goes in, its published shape comes out: `/api/v1/due.json`, and beside /due/."""

from __future__ import annotations

from datetime import date
from typing import Literal

from nokgen.feeds.api.plans import measure_json, status_fields
from nokgen.feeds.api.refs import Refs
from nokgen.feeds.api.shapes import Measure, Ref, Shape, Status
from nokgen.feeds.api.text import Fields, array, of_parts, with_parts, written
from nokgen.model import DueDate
from nokgen.model.due import DoneMeasure, WhatIsDue, within
from nokgen.pages import bounds


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


def due_json(refs: Refs, soon: WhatIsDue) -> bytes:
    """What is due on the site."""
    today, most = refs.edition.site.today, bounds.DAYS
    totals = {"ahead": len(soon.ahead), "overdue": len(soon.overdue), "done": len(soon.done)}
    return of_parts(
        ahead=array(_entry(refs, due, within(due, today)) for due in soon.ahead[:most]),
        overdue=array(_entry(refs, due, None) for due in soon.overdue[:most]),
        done=array(_done(refs, each) for each in soon.done[:most]),
        totals=written(totals),
    )


def _entry(refs: Refs, due: DueDate, days: int | None) -> bytes:
    place = due.plan.place
    fields: Fields = {
        "day": due.day,
        "within": days,
        "status": status_fields(refs, due.status),
        "place": refs.body(place),
        "plan": refs.ref(due.plan.name, due.plan.address),
    }
    return with_parts(fields, measure=measure_json(refs, due.measure, place.address))


def _done(refs: Refs, each: DoneMeasure) -> bytes:
    place = each.plan.place
    fields: Fields = {
        "day": each.day,
        "place": refs.body(place),
        "plan": refs.ref(each.plan.name, each.plan.address),
    }
    return with_parts(fields, measure=measure_json(refs, each.measure, place.address))
