"""Plans to remove shortcomings go in; what was due in a year, and what became of it, comes out.

An item is due in the year of its deadline; one without a day of its own by the end of its plan. A
moved item is due in the year of its first promise, too: the promise is never overwritten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from nokgen.domain.deadlines import Form
from nokgen.domain.status import Status, StatusKind
from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.model import Improvement, Item
from nokgen.model.plan import DueDay


class Outcome(StrEnum):
    """What became of an item by today; each item has one a year. Values are slugs of statuses."""

    IN_TIME = "done-on-time"
    LATE = "done-late"
    DONE = "done"
    PARTLY = "partly-done"
    CLAIMED = "claimed"
    OVERDUE = "overdue"
    NO_REPORT = "no-report"
    MOVED = "in-progress"
    AHEAD = "planned"
    CANCELLED = "cancelled"


LABELS = {
    Outcome.IN_TIME: N_("removed in time"),
    Outcome.LATE: N_("removed late"),
    Outcome.DONE: N_("removed, no day was promised"),
    Outcome.PARTLY: N_("removed in part"),
    Outcome.CLAIMED: N_("claimed, not proved"),
    Outcome.OVERDUE: N_("overdue"),
    Outcome.NO_REPORT: N_("without report"),
    Outcome.MOVED: N_("deadline moved"),
    Outcome.AHEAD: N_("time is not over yet"),
    Outcome.CANCELLED: N_("cancelled"),
}
REMOVED = (Outcome.IN_TIME, Outcome.LATE, Outcome.DONE)
# Their time is over, and nobody has published a word about them.
SILENT = (Outcome.OVERDUE, Outcome.NO_REPORT)
# Nobody can be asked for a report about these yet, or any more.
NOT_OVER = (Outcome.MOVED, Outcome.AHEAD, Outcome.CANCELLED)
# Nought of these is news, too: they always have their column.
ALWAYS = (Outcome.IN_TIME, Outcome.LATE, Outcome.PARTLY, *SILENT)
_OUTCOMES = {
    StatusKind.DONE_ON_TIME: Outcome.IN_TIME,
    StatusKind.DONE_LATE: Outcome.LATE,
    StatusKind.DONE: Outcome.DONE,
    StatusKind.PARTLY_DONE: Outcome.PARTLY,
    StatusKind.CLAIMED: Outcome.CLAIMED,
    StatusKind.OVERDUE: Outcome.OVERDUE,
    StatusKind.NO_REPORT: Outcome.NO_REPORT,
    StatusKind.CANCELLED: Outcome.CANCELLED,
}


@frozen
class Answer:
    """An item in a year: the day by which it was due there, and what became of it."""

    plan: Improvement
    item: Item
    day: date
    outcome: Outcome

    @property
    def is_silent(self) -> bool:
        """Nothing was published about it, and its time is over."""
        return self.outcome in SILENT


@frozen
class Tally:
    """How many items were due, and what became of them; the counts add up to `due`."""

    counts: Counter[Outcome]

    @property
    def due(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    def of(self, *outcomes: Outcome) -> int:
        """How many came to one of these."""
        return sum(self.counts[outcome] for outcome in outcomes)


def outcome_of(status: Status) -> Outcome:
    """What became of an item of this status, whatever its year."""
    return _OUTCOMES.get(status.kind, Outcome.AHEAD)


def tally_of(outcomes: Iterable[Outcome]) -> Tally:
    """The counts of these outcomes."""
    return Tally(Counter(outcomes))


def answers_by_year(
    plans: Iterable[Improvement], today: date
) -> tuple[dict[int, tuple[Answer, ...]], int]:
    """What was due in each year, this year always, in the order of reading: this year, those
    before it from the last to the first, those after it. And how many items have no year at all.
    """
    found: dict[int, list[Answer]] = {today.year: []}
    dateless = 0
    for plan in plans:
        for item in plan.items:
            answers = tuple(_answers(plan, item, today))
            dateless += not answers
            for answer in answers:
                found.setdefault(answer.day.year, []).append(answer)
    order = sorted(found, key=lambda year: (year > today.year, abs(year - today.year)))
    return {year: tuple(found[year]) for year in order}, dateless


def _answers(plan: Improvement, item: Item, today: date) -> Iterator[Answer]:
    measure = item.measure
    if measure.current.form is Form.YEARLY:
        days = measure.due or tuple(DueDay(i.end, measure.status) for i in measure.intervals)
        for due in days:
            yield Answer(plan, item, due.day, outcome_of(due.status))
        return
    first = measure.deadline.intervals[-1].end if measure.deadline.form is Form.DATED else None
    last = _last_day(plan, item)
    outcome = outcome_of(measure.status)
    if first is not None and (last is None or last > first):
        is_waiting = first < today and outcome is Outcome.AHEAD
        yield Answer(plan, item, first, Outcome.MOVED if is_waiting else outcome)
        if last is None or last.year == first.year:
            return
    if last is not None:
        yield Answer(plan, item, last, outcome)


def _last_day(plan: Improvement, item: Item) -> date | None:
    """The last day of an item: its own, else that of its plan; None where neither is named."""
    measure, record = item.measure, plan.record
    if measure.current.form is Form.DATED and measure.intervals:
        return max(interval.end for interval in measure.intervals)
    year = record.year or (record.period.last if record.period else None)
    return date(year, 12, 31) if year is not None else None
