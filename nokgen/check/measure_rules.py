"""A measure, its place and what is known around it go in; what is wrong with it comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from nokgen.check.findings import Findings, Path, perhaps
from nokgen.check.names import nearest
from nokgen.check.territory_rules import Bodies, check_body
from nokgen.diagnostics import Hint, rules
from nokgen.frozen import frozen
from nokgen.messages import N_

if TYPE_CHECKING:
    from nokgen.records.base import Evidence
    from nokgen.records.council import CouncilReport
    from nokgen.records.improvement import Done, Item
    from nokgen.records.plan import Measure, Report

_ADD_DATES = N_("if you know the days, add `%(example)s`")
_EXPLAIN_DATES = Hint(_ADD_DATES, {"example": "dates: [{from: 2020-07-01, to: 2020-07-31}]"})
_ADD_EVIDENCE = Hint(N_("add `evidence:` with the title and a `url` or `file`"))
_ADD_LINK = Hint(N_("add `url: https://…` or `file: documents/…`"))
_PUT_FILE = N_("put the file into `%(place)s`")


@frozen
class PlanContext:
    """What is known around the measures of a plan.

    `documents` are the attached files of the plan's territory, `folder` is where they stand; `used`
    collects those that some record leads to. `years` are the first and the last year of the plan;
    unless they are certain, nothing is said about missing years.
    """

    bodies: Bodies
    documents: frozenset[str]
    folder: str
    today: date
    used: set[str] = field(default_factory=set)
    years: tuple[int, int] | None = None
    years_certain: bool = False


def check_measure(measure: Measure, path: Path, context: PlanContext, findings: Findings) -> None:
    """All rules on one measure."""
    for index, body in enumerate(measure.responsible):
        check_body(body, (*path, "responsible", index), context.bodies, findings)
    if measure.quantity is not None:
        _check_quantity(measure.quantity, (*path, "quantity"), findings)
    check_promise(measure, path, context, findings)
    check_reports(measure.reports, (*path, "reports"), context, findings)


def check_promise(
    measure: Measure | Item, path: Path, context: PlanContext, findings: Findings
) -> None:
    """The deadline of a measure or of an item, given days, moves and the cancellation."""
    if measure.deadline is not None and not measure.dates:
        _check_deadline(measure.deadline, (*path, "deadline"), context, findings)
    for index, days in enumerate(measure.dates):
        check_after(days.last, days.first, (*path, "dates", index, "to"), findings)
    _check_changes(measure, path, context, findings)


def check_reports(
    reports: Sequence[Report | CouncilReport], path: Path, context: PlanContext, findings: Findings
) -> None:
    """Reports follow one another and have evidence."""
    check_order([report.date for report in reports], path, findings)
    for index, report in enumerate(reports):
        check_report(report, (*path, index), context, findings)


def check_report(
    report: Report | CouncilReport | Done, path: Path, context: PlanContext, findings: Findings
) -> None:
    """What was done is in the past and has evidence."""
    check_day(report.date, (*path, "date"), context, findings)
    if not report.evidence:
        findings.add(rules.REPORT_WITHOUT_EVIDENCE, path, {}, _ADD_EVIDENCE)
    _check_evidence(report.evidence, path, context, findings)


def check_day(day: date | None, path: Path, context: PlanContext, findings: Findings) -> None:
    """A day of the past is not later than today."""
    if day is not None and day > context.today:
        findings.add(rules.DATE_IN_FUTURE, path, {"value": day.isoformat()})


def check_file(file: str | None, path: Path, context: PlanContext, findings: Findings) -> None:
    """A file that a record leads to is there."""
    if file is None:
        return
    context.used.add(file)
    if file not in context.documents:
        hint = perhaps(nearest(file, context.documents, cutoff=0.8))
        place = Hint(_PUT_FILE, {"place": f"{context.folder}/{file}"})
        findings.add(rules.FILE_MISSING, path, {"value": file}, hint or place)


def _check_quantity(text: str, path: Path, findings: Findings) -> None:
    from nokgen.domain.quantities import parse_quantity  # only plans have any

    if parse_quantity(text) is None:
        findings.add(rules.QUANTITY_UNREADABLE, path, {"value": text})


def _check_deadline(text: str, path: Path, context: PlanContext, findings: Findings) -> None:
    # The grammar takes long to load, and only plans have deadlines.
    from nokgen.domain.deadlines import Form, parse_deadline
    from nokgen.domain.periods import Period

    years = context.years
    period = Period.of_years(*years) if years is not None else None
    deadline = parse_deadline(text, period)
    if deadline.form is not Form.UNREADABLE:
        return
    if not deadline.needs_year:
        findings.add(rules.DEADLINE_UNREADABLE, path, {"value": text}, _EXPLAIN_DATES)
    elif context.years_certain:
        findings.add(rules.DEADLINE_WITHOUT_YEAR, path, {"value": text}, _EXPLAIN_DATES)


def _check_changes(
    measure: Measure | Item, path: Path, context: PlanContext, findings: Findings
) -> None:
    """Moved deadlines and the cancellation."""
    check_order([move.date for move in measure.moved], (*path, "moved"), findings)
    for index, move in enumerate(measure.moved):
        place = (*path, "moved", index)
        check_day(move.date, (*place, "date"), context, findings)
        _check_deadline(move.deadline, (*place, "deadline"), context, findings)
        _check_evidence(move.evidence, place, context, findings)
    if measure.cancelled is not None:
        place = (*path, "cancelled")
        check_day(measure.cancelled.date, (*place, "date"), context, findings)
        _check_evidence(measure.cancelled.evidence, place, context, findings)
        last = max((move.date for move in measure.moved), default=None)
        check_after(measure.cancelled.date, last, (*place, "date"), findings)


def check_order(days: Sequence[date], path: Path, findings: Findings) -> None:
    """Each day is not before the one above it in the list."""
    for index in range(1, len(days)):
        check_after(days[index], days[index - 1], (*path, index, "date"), findings)


def check_after(day: date | None, before: date | None, path: Path, findings: Findings) -> None:
    """A day is not before the one that comes first."""
    if day is not None and before is not None and day < before:
        params = {"day": day.isoformat(), "previous": before.isoformat()}
        findings.add(rules.DATES_OUT_OF_ORDER, path, params)


def _check_evidence(
    evidence: Iterable[Evidence], path: Path, context: PlanContext, findings: Findings
) -> None:
    for index, proof in enumerate(evidence):
        place = (*path, "evidence", index)
        if proof.url is None and proof.file is None:
            findings.add(rules.EVIDENCE_EMPTY, place, {}, _ADD_LINK)
        check_file(proof.file, (*place, "file"), context, findings)
