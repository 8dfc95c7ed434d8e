"""A repeated deadline and a period go in; the days of each occurrence in it come out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from nokgen.domain.deadlines.deadline import Deadline, Form, MonthDay, Unit, Yearly
from nokgen.domain.periods import Interval, Period, interval_key

_DAY = timedelta(days=1)
_MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: 12}


def occurrences(deadline: Deadline, period: Period) -> tuple[Interval, ...]:
    """Each occurrence inside the period, sorted; of a dated deadline its intervals, else nothing.

    Yearly: what starts (without a start: ends) in the period. Periodic: each whole day, week (from
    Monday), month, quarter … of the period, cut to the bounds that the text sets; its first days,
    if the text allows no more. Several times in a unit are one occurrence. A report after the unit
    («до 10 числа месяца, следующего за отчётным») counts if its last day is in the period.
    """
    match deadline.form:
        case Form.DATED:
            return deadline.intervals
        case Form.YEARLY:
            return yearly_intervals(deadline.windows, period, deadline.limits)
        case Form.PERIODIC:
            return _periodic(deadline, period)
        case _:
            return ()


def yearly_intervals(
    windows: tuple[Yearly, ...], period: Period, limits: tuple[Interval, ...] = ()
) -> tuple[Interval, ...]:
    """The windows in every year of the period and within the limits, sorted."""
    found = [
        _yearly(window, year)
        for year in period.years
        for window in windows
        if period.start <= (window.start or window.end).in_year(year) <= period.end
    ]
    if limits:
        found = [i for i in found if any(limit.overlap(i) == i for limit in limits)]
    return tuple(sorted(found, key=interval_key))


def _yearly(window: Yearly, year: int) -> Interval:
    start = (window.start or MonthDay(1, 1)).in_year(year)
    end = window.end.in_year(year)
    return Interval(start, end if end >= start else window.end.in_year(year + 1))


# The plans of a country say «ежеквартально» many times, and each is asked for twice.
@lru_cache(maxsize=1024)
def _periodic(deadline: Deadline, period: Period) -> tuple[Interval, ...]:
    every, within = deadline.every, deadline.within
    if every is None:
        return ()
    limits = deadline.limits or (Interval(period.start, period.end),)
    found = []
    for start, end in _units(every.unit, period):
        due = Interval(start, end)
        if within is not None and deadline.event is not None:
            due = Interval(end + _DAY, end + within.count * _DAY)
        elif within is not None:
            due = Interval(start, min(end, start + (within.count - 1) * _DAY))
        if due.end <= period.end:
            parts = (limit.overlap(due) for limit in limits)
            found += [part for part in parts if part is not None]
    return tuple(found)


def _units(unit: Unit, period: Period) -> Iterator[tuple[date, date]]:
    """First and last day of every whole unit of the calendar inside the period."""
    if unit in (Unit.DAY, Unit.WEEK):
        length = 1 if unit is Unit.DAY else 7
        start = period.start + timedelta(days=(-period.start.weekday()) % length)
        while (end := start + (length - 1) * _DAY) <= period.end:
            yield start, end
            start = end + _DAY
        return
    months = _MONTHS_IN[unit]
    for year in period.years:
        for month in range(1, 13, months):
            after = month + months
            end = date(year + after // 13, after % 12 or 12, 1) - _DAY
            start = date(year, month, 1)
            if period.start <= start and end <= period.end:
                yield start, end
