"""Clauses of a deadline and the plan's period go in, the resolved deadline comes out."""

from __future__ import annotations

from dataclasses import dataclass

from nokgen.domain.deadlines.deadline import Deadline, Every, Form, MonthDay, Unit, Within, Yearly
from nokgen.domain.deadlines.occurrences import yearly_intervals
from nokgen.domain.deadlines.placement import completed, dated, windows
from nokgen.domain.deadlines.syntax import (
    Clause,
    DayOfMonth,
    Event,
    Item,
    Ongoing,
    Repeat,
    Schedule,
    Spans,
    Stretch,
    UnreadableError,
)
from nokgen.domain.periods import Interval, Period

_WHOLE_YEAR = Yearly(MonthDay(1, 1), MonthDay(12, 31))


@dataclass(slots=True)
class _Parts:
    """The clauses of one deadline by kind; `annual` is a bare «ежегодно»."""

    items: tuple[Item, ...] = ()
    annual: bool = False
    every: Every | None = None
    day: DayOfMonth | None = None
    ongoing: Ongoing | None = None
    always: bool = False
    event: Event | None = None
    schedule: Schedule | None = None

    @property
    def words(self) -> str | None:
        """The words of the event or the schedule."""
        if self.event is not None:
            return self.event.words
        return self.schedule.words if self.schedule is not None else None

    @property
    def within(self) -> Within | None:
        """The time allowed after the event."""
        return self.event.within if self.event is not None else None


def resolve(text: str, clauses: list[Clause], period: Period | None) -> Deadline:
    """The deadline that the clauses make together; UnreadableError if they contradict."""
    parts = _gathered(clauses)
    parts.items = completed(parts.items)
    if parts.day is not None:
        return _by_day_of_month(text, parts, parts.day, period)
    if parts.every is not None and (parts.every.unit is not Unit.YEAR or not parts.items):
        return _periodic(text, parts, parts.every, period)
    if parts.annual or parts.every is not None:
        return _yearly(text, parts, period)
    if parts.ongoing is not None:
        return _ongoing(text, parts, parts.ongoing, period)
    if parts.items:
        return _dated(text, parts, period)
    form = Form.AFTER_EVENT if parts.event is not None else Form.PER_SCHEDULE
    return Deadline(form, text, event=parts.words, within=parts.within)


def _gathered(clauses: list[Clause]) -> _Parts:
    parts = _Parts()
    for clause in clauses:
        match clause:
            case Spans():
                parts.items += clause.items
            case Repeat(every, adverb):
                if adverb and every.unit is Unit.YEAR and not parts.annual:
                    parts.annual = True
                elif parts.every is None:
                    parts.every = every
                else:
                    raise UnreadableError
            case DayOfMonth() if parts.day is None:
                parts.day = clause
            case Ongoing():
                _add_ongoing(parts, clause)
            case Event() if parts.event is None and parts.schedule is None:
                parts.event = clause
            case Schedule() if parts.event is None and parts.schedule is None:
                parts.schedule = clause
            case _:
                raise UnreadableError
    return parts


def _add_ongoing(parts: _Parts, clause: Ongoing) -> None:
    """Remember «постоянно»; «в течение 2020 года» also bounds it."""
    if clause.later and (parts.ongoing is not None or len(parts.items) != 1):
        raise UnreadableError
    if parts.ongoing is None or not clause.this_year:
        parts.ongoing = clause
    parts.always = parts.always or not (clause.this_year or clause.items)
    parts.items += clause.items


def _until(items: tuple[Item, ...]) -> bool:
    return bool(items) and all(item.first is None for item in items)


def _limits(items: tuple[Item, ...], period: Period | None) -> tuple[Interval, ...]:
    """The bounds that dates set to a repeated deadline; a list of last days is none."""
    if len(items) > 1 and any(item.first is None or item.last is None for item in items):
        raise UnreadableError
    return dated(items, period)


def _periodic(text: str, parts: _Parts, every: Every, period: Period | None) -> Deadline:
    if parts.annual and any(_has_no_year(item) for item in parts.items):
        raise UnreadableError
    if parts.within is not None or (parts.ongoing is not None and parts.ongoing.later):
        raise UnreadableError
    limits = _limits(parts.items, period)
    return Deadline(
        Form.PERIODIC,
        text,
        limits,
        every=every,
        event=parts.words,
        limits=limits,
        until=_until(parts.items),
    )


