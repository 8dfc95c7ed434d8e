"""What is due goes in, the table beside /due/ comes out: a row a day of a measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nokgen.domain.status import Status, label_of
from nokgen.feeds.columns import PLACE
from nokgen.feeds.delimited import csv_bytes
from nokgen.feeds.lines import Column, Ground, Spec, Type
from nokgen.feeds.soon import due_of
from nokgen.messages import N_
from nokgen.model import Improvement, Measure, Plan
from nokgen.model.due import within
from nokgen.pages import Edition, OutputFile, bounds
from nokgen.pages.offers import DUE, TABLE_FILE
from nokgen.pages.overview import territories


@dataclass(frozen=True, slots=True)
class DueLine:
    """A day of a measure; `within` is None for a day that has passed."""

    ground: Ground
    group: str
    within: int | None
    day: date
    status: Status
    plan: Plan | Improvement
    measure: Measure


DUE_TABLE: Spec[DueLine] = Spec(
    "due",
    N_("What is due soon"),
    N_("What is due soon"),
    N_("A row is a day of a measure: ahead, overdue or done."),
    (
        Column("group", Type.TEXT, N_("Group"), lambda line: line.group),
        Column("within", Type.WHOLE, N_("Within days"), lambda line: line.within),
        Column("day", Type.DAY, N_("Day"), lambda line: line.day),
        *PLACE,
        Column("plan", Type.TEXT, N_("Plan"), lambda line: line.plan.name),
        Column(
            "plan_address", Type.TEXT, N_("Address of the plan"), lambda line: line.plan.address
        ),
        Column("title", Type.TEXT, N_("Measure"), lambda line: line.measure.record.title),
        Column(
            "deadline",
            Type.TEXT,
            N_("Deadline in the document"),
            lambda line: line.measure.current.text or None,
        ),
        Column("status", Type.TEXT, N_("Code of the status"), lambda line: line.status.kind.value),
        Column(
            "status_label",
            Type.TEXT,
            N_("Status"),
            lambda line: line.ground.say(label_of(line.status.kind)),
        ),
        Column("address", Type.TEXT, N_("Address on this site"), lambda line: line.measure.address),
        Column(
            "url", Type.TEXT, N_("Full address"), lambda line: line.ground.url(line.measure.address)
        ),
    ),
    ("group", "address", "day"),
)


def due_table_file(edition: Edition) -> OutputFile:
    """The table for Excel, in the order of the page: overdue, ahead, done."""
    rows = (tuple(column.value(line) for column in DUE_TABLE.columns) for line in _lines(edition))
    keys = (column.key for column in DUE_TABLE.columns)
    return OutputFile(f"{DUE.lstrip('/')}{TABLE_FILE}", csv_bytes(keys, rows))


def _lines(edition: Edition) -> list[DueLine]:
    today, soon, most = edition.site.today, due_of(edition), bounds.DAYS
    grounds = {
        (municipality or region).address: Ground(
            edition, region.record.name, municipality.record.name if municipality else ""
        )
        for region, municipality in territories(edition.site)
    }

    def line(
        group: str,
        days: int | None,
        day: date,
        status: Status,
        plan: Plan | Improvement,
        measure: Measure,
    ) -> DueLine:
        return DueLine(grounds[plan.place.address], group, days, day, status, plan, measure)

    return [
        *(line("overdue", None, d.day, d.status, d.plan, d.measure) for d in soon.overdue[:most]),
        *(
            line("ahead", within(d, today), d.day, d.status, d.plan, d.measure)
            for d in soon.ahead[:most]
        ),
        *(line("done", None, d.day, d.measure.status, d.plan, d.measure) for d in soon.done[:most]),
    ]
