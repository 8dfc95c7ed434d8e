"""The site goes in, what happened and when comes out: the newest first, up to today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from nokgen.domain.status import StatusKind
from nokgen.frozen import frozen
from nokgen.model.assessment import Assessment, Improvement, Organization
from nokgen.model.plan import Measure, Plan
from nokgen.model.site import Territory


class NewsKind(StrEnum):
    """What can happen."""

    PLAN = "plan"
    RESULTS = "results"
    IMPROVEMENT = "improvement"
    REPORT = "report"
    MOVED = "moved"
    CANCELLED = "cancelled"
    OVERDUE = "overdue"


# What became of a promise.
ABOUT_DEADLINES = (NewsKind.REPORT, NewsKind.MOVED, NewsKind.CANCELLED, NewsKind.OVERDUE)


@frozen
class News:
    """Something that happened on a day; `measure` is None when it is about the whole document.

    `detail` is in the words of the content: what a report says, the new deadline, a reason.
    """

    day: date
    kind: NewsKind
    subject: Plan | Assessment | Improvement
    measure: Measure | None = None
    detail: str = ""

    @property
    def address(self) -> str:
        """Where it can be seen."""
        return self.measure.address if self.measure else self.subject.address


def news_of(territory: Territory, today: date) -> tuple[News, ...]:
    """What happened in the plans and assessments of a territory itself."""
    found: list[News] = []
    for plan in territory.plans:
        found += _of_plan(plan, NewsKind.PLAN, today)
    for assessment in territory.assessments:
        found += _of_assessment(assessment)
    for improvement in territory.improvements:
        found += _of_plan(improvement, NewsKind.IMPROVEMENT, today)
    return _sorted(found, today)


def news_of_organization(organization: Organization, today: date) -> tuple[News, ...]:
    """What happened to one organisation."""
    found: list[News] = []
    for standing in organization.standings:
        found += _of_assessment(standing.assessment)
    for improvement in organization.improvements:
        found += _of_plan(improvement, NewsKind.IMPROVEMENT, today)
    return _sorted(found, today)


def _sorted(found: Iterable[News], today: date) -> tuple[News, ...]:
    past = [news for news in found if news.day <= today]
    return tuple(sorted(past, key=lambda news: (-news.day.toordinal(), news.address, news.kind)))


def _of_plan(plan: Plan | Improvement, kind: NewsKind, today: date) -> Iterator[News]:
    """A document is news on the day on which it was found, or else adopted."""
    source, approved = plan.record.source, plan.record.approved
    known = source.retrieved or (approved.date if approved else None)
    if known:
        yield News(known, kind, plan)
    for measure in plan.measures:
        yield from _of_measure(plan, measure)
        overdue = _overdue_since(measure, today)
        # What was late before the document was found is no news, and nobody saw it happen.
        if overdue and known and known <= overdue:
            yield News(overdue, NewsKind.OVERDUE, plan, measure)


def _of_measure(plan: Plan | Improvement, measure: Measure) -> Iterator[News]:
    record = measure.record
    for report in record.reports:
        yield News(report.date, NewsKind.REPORT, plan, measure, report.text or "")
    for move in record.moved:
        yield News(move.date, NewsKind.MOVED, plan, measure, move.deadline)
    if record.cancelled is not None:
        yield News(
            record.cancelled.date, NewsKind.CANCELLED, plan, measure, record.cancelled.reason
        )


def _overdue_since(measure: Measure, today: date) -> date | None:
    if measure.status.kind not in (StatusKind.OVERDUE, StatusKind.NO_REPORT):
        return None
    missed = [interval.end for interval in measure.intervals if interval.end < today]
    return max(missed) + timedelta(days=1) if missed else None


def _of_assessment(assessment: Assessment) -> Iterator[News]:
    record = assessment.record
    known = (record.published.date if record.published else None) or record.source.retrieved
    if known:
        yield News(known, NewsKind.RESULTS, assessment)
