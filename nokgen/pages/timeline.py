"""Measures and a stretch of time go in, a time axis in percentages and in words comes out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from nokgen.domain.deadlines import Form
from nokgen.domain.periods import Period
from nokgen.domain.typography import no_break
from nokgen.messages import Messages
from nokgen.model import Measure
from nokgen.pages.edition import Edition
from nokgen.pages.text import headline
from nokgen.pages.views import Bar, Tick, Timeline, TimelineAside, TimelineRow
from nokgen.pages.words import OFF_AXIS, status_tag

# Longer axes are marked by years: months would run into each other.
MONTHS_OF_A_SHORT_AXIS = 15
# Two lines beside the axis; the bars are what a reader looks for.
TITLE_LENGTH = 60


def timeline(
    edition: Edition, title: str, span: Period, measures: Iterable[Measure], page: str
) -> Timeline:
    """The measures on an axis over `span`; those that have no place on it stand aside by reason."""
    messages = edition.messages
    on_axis: list[TimelineRow] = []
    aside: dict[Form, list[TimelineRow]] = {}
    for measure in measures:
        bars = _bars(measure, span)
        row = _row(edition, measure, bars, page)
        if bars:
            on_axis.append(row)
        else:
            aside.setdefault(_reason(measure), []).append(row)
    today = edition.site.today
    inside = span.start <= today <= span.end
    return Timeline(
        title=title,
        ticks=_ticks(span, messages) if on_axis else (),
        rows=tuple(on_axis),
        aside=tuple(
            TimelineAside(messages.gettext(label), tuple(aside[form]))
            for form, label in OFF_AXIS.items()
            if form in aside
        ),
        today=_place(today, span) if inside else "",
        today_label=messages.gettext("today, %(day)s", day=messages.day_month(today)),
    )


def _reason(measure: Measure) -> Form:
    form = measure.current.form
    return form if form in OFF_AXIS else Form.UNREADABLE


def _row(edition: Edition, measure: Measure, bars: tuple[Bar, ...], page: str) -> TimelineRow:
    record = measure.record
    return TimelineRow(
        number=record.number or "",
        title=headline(measure.name, TITLE_LENGTH),
        href=edition.links.to(measure.address, page),
        text=no_break(measure.current.text) or edition.messages.gettext("no deadline given"),
        status=status_tag(measure.status, edition.messages),
        bars=bars,
    )


def _bars(measure: Measure, span: Period) -> tuple[Bar, ...]:
    slug, first, last, whole = measure.status.kind.value, span.start, span.end, _days(span)
    found = []
    for interval in measure.intervals:
        start, end = max(interval.start or first, first), min(interval.end, last)
        if start <= end:
            x, width = (start - first).days, (end - start).days + 1
            found.append(Bar(_percent(x, whole), _percent(width, whole), slug))
    return tuple(found)


# Many plans are of the same years.
@lru_cache(maxsize=256)
def _ticks(span: Period, messages: Messages) -> tuple[Tick, ...]:
    months = _months(span)
    if len(months) <= MONTHS_OF_A_SHORT_AXIS:
        return tuple(
            Tick(_place(day, span), messages.month_short(day), day.month % 3 == 1) for day in months
        )
    return tuple(Tick(_place(day, span), str(day.year), True) for day in months if day.month == 1)


def _months(span: Period) -> list[date]:
    """The first days of all months that begin in the span, and the span's own first day."""
    found = [span.start]
    while True:
        last = found[-1]
        following = (last.replace(day=1) + timedelta(days=32)).replace(day=1)
        if following > span.end:
            return found
        found.append(following)


def _place(day: date, span: Period) -> str:
    return _percent((day - span.start).days, _days(span))


def _days(stretch: Period) -> int:
    return (stretch.end - stretch.start).days + 1


# A year has few days, and bars begin with months.
@lru_cache(maxsize=4096)
def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}".rstrip("0").rstrip(".") + "%"
