"""Values of the model go in, their words come out: kinds, spheres, years, counts, statuses."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from nokgen.domain.deadlines import Form
from nokgen.domain.status import Status, StatusKind, label_of
from nokgen.messages import N_, Messages
from nokgen.model import Assessment, Measure, Plan
from nokgen.pages.views import StatusTag
from nokgen.records.labels import SPHERES
from nokgen.records.plan import Sphere

# Statuses that a citizen reads as one thing in summaries.
DONE = (StatusKind.DONE_ON_TIME, StatusKind.DONE_LATE, StatusKind.DONE)
# The order of the parts of a progress bar: what is proved first, what nobody knows last.
BAR_ORDER = (
    StatusKind.DONE_ON_TIME,
    StatusKind.DONE,
    StatusKind.DONE_LATE,
    StatusKind.PARTLY_DONE,
    StatusKind.CLAIMED,
    StatusKind.ONGOING,
    StatusKind.IN_PROGRESS,
    StatusKind.DUE_SOON,
    StatusKind.AWAITING_EVENT,
    StatusKind.PLANNED,
    StatusKind.OVERDUE,
    StatusKind.NO_REPORT,
    StatusKind.CANCELLED,
)


# Names of kinds and spheres: few, and on every page.
@lru_cache(maxsize=1024)
def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def years(plan: Plan, messages: Messages) -> str:
    """The years of a plan: «2020 год», «2019–2021 годы», «каждый год»."""
    period = plan.period
    return years_words((period.start.year, period.end.year) if period else None, messages)


def years_words(span: tuple[int, int] | None, messages: Messages) -> str:
    """The same of its first and its last year, or None for a plan of every year."""
    if span is None:
        return messages.gettext("every year")
    first, last = span
    if first == last:
        return messages.gettext("%(year)s", year=first)
    return messages.gettext("%(first)s–%(last)s", first=first, last=last)


def assessment_name(assessment: Assessment, messages: Messages) -> str:
    """The title of an assessment, as published or «Результаты оценки 2021 года: образование»."""
    record = assessment.record
    return assessment_words(record.title or "", record.year, record.sphere, messages)


def assessment_words(title: str, year: int, sphere: Sphere, messages: Messages) -> str:
    """The same of its title, or "", its year and its sphere."""
    return title or messages.gettext(
        "Results of the assessment of %(year)s: %(sphere)s",
        year=year,
        sphere=messages.gettext(SPHERES[sphere]),
    )


def measures_count(count: int, messages: Messages) -> str:
    """«6 мероприятий»."""
    return messages.ngettext("%(n)s measure", "%(n)s measures", count)


def count_of(measures: Iterable[Measure], *kinds: StatusKind) -> int:
    """How many measures have one of these statuses."""
    return sum(measure.status.kind in kinds for measure in measures)


# A measure has its status on several pages, and many measures have the same one.
@lru_cache(maxsize=4096)
def status_tag(status: Status, messages: Messages) -> StatusTag:
    """The status with its word and its number."""
    label = messages.gettext(label_of(status.kind))
    return StatusTag(status.kind.value, capital(label), _status_detail(status, messages))


def _status_detail(status: Status, messages: Messages) -> str:
    """The numbers of a status in words; for a yearly deadline also the year that is meant."""
    detail = _numbers(status, messages)
    if status.year is None or status.kind is StatusKind.CANCELLED:
        return detail
    if status.kind in (StatusKind.PLANNED, StatusKind.DUE_SOON):
        year = messages.gettext("in the year %(year)s", year=status.year)
    else:
        year = messages.gettext("for the year %(year)s", year=status.year)
    return f"{year}, {detail}" if detail else year


def _numbers(status: Status, messages: Messages) -> str:
    match status.kind:
        case StatusKind.DONE_LATE:
            return messages.ngettext("by %(n)s day", "by %(n)s days", status.days)
        case StatusKind.OVERDUE:
            return messages.ngettext("for %(n)s day", "for %(n)s days", status.days)
        case StatusKind.DUE_SOON if status.days == 0:
            return messages.gettext("today is the last day")
        case StatusKind.DUE_SOON:
            return messages.ngettext("%(n)s day left", "%(n)s days left", status.days)
        case StatusKind.PARTLY_DONE:
            return _part(status.done, status, messages)
        case StatusKind.CLAIMED if status.target > 1:
            return _part(status.claimed, status, messages)
        case StatusKind.ONGOING if status.target > 1 and status.done + status.claimed:
            return _part(status.done, status, messages)
        case _:
            return ""


def _part(count: int, status: Status, messages: Messages) -> str:
    part = messages.gettext(
        "%(part)s of %(whole)s",
        part=messages.number(count),
        whole=messages.number(status.target),
    )
    if status.days <= 0:
        return part
    late = messages.ngettext("%(n)s day past", "%(n)s days past", status.days)
    return f"{part}, {late}"


# Why a measure has no place on a time axis.
OFF_AXIS = {
    Form.ONGOING: N_("During the whole time of the plan"),
    Form.AFTER_EVENT: N_("After an event whose day is not known"),
    Form.PER_SCHEDULE: N_("By a schedule that the document does not hold"),
    Form.NOT_GIVEN: N_("The document gives no deadline"),
    Form.UNREADABLE: N_("Deadline in words that cannot be placed on a calendar"),
}
