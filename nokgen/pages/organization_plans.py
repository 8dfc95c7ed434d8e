"""An organisation goes in; what is being fixed there, and what is late, comes out."""

from __future__ import annotations

from collections.abc import Iterable

from nokgen.domain.status import StatusKind
from nokgen.model import Improvement, Item, Organization
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.progress import progress
from nokgen.pages.text import headline, in_one_line
from nokgen.pages.views.assessment import ImprovementOfOrganization
from nokgen.pages.words import DONE, status_tag
from nokgen.records.labels import SPHERES

LINES = 6
ITEM_LENGTH = 150
# What a reader must see first comes first.
URGENCY = (
    StatusKind.OVERDUE,
    StatusKind.NO_REPORT,
    StatusKind.PARTLY_DONE,
    StatusKind.DUE_SOON,
    StatusKind.CLAIMED,
)
FIXING = (
    StatusKind.IN_PROGRESS,
    StatusKind.PLANNED,
    StatusKind.DUE_SOON,
    StatusKind.PARTLY_DONE,
    StatusKind.ONGOING,
    StatusKind.AWAITING_EVENT,
)
# Nought overdue is news, too.
ALWAYS = (StatusKind.IN_PROGRESS.value, StatusKind.OVERDUE.value)


def removal_figures(edition: Edition, organization: Organization) -> tuple[views.Figure, ...]:
    """How many shortcomings are being fixed, are overdue, and have no report."""
    messages = edition.messages
    items = [item for plan in organization.improvements for item in plan.items]
    if not items:
        return ()

    def count(*kinds: StatusKind) -> int:
        return sum(item.measure.status.kind in kinds for item in items)

    done, fixing = count(*DONE), count(*FIXING)
    overdue, silent = count(StatusKind.OVERDUE), count(StatusKind.NO_REPORT)
    claimed = count(StatusKind.CLAIMED)
    found = [
        (
            fixing,
            messages.ngettext(
                "shortcoming is being removed", "shortcomings are being removed", fixing
            ),
            StatusKind.IN_PROGRESS.value,
        ),
        (overdue, messages.gettext("overdue"), StatusKind.OVERDUE.value),
        (silent, messages.gettext("without report"), StatusKind.NO_REPORT.value),
        (claimed, messages.gettext("claimed, not proved"), StatusKind.CLAIMED.value),
        (done, messages.gettext("removed with evidence"), StatusKind.DONE_ON_TIME.value),
    ]
    return tuple(
        views.Figure(messages.number(number), label, slug, "#improvement" if number else "")
        for number, label, slug in found
        if number or slug in ALWAYS
    )


def improvements(
    edition: Edition, organization: Organization
) -> tuple[tuple[ImprovementOfOrganization, ...], str]:
    """The plans in short, the newest first, or a sentence why there are none."""
    plans = tuple(_plan(edition, plan, organization) for plan in organization.improvements)
    if plans:
        return plans, ""
    if not organization.standings:
        return (), ""
    text = edition.messages.gettext(
        "No plan to remove shortcomings is published here. This does not mean that there is none."
    )
    return (), text


def _plan(
    edition: Edition, plan: Improvement, organization: Organization
) -> ImprovementOfOrganization:
    messages, page = edition.messages, organization.ref.address
    href = edition.links.to(plan.address, page)
    year = plan.answers.record.year if plan.answers else plan.record.year
    name = messages.gettext("Plan to remove shortcomings")
    if plan.answers:
        name = messages.gettext("Plan to remove shortcomings found in %(year)s", year=year)
    lines = sorted(plan.items, key=_urgency)
    rest = len(lines) - LINES
    more = messages.ngettext(
        "The whole plan: %(n)s more line", "The whole plan: %(n)s more lines", max(rest, 0)
    )
    return ImprovementOfOrganization(
        link=views.Link(name, href),
        over=messages.gettext(SPHERES[plan.sphere]),
        progress=progress(plan.measures, messages),
        lines=tuple(_lines(edition, lines[:LINES], page)),
        more=views.Link(more, href) if rest > 0 else views.Link(""),
    )


def _urgency(item: Item) -> int:
    kind = item.measure.status.kind
    if kind in URGENCY:
        return URGENCY.index(kind)
    return len(URGENCY) + (kind in DONE or kind is StatusKind.CANCELLED)


def _lines(edition: Edition, items: Iterable[Item], page: str) -> Iterable[views.MeasureLine]:
    messages = edition.messages
    for item in items:
        deadline = in_one_line(item.measure.current.text)
        yield views.MeasureLine(
            number="",
            link=views.Link(
                headline(item.record.shortcoming, ITEM_LENGTH),
                edition.links.to(item.measure.address, page),
            ),
            deadline=deadline or messages.gettext("no deadline given"),
            status=status_tag(item.measure.status, messages),
        )