def _by_day_of_month(text: str, parts: _Parts, day: DayOfMonth, period: Period | None) -> Deadline:
    """«Ежемесячно до 10 числа»; of a quarter only if the text says which month is meant."""
    every = parts.every or day.every
    if every is None or (parts.every and day.every and parts.every != day.every):
        raise UnreadableError
    fits = every.unit is Unit.MONTH or (day.following and every.unit is not Unit.DAY)
    if not fits or every.times != 1 or parts.words is not None or parts.within is not None:
        raise UnreadableError
    limits = _limits(parts.items, period)
    return Deadline(
        Form.PERIODIC,
        text,
        limits,
        every=every,
        event=day.words if day.following else None,
        within=Within(day.day, Unit.DAY),
        limits=limits,
        until=_until(parts.items),
    )


def _has_no_year(item: Item) -> bool:
    return any(atom is not None and atom.year is None for atom in (item.first, item.last))


def _names_years(item: Item) -> bool:
    """Whether an item is whole years («в 2020–2022 годах»), which bound what happens every year."""
    ends = [atom for atom in (item.first, item.last) if atom is not None]
    return all(atom.stretch is Stretch.YEAR and atom.year is not None for atom in ends)


def _yearly(text: str, parts: _Parts, period: Period | None) -> Deadline:
    every = parts.every
    years = tuple(item for item in parts.items if _names_years(item))
    days = tuple(item for item in parts.items if not _names_years(item))
    if not parts.annual and any(not _has_no_year(item) for item in parts.items):
        return _dated(text, parts, period)  # «1 раз в год, март 2020 года»
    if parts.always and not days:
        if years:
            raise UnreadableError
        return Deadline(Form.ONGOING, text, event=parts.words, within=parts.within)
    if not days and not years and parts.words is not None:
        form = Form.AFTER_EVENT if parts.event is not None else Form.PER_SCHEDULE
        return Deadline(
            form, text, every=Every(1, Unit.YEAR), event=parts.words, within=parts.within
        )
    found = windows(days) or (_WHOLE_YEAR,)
    limits = dated(years, period) if years else ()
    span = Period(limits[0].start or limits[0].end, limits[-1].end) if limits else period
    return Deadline(
        Form.YEARLY,
        text,
        yearly_intervals(found, span, limits) if span is not None else (),
        yearly=found[0] if len(found) == 1 else None,
        every=every,
        event=parts.words,
        within=parts.within,
        windows=found,
        limits=limits,
        until=all(window.start is None for window in found),
    )


def _ongoing(text: str, parts: _Parts, ongoing: Ongoing, period: Period | None) -> Deadline:
    if ongoing.later:
        first = dated(parts.items, period)[0]
        if period is None or first.start is None or period.end < first.end:
            raise UnreadableError(needs_year=period is None)
        intervals: tuple[Interval, ...] = (Interval(first.start, period.end),)
    elif parts.items:
        intervals = dated(parts.items, period)
    elif ongoing.this_year and not parts.always and period and len(period.years) == 1:
        intervals = (Interval(period.start, period.end),)
    else:
        intervals = ()
    form = Form.ONGOING
    if parts.schedule is not None:
        form = Form.PER_SCHEDULE
    elif parts.event is not None:
        form = Form.AFTER_EVENT
    return Deadline(
        form,
        text,
        intervals,
        event=parts.words,
        within=parts.within,
        until=_until(parts.items),
    )


def _dated(text: str, parts: _Parts, period: Period | None) -> Deadline:
    intervals = dated(parts.items, period)
    form = Form.DATED
    if any(item.last is None for item in parts.items):
        form = Form.ONGOING  # «с 1 марта 2022 года» has no last day but that of the plan
    elif parts.event is not None and parts.event.condition:
        form = Form.AFTER_EVENT
    return Deadline(
        form,
        text,
        intervals,
        every=parts.every,
        event=parts.words,
        within=parts.within,
        until=_until(parts.items),
    )
