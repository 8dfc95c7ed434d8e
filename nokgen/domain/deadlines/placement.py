"""Syntax of dates → days: missing years are found, and every date must be in the calendar."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from nokgen.domain.deadlines.deadline import MonthDay, Yearly
from nokgen.domain.deadlines.syntax import LAST, Atom, Item, Stretch, UnreadableError
from nokgen.domain.periods import Interval, Period, interval_key

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def completed(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items with each number given its name («1–10 марта», «II–III квартал») and each «до»."""
    filled: list[Item] = []
    head: Atom | None = None
    for item in reversed(items):
        last = item.last and _filled(item.last, head)
        head = last or head
        first = last if item.first is item.last else item.first and _filled(item.first, head)
        head = first or head
        filled.append(replace(item, first=first, last=last))
    filled.reverse()
    for index in range(1, len(filled)):
        before, item = filled[index - 1], filled[index]
        if item.bare and before.first is None:
            if item.last is None or item.last.stretch is not Stretch.DAY:
                raise UnreadableError  # «до 1 марта, июнь»: by June or in June?
            filled[index] = replace(item, first=None, exclusive=before.exclusive, bare=False)
    return tuple(filled)


def _filled(atom: Atom, head: Atom | None) -> Atom:
    if atom.stretch is not Stretch.NUMBER:
        _check_day(atom)
        return atom
    if head is None or head.stretch in (Stretch.MONTH, Stretch.SEASON, Stretch.YEAR):
        raise UnreadableError
    limit = {
        Stretch.DAY: 31 if atom.plain else 0,
        Stretch.TEN_DAYS: 3,
        Stretch.HALF_MONTH: 2,
        Stretch.QUARTER: 4,
        Stretch.HALF_YEAR: 2,
    }[head.stretch]
    if not 1 <= atom.number <= limit:
        raise UnreadableError
    found = replace(head, number=atom.number)
    _check_day(found)
    return found


def _check_day(atom: Atom) -> None:
    if atom.stretch is Stretch.DAY and not 1 <= atom.number <= _LONGEST[atom.month - 1]:
        raise UnreadableError


def _day(month_day: tuple[int, int], year: int) -> date:
    """The day in a year; UnreadableError for 29 February of a common year."""
    month, day = month_day
    longest = monthrange(year, month)[1]
    if day > longest:
        raise UnreadableError
    return date(year, month, longest if day == LAST else day)


def _end(item: Item, last: Atom, year: int) -> date:
    if item.exclusive and last.stretch is not Stretch.DAY:
        if last.stretch is Stretch.YEAR:
            raise UnreadableError  # «до 2025 года»: people mean both its start and its end
        return _day(last.first, year) - timedelta(days=1)
    return _day(last.last, year)


def dated(items: tuple[Item, ...], period: Period | None) -> tuple[Interval, ...]:
    """The days of the items, sorted.

    UnreadableError if a year is missing, a range runs backwards or two overlap. A year is taken
    from the text first (of the next item that has one, else of the one before), then from the
    period, if the days fall into it exactly once. What runs over the turn of the year keeps its
    order.
    """
    if len(items) > 1 and any(item.last is None for item in items):
        raise UnreadableError  # «с 1 марта, июнь»
    years = _years_of_text(items)
    intervals = [_interval(item, year, period) for item, year in zip(items, years, strict=True)]
    guessed = any(_needs_year(item) for item in items)
    if guessed and [i.end for i in intervals] != sorted(i.end for i in intervals):
        raise UnreadableError(needs_year=True)  # «декабрь, январь»: which January?
    intervals.sort(key=interval_key)
    ends = set()
    for index, interval in enumerate(intervals):
        if interval.end in ends or _meets(intervals, index, items):
            raise UnreadableError
        ends.add(interval.end)
    return tuple(intervals)


def _meets(intervals: list[Interval], index: int, items: tuple[Item, ...]) -> bool:
    """Whether an interval named by both its ends overlaps the one before it."""
    if index == 0 or any(item.first is None for item in items):
        return False
    start = intervals[index].start
    return start is not None and start <= intervals[index - 1].end


def _needs_year(item: Item) -> bool:
    return any(atom is not None and atom.year is None for atom in (item.first, item.last))


