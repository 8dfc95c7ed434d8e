"""A public council goes in; what is wrong with its meetings and proposals comes out."""

from __future__ import annotations

from nokgen.check.findings import Findings, Path
from nokgen.check.measure_rules import (
    PlanContext,
    check_after,
    check_day,
    check_file,
    check_order,
    check_reports,
)
from nokgen.check.plan_rules import check_ids, check_source
from nokgen.check.references import References, check_organizations, check_targets
from nokgen.check.territory_rules import check_body
from nokgen.records.council import Council


def check_council(
    record: Council, context: PlanContext, references: References, findings: Findings
) -> None:
    """All rules on a council."""
    if record.body is not None:
        check_body(record.body, ("body",), context.bodies, findings)
    check_source(record.source, ("source",), context, findings)
    _check_meetings(record, context, references, findings)
    ids: list[tuple[Path, str]] = [
        (("proposals", index), each.id) for index, each in enumerate(record.proposals)
    ]
    check_ids(ids, "p", findings)
    for (path, _id), each in zip(ids, record.proposals, strict=True):
        check_day(each.date, (*path, "date"), context, findings)
        check_organizations(each.organizations, (*path, "organizations"), references, findings)
        check_targets(each.answered_by, (*path, "answered_by"), references, findings)
        check_reports(each.reports, (*path, "reports"), context, findings)
        if each.reports:
            first = (*path, "reports", 0, "date")
            check_after(each.reports[0].date, each.date, first, findings)


def _check_meetings(
    record: Council, context: PlanContext, references: References, findings: Findings
) -> None:
    check_order([meeting.date for meeting in record.meetings], ("meetings",), findings)
    for index, meeting in enumerate(record.meetings):
        path: Path = ("meetings", index)
        if meeting.decisions or meeting.minutes is not None:  # a coming one is only announced
            check_day(meeting.date, (*path, "date"), context, findings)
        check_file(meeting.minutes, (*path, "minutes"), context, findings)
        check_targets(meeting.counts_for, (*path, "counts_for"), references, findings)
