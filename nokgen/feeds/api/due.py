"""What is due goes in, its published shape comes out: `/api/v1/due.json`, and beside /due/."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from nokgen.feeds.api.plans import measure_json, status_fields
from nokgen.feeds.api.refs import Refs
from nokgen.feeds.api.text import Fields, array, of_parts, with_parts, written
from nokgen.model import Measure
from nokgen.model.due import WhatIsDue
from nokgen.model.outline import Promised


class Rows(NamedTuple):
    """The entries of the three lists, as JSON."""

    ahead: Iterable[bytes]
    overdue: Iterable[bytes]
    done: Iterable[bytes]


def due_json(soon: WhatIsDue, rows: Rows) -> bytes:
    """What is due on the site; `rows` are its first entries."""
    totals = {"ahead": len(soon.ahead), "overdue": len(soon.overdue), "done": len(soon.done)}
    return of_parts(
        ahead=array(rows.ahead),
        overdue=array(rows.overdue),
        done=array(rows.done),
        totals=written(totals),
    )


def due_entry(refs: Refs, due: Promised, measure: Measure, days: int | None) -> bytes:
    """An entry of what is ahead or overdue: `days` is None for a day that has passed."""
    fields: Fields = {
        "day": due.day,
        "within": days,
        "status": status_fields(refs, due.status),
        "place": refs.body(due.place),
        "plan": refs.ref(due.plan, due.plan_address),
    }
    return with_parts(fields, measure=measure_json(refs, measure, due.place.address))


def done_entry(refs: Refs, due: Promised, measure: Measure) -> bytes:
    """An entry of what is done."""
    fields: Fields = {
        "day": due.day,
        "place": refs.body(due.place),
        "plan": refs.ref(due.plan, due.plan_address),
    }
    return with_parts(fields, measure=measure_json(refs, measure, due.place.address))
