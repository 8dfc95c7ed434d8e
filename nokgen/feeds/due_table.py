"""What is due goes in, the table beside /due/ comes out: a row a day of a measure."""

from __future__ import annotations

from collections.abc import Iterable

from nokgen.domain.status import label_of
from nokgen.feeds.columns import PLACE
from nokgen.feeds.delimited import csv_file, csv_lines
from nokgen.feeds.lines import Column, Ground, Spec, Type
from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.model import Measure
from nokgen.model.outline import Promised
from nokgen.pages import OutputFile
from nokgen.pages.offers import DUE, TABLE_FILE


@frozen
class DueLine:
    """A day of a measure; `within` is None for a day that has passed."""

    ground: Ground
    group: str
    within: int | None
    due: Promised
    measure: Measure


DUE_TABLE: Spec[DueLine] = Spec(
    "due",
    N_("What is due soon"),
    N_("What is due soon"),
    N_("A row is a day of a measure: ahead, overdue or done."),
    (
        Column("group", Type.TEXT, N_("Group"), lambda line: line.group),
        Column("within", Type.WHOLE, N_("Within days"), lambda line: line.within),
        Column("day", Type.DAY, N_("Day"), lambda line: line.due.day),
        *PLACE,
        Column("plan", Type.TEXT, N_("Plan"), lambda line: line.due.plan),
        Column(
            "plan_address", Type.TEXT, N_("Address of the plan"), lambda line: line.due.plan_address
        ),
        Column("title", Type.TEXT, N_("Measure"), lambda line: line.measure.record.title),
        Column(
            "deadline",
            Type.TEXT,
            N_("Deadline in the document"),
            lambda line: line.measure.current.text or None,
        ),
        Column(
            "status", Type.TEXT, N_("Code of the status"), lambda line: line.due.status.kind.value
        ),
        Column(
            "status_label",
            Type.TEXT,
            N_("Status"),
            lambda line: line.ground.say(label_of(line.due.status.kind)),
        ),
        Column("address", Type.TEXT, N_("Address on this site"), lambda line: line.measure.address),
        Column(
            "url", Type.TEXT, N_("Full address"), lambda line: line.ground.url(line.measure.address)
        ),
    ),
    ("group", "address", "day"),
)


def due_line(line: DueLine) -> bytes:
    """The line of a day in the table, for Excel."""
    (written,) = csv_lines([[column.value(line) for column in DUE_TABLE.columns]])
    return written


def due_table_file(lines: Iterable[bytes]) -> OutputFile:
    """The table for Excel, of lines in the order of the page: overdue, ahead, done."""
    head = csv_lines([[column.key for column in DUE_TABLE.columns]])
    return OutputFile(f"{DUE.lstrip('/')}{TABLE_FILE}", csv_file((*head, *lines)))
