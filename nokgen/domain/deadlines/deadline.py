"""What a deadline is once read: the types, and their JSON; texts and parsing are elsewhere."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum

from nokgen.domain.periods import Interval
from nokgen.frozen import frozen


class Form(StrEnum):
    """The kind of a deadline; each kind has its own rules of status."""

    DATED = "dated"
    YEARLY = "yearly"
    PERIODIC = "periodic"
    ONGOING = "ongoing"
    AFTER_EVENT = "after-event"
    PER_SCHEDULE = "per-schedule"
    NOT_GIVEN = "not-given"
    UNREADABLE = "unreadable"


class Unit(StrEnum):
    """A unit of calendar time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


@frozen
class MonthDay:
    """A day of any year; 29 February stands for the last day of February."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The day in `year`; 29 February becomes 28 where the year is not a leap year."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"


@frozen
class Every:
    """So many times in each unit of time."""

    times: int
    unit: Unit


@frozen
class Within:
    """A length of time; `working`: True for working days, False for calendar ones, None unsaid."""

    count: int
    unit: Unit
    working: bool | None = None


@frozen
class Yearly:
    """Days of every year, both included; without `start` they begin on 1 January.

    Where `end` is before `start`, the days run over the turn of the year.
    """

    start: MonthDay | None
    end: MonthDay


@frozen
class Deadline:
    """A deadline as understood; `text` is the document's own, to the letter.

    intervals   sorted. dated: the days named; yearly: one for each year of the period; all other
                forms: only the days that the text itself sets as bounds
    yearly      the days of each year, if there is one stretch; `windows` has all of them
    event       the words that name the event or the schedule, with their preposition, as written
    within      after an event: the time allowed after it. periodic: the first days of each unit
                (of the month after each unit if `event` is set)
    needs_year  unreadable only because nothing says which year is meant
    until       every interval is named by its end alone
    limits      the bounds that the text sets to a repeated deadline
    """

    form: Form
    text: str
    intervals: tuple[Interval, ...] = ()
    yearly: Yearly | None = None
    every: Every | None = None
    event: str | None = None
    within: Within | None = None
    needs_year: bool = False
    until: bool = False
    windows: tuple[Yearly, ...] = ()
    limits: tuple[Interval, ...] = ()


def deadline_json(deadline: Deadline) -> dict[str, object]:
    """The published shape: form, intervals, yearly, every, event, within; always all six keys."""
    yearly, every, within = deadline.yearly, deadline.every, deadline.within
    return {
        "form": deadline.form.value,
        "intervals": [
            {"from": i.start and i.start.isoformat(), "to": i.end.isoformat()}
            for i in deadline.intervals
        ],
        "yearly": yearly and {"from": yearly.start and str(yearly.start), "to": str(yearly.end)},
        "every": every and {"times": every.times, "unit": every.unit.value},
        "event": deadline.event,
        "within": within
        and {"count": within.count, "unit": within.unit.value, "working": within.working},
    }
