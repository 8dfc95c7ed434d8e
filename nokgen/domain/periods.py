"""Spans of days: years or days go in, whole periods of plans and intervals of measures come out."""

from __future__ import annotations

from datetime import date

from nokgen.frozen import frozen


@frozen
class Period:
    """The whole period of a plan, both days included; ValueError if it ends before it starts."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def of_years(cls, first: int, last: int) -> Period:
        """From 1 January of `first` to 31 December of `last`."""
        return cls(date(first, 1, 1), date(last, 12, 31))

    @property
    def years(self) -> range:
        """The calendar years that the period touches, in order."""
        return range(self.start.year, self.end.year + 1)


@frozen
class Interval:
    """Days from `start` to `end`, both included; `start` is None where nothing names it."""

    start: date | None
    end: date

    def __post_init__(self) -> None:
        if self.start is not None and self.end < self.start:
            raise ValueError(f"an interval cannot end ({self.end}) before it starts ({self.start})")

    def overlap(self, other: Interval) -> Interval | None:
        """The days that both intervals have, or None."""
        starts = [day for day in (self.start, other.start) if day is not None]
        start, end = max(starts, default=None), min(self.end, other.end)
        return None if start is not None and end < start else Interval(start, end)


def interval_key(interval: Interval) -> tuple[date, date]:
    """The key that sorts intervals: by start (an unknown one first), then by end."""
    return (interval.start or date.min, interval.end)