def _years_of_text(items: tuple[Item, ...]) -> list[int | None]:
    """For each item the year that the text lends it: its own, a later, an earlier one."""
    years: list[int | None] = [None] * len(items)
    lent: int | None = None
    for index in range(len(items) - 1, -1, -1):
        last = items[index].last or items[index].first
        if last is not None and last.year is not None:
            # A whole year in a list of months («март, 2020») lends its number to none of them.
            lent = last.year if last.stretch is not Stretch.YEAR else None
            if lent is None and len(items) > 1 and any(_needs_year(item) for item in items):
                raise UnreadableError
        years[index] = lent
        # Nor does a year reach back over an item that begins with a year of its own.
        first = items[index].first
        if first is not None and first.year is not None and lent is not None:
            lent = first.year if first.stretch is not Stretch.YEAR else None
    for index in range(1, len(items)):
        if years[index] is None:
            years[index] = years[index - 1]
    return years


def _interval(item: Item, lent: int | None, period: Period | None) -> Interval:
    first, last = item.first, item.last
    if last is None:
        if first is None:
            raise UnreadableError
        start = _day(first.first, first.year or lent or _year_in(first, period))
        if period is None or period.end < start:
            raise UnreadableError(needs_year=True)
        return Interval(start, period.end)
    if first is None:
        end = _end(item, last, last.year or lent or _year_in(last, period, by_end=True))
        start_of_plan = period.start if period is not None and period.start <= end else None
        return Interval(start_of_plan, end)
    return _stretch(item, first, last, lent, period)


def _stretch(
    item: Item, first: Atom, last: Atom, lent: int | None, period: Period | None
) -> Interval:
    """A range or a single name, perhaps over the turn of the year («ноябрь 2020 – февраль»)."""
    if (first.stretch is Stretch.YEAR) is not (last.stretch is Stretch.YEAR):
        raise UnreadableError  # «март 2021–2023 годов»: each March, or all days to the end of 2023?
    end_year = last.year or (lent if first.year is None else None)
    if first.year is not None:
        start_year = first.year
    elif end_year is not None:
        start_year = end_year
        if first.first > last.first and period is not None and last.year is not None:
            start_year = _year_in(first, period)  # «ноябрь – февраль 2021» in a plan for 2020
    else:
        start_year = _year_in(first, period)
    if end_year is None:
        end_year = start_year + _turns(first, last)
    start, end = _day(first.first, start_year), _end(item, last, end_year)
    if end < start:
        raise UnreadableError
    return Interval(start, end)


def _turns(first: Atom, last: Atom) -> bool:
    """Whether a range without years runs into the next year; «10 марта – 5 марта» does not."""
    return last.first[0] < first.first[0]


def _year_in(atom: Atom, period: Period | None, *, by_end: bool = False) -> int:
    """The one year in which the atom falls into the period; UnreadableError if not exactly one."""
    if period is None:
        raise UnreadableError(needs_year=True)
    if atom.next_year:
        if len(period.years) != 1:
            raise UnreadableError(needs_year=True)
        return period.end.year + 1
    found = []
    for year in period.years:
        month, day = atom.last if by_end else atom.first
        there = date(
            year, month, min(day, monthrange(year, month)[1]) or monthrange(year, month)[1]
        )
        if period.start <= there <= period.end:
            found.append(year)
    if len(found) != 1:
        raise UnreadableError(needs_year=True)
    return found[0]


def windows(items: tuple[Item, ...]) -> tuple[Yearly, ...]:
    """The days of every year that the items name; UnreadableError if one names a year."""
    return tuple(_window(item) for item in items)


def _window(item: Item) -> Yearly:
    if any(atom is not None and atom.year is not None for atom in (item.first, item.last)):
        raise UnreadableError
    start = None if item.first is None else _month_day(item.first.first)
    if item.last is None:
        return Yearly(start, MonthDay(12, 31))
    if item.exclusive and item.last.stretch is not Stretch.DAY:
        end = _end(item, item.last, 2000)  # a leap year: the last of February is written as 29
        return _ordered(Yearly(start, MonthDay(end.month, end.day)))
    return _ordered(Yearly(start, _month_day(item.last.last)))


def _ordered(yearly: Yearly) -> Yearly:
    """The window, if it runs forwards or over the turn of the year, not backwards in one month."""
    start, end = yearly.start, yearly.end
    if start is not None and start.month == end.month and start.day > end.day:
        raise UnreadableError
    return yearly


def _month_day(value: tuple[int, int]) -> MonthDay:
    month, day = value
    return MonthDay(month, _LONGEST[month - 1] if day == LAST else day)
