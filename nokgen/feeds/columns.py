"""The tables of what is promised: the columns of measures and of shortcomings.

Keys are part of the interface (docs/data.md): one is added freely, but never removed, renamed or
given another meaning. No column holds the name of a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nokgen.domain.periods import Interval
from nokgen.domain.persons import without_names
from nokgen.domain.status import label_of
from nokgen.feeds.lines import (
    Column,
    Grounded,
    ItemLine,
    MeasureLine,
    Spec,
    Type,
)
from nokgen.messages import N_
from nokgen.model import BodyRef
from nokgen.records.labels import ORGANIZATION_KINDS, PLAN_KINDS, SPHERES

# The day on which the columns last changed: the version of the structure in the passports.
STRUCTURE_OF = date(2026, 11, 22)

PLACE: tuple[Column[Grounded], ...] = (
    Column("region", Type.TEXT, N_("Region"), lambda line: line.ground.region),
    Column(
        "municipality",
        Type.TEXT,
        N_("Municipality"),
        lambda line: line.ground.municipality or None,
        N_("Empty for what belongs to the region itself."),
    ),
)
_DEADLINE: tuple[Column[MeasureLine | ItemLine], ...] = (
    Column(
        "deadline",
        Type.TEXT,
        N_("Deadline in the document"),
        lambda line: line.measure.record.deadline,
        N_("The words of the document, to the letter."),
    ),
    Column(
        "current_deadline",
        Type.TEXT,
        N_("Deadline after moves"),
        lambda line: line.measure.record.moved[-1].deadline if line.measure.record.moved else None,
        N_("Empty when the deadline was not moved."),
    ),
    Column(
        "deadline_form",
        Type.TEXT,
        N_("Form of the deadline"),
        lambda line: line.measure.current.form.value,
        N_("dated, yearly, periodic, ongoing, after-event, per-schedule, not-given or unreadable."),
    ),
    Column(
        "due_from",
        Type.DAY,
        N_("First day of the deadline"),
        lambda line: _first_day(line.measure.current.intervals),
        N_("As understood; empty where nothing names a day."),
    ),
    Column(
        "due_to",
        Type.DAY,
        N_("Last day of the deadline"),
        lambda line: _last_day(line.measure.current.intervals),
        N_("As understood; empty where nothing names a day."),
    ),
)
_STATUS: tuple[Column[MeasureLine | ItemLine], ...] = (
    Column(
        "status",
        Type.TEXT,
        N_("Code of the status"),
        lambda line: line.measure.status.kind.value,
        N_("Computed for the day of the table; the methodology page gives the rules."),
    ),
    Column(
        "status_label",
        Type.TEXT,
        N_("Status"),
        lambda line: line.ground.say(label_of(line.measure.status.kind)),
    ),
    Column(
        "target",
        Type.WHOLE,
        N_("Promised units"),
        lambda line: line.measure.status.target,
        N_("1 where the document names no quantity."),
    ),
    Column(
        "done",
        Type.WHOLE,
        N_("Units done with evidence"),
        lambda line: line.measure.status.done,
    ),
    Column(
        "claimed",
        Type.WHOLE,
        N_("Units reported without evidence"),
        lambda line: line.measure.status.claimed,
    ),
    Column("reports", Type.WHOLE, N_("Reports"), lambda line: len(line.measure.record.reports)),
    Column(
        "last_report",
        Type.DAY,
        N_("Day of the last report"),
        lambda line: max([each.date for each in line.measure.record.reports], default=None),
    ),
    Column("moves", Type.WHOLE, N_("Times moved"), lambda line: len(line.measure.record.moved)),
    Column(
        "cancelled",
        Type.DAY,
        N_("Cancelled on"),
        lambda line: line.measure.record.cancelled.date if line.measure.record.cancelled else None,
    ),
    Column(
        "address",
        Type.TEXT,
        N_("Address on this site"),
        lambda line: line.measure.address,
        N_("Stays for ever; with the anchor of the row."),
    ),
    Column(
        "url", Type.TEXT, N_("Full address"), lambda line: line.ground.url(line.measure.address)
    ),
)

MEASURES: Spec[MeasureLine] = Spec(
    "measures",
    N_("Measures"),
    N_("Measures of plans"),
    N_("A row is a measure of a plan."),
    (
        *PLACE,
        Column("plan", Type.TEXT, N_("Plan"), lambda line: line.plan.name),
        Column(
            "plan_address",
            Type.TEXT,
            N_("Address of the plan"),
            lambda line: line.plan.address,
        ),
        Column(
            "plan_kind",
            Type.TEXT,
            N_("Kind of plan"),
            lambda line: line.ground.say(PLAN_KINDS[line.plan.record.kind]),
        ),
        Column(
            "year_from",
            Type.WHOLE,
            N_("First year of the plan"),
            lambda line: line.plan.period.start.year if line.plan.period else None,
            N_("Empty for a plan of every year."),
        ),
        Column(
            "year_to",
            Type.WHOLE,
            N_("Last year of the plan"),
            lambda line: line.plan.period.end.year if line.plan.period else None,
            N_("Empty for a plan of every year."),
        ),
        Column("section", Type.TEXT, N_("Section"), lambda line: line.section or None),
        Column("id", Type.TEXT, N_("Id"), lambda line: line.measure.record.id),
        Column(
            "number",
            Type.TEXT,
            N_("Number in the document"),
            lambda line: line.measure.record.number,
        ),
        Column(
            "title",
            Type.TEXT,
            N_("Measure"),
            lambda line: line.measure.record.title,
            N_("The words of the document, to the letter."),
        ),
        Column(
            "summary",
            Type.TEXT,
            N_("In plain words"),
            lambda line: line.measure.record.summary,
            N_("By the editors of the site, where they wrote it."),
        ),
        *_DEADLINE,
        Column(
            "quantity_text",
            Type.TEXT,
            N_("Quantity in the document"),
            lambda line: line.measure.record.quantity,
            N_("The words of the document, to the letter."),
        ),
        Column(
            "expected", Type.TEXT, N_("Expected result"), lambda line: line.measure.record.expected
        ),
        Column(
            "responsible",
            Type.TEXT,
            N_("Responsible"),
            lambda line: _joined(line.measure.responsible),
            N_("Bodies, with semicolons between them; names of persons are left out."),
        ),
        *_STATUS,
    ),
    ("address",),
)

ITEMS: Spec[ItemLine] = Spec(
    "items",
    N_("Shortcomings"),
    N_("Shortcomings and what is promised about them"),
    N_("A row is a shortcoming in the plan of an organisation."),
    (
        *PLACE,
        Column("inn", Type.TEXT, N_("INN"), lambda line: line.plan.organization.inn),
        Column(
            "organization", Type.TEXT, N_("Organisation"), lambda line: line.plan.organization.name
        ),
        Column(
            "organization_kind",
            Type.TEXT,
            N_("Kind of organisation"),
            lambda line: line.ground.say(ORGANIZATION_KINDS[line.plan.organization.kind]),
        ),
        Column(
            "sphere",
            Type.TEXT,
            N_("Sphere"),
            lambda line: line.ground.say(SPHERES[line.plan.sphere]),
        ),
        Column(
            "plan_address", Type.TEXT, N_("Address of the plan"), lambda line: line.plan.address
        ),
        Column(
            "assessment_address",
            Type.TEXT,
            N_("Address of the assessment"),
            lambda line: line.plan.answers.address if line.plan.answers else None,
            N_("The assessment that found the shortcoming, where the plan names it."),
        ),
        Column(
            "assessment_year",
            Type.WHOLE,
            N_("Year of the assessment"),
            lambda line: line.plan.answers.record.year if line.plan.answers else None,
        ),
        Column("id", Type.TEXT, N_("Id"), lambda line: line.item.record.id),
        Column(
            "criterion",
            Type.WHOLE,
            N_("Criterion"),
            lambda line: line.item.record.criterion,
            N_("1 to 5, as in the order of calculation."),
        ),
        Column(
            "shortcoming",
            Type.TEXT,
            N_("Shortcoming"),
            lambda line: line.item.record.shortcoming,
            N_("The words of the document, to the letter."),
        ),
        Column(
            "measure",
            Type.TEXT,
            N_("Measure"),
            lambda line: line.item.record.measure,
            N_("The words of the document, to the letter."),
        ),
        *_DEADLINE,
        Column(
            "responsible",
            Type.TEXT,
            N_("Post of the person responsible"),
            lambda line: _joined(line.measure.responsible),
            N_("The post alone; names of persons are left out."),
        ),
        *_STATUS,
    ),
    ("address",),
    (("inn", "organizations"),),
)


def _first_day(intervals: Iterable[Interval]) -> date | None:
    starts = [interval.start for interval in intervals]
    known = [start for start in starts if start is not None]
    return min(known) if known and len(known) == len(starts) else None


def _last_day(intervals: Iterable[Interval]) -> date | None:
    return max([interval.end for interval in intervals], default=None)


def _joined(bodies: Iterable[BodyRef]) -> str | None:
    """Who is responsible; words of a document may hold a name, the name of a body may not."""
    names = [body.name if body.address else without_names(body.name) for body in bodies]
    return "; ".join(filter(None, names)) or None
