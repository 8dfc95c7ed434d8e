"""A measure's record and its plan's period go in, its deadline, intervals and status come out."""

from __future__ import annotations

from datetime import date, timedelta

from nokgen.domain.deadlines import Deadline, Form, Unit, occurrences, parse_deadline
from nokgen.domain.periods import Interval, Period
from nokgen.domain.quantities import parse_quantity
from nokgen.domain.status import DUE_SOON_DAYS, Facts, Status, status_of
from nokgen.frozen import frozen
from nokgen.model.plan import BodyRef, DueDay, Measure
from nokgen.records.plan import Measure as MeasureRecord
from nokgen.records.plan import Report


@frozen
class Terms:
    """The time that a plan gives its measures.

    `period` is None for a plan of every year; `known` is then the stretch in which its yearly days
    are counted: from the first year in which the plan is known, to the end of the next year.
    `once` is for promises that one report carries out whole, however often they fall due.
    """

    period: Period | None
    known: Period
    today: date
    once: bool = False


def resolve_measure(
    record: MeasureRecord, address: str, responsible: tuple[BodyRef, ...], terms: Terms
) -> Measure:
    """The measure with everything computed for `terms.today`."""
    record = _as_of(record, terms.today)
    deadline = _promised(record, terms)
    current = deadline
    if record.moved:
        current = parse_deadline(record.moved[-1].deadline, terms.period)
    stretches = _stretches(current, terms)
    status = _status(record, deadline, current, stretches, terms)
    return Measure(
        record=record,
        address=address,
        deadline=deadline,
        current=current,
        quantity=parse_quantity(record.quantity) if record.quantity else None,
        intervals=stretches,
        due=_due(record, current, stretches, status, terms),
        responsible=responsible,
        status=status,
    )


def _as_of(record: MeasureRecord, today: date) -> MeasureRecord:
    """The record as it stood on `today`: what is dated later has not happened yet."""
    cancelled = record.cancelled
    if not (record.reports or record.moved or cancelled):
        return record  # as most
    days = [report.date for report in record.reports] + [move.date for move in record.moved]
    if max(cancelled.date if cancelled else today, *days, today) <= today:
        return record
    return record.model_copy(
        update={
            "reports": tuple(report for report in record.reports if report.date <= today),
            "moved": tuple(move for move in record.moved if move.date <= today),
            "cancelled": cancelled if cancelled and cancelled.date <= today else None,
        }
    )


def _promised(record: MeasureRecord, terms: Terms) -> Deadline:
    deadline = parse_deadline(record.deadline, terms.period)
    if not record.dates:
        return deadline
    stretches = tuple(Interval(days.first, days.last) for days in record.dates)
    return Deadline(
        form=Form.DATED,
        text=deadline.text,
        intervals=tuple(sorted(stretches, key=lambda i: (i.end, i.start or date.min))),
    )


def _stretches(deadline: Deadline, terms: Terms) -> tuple[Interval, ...]:
    if deadline.form in (Form.DATED, Form.YEARLY, Form.PERIODIC):
        return occurrences(deadline, terms.known)
    return ()


def _status(
    record: MeasureRecord,
    deadline: Deadline,
    current: Deadline,
    stretches: tuple[Interval, ...],
    terms: Terms,
) -> Status:
    if current.form is Form.YEARLY:
        return _yearly_status(record, _judged_year(stretches, terms.today), terms)
    dated = current.form is Form.DATED
    ends = [interval.end for interval in current.intervals] if dated else []
    target = 1 if terms.once else max(_units(record), _times(current, stretches))
    tally = _tally(record.reports, target)
    upcoming = [end for end in ends if end >= terms.today]
    starts = [i.start for i in current.intervals if i.start is not None]
    period = terms.period
    over = [i.end for i in current.intervals] or ([period.end] if period else [])
    return status_of(
        Facts(
            form=current.form,
            today=terms.today,
            target=target,
            proved=tally.proved,
            claimed=tally.claimed,
            completed=tally.completed,
            start=starts[0] if starts else period.start if period else None,
            end=upcoming[0] if upcoming else ends[-1] if ends else None,
            promised=deadline.intervals[-1].end if dated and deadline.intervals else None,
            missed=_first_missed(ends, target, tally.proved, terms.today),
            closed=bool(over) and over[-1] < terms.today,
            cancelled=record.cancelled is not None,
        )
    )


@frozen
class _Tally:
    proved: int
    claimed: int
    completed: date | None


def _tally(reports: tuple[Report, ...], target: int) -> _Tally:
    proved = claimed = 0
    completed: date | None = None
    for report in sorted(reports, key=lambda r: r.date):
        count = 1 if report.count is None else report.count
        if report.evidence:
            proved += count
            if completed is None and proved >= target:
                completed = report.date
        else:
            claimed += count
    return _Tally(proved, claimed, completed)


def _units(record: MeasureRecord) -> int:
    quantity = parse_quantity(record.quantity) if record.quantity else None
    if quantity is None or quantity.compare in ("<", "<="):
        return 1
    return quantity.count + 1 if quantity.compare == ">" else max(1, quantity.count)


def _times(current: Deadline, stretches: tuple[Interval, ...]) -> int:
    """How many reports the deadline itself asks for: one a stretch, or so many in each period."""
    times = current.every.times if current.form is Form.PERIODIC and current.every else 1
    return max(1, len(stretches) * times)


def _first_missed(ends: list[date], target: int, proved: int, today: date) -> date | None:
    """The first end that passed with too little proved: one unit for each, all for the last."""
    for place, end in enumerate(ends, start=1):
        required = target if place == len(ends) else place
        if end < today and proved < required:
            return end
    return None


def _judged_year(stretches: tuple[Interval, ...], today: date) -> Interval:
    """The one year that matters now: the next if it is near, else the last one."""
    past = [stretch for stretch in stretches if stretch.end < today]
    ahead = [stretch for stretch in stretches if stretch.end >= today]
    near = ahead and ahead[0].end - today <= timedelta(days=DUE_SOON_DAYS)
    return ahead[0] if near or not past else past[-1]


def _yearly_status(record: MeasureRecord, judged: Interval, terms: Terms) -> Status:
    """How a yearly measure stands about one of its years; only that year's reports count."""
    target = _units(record)
    year = judged.end.year
    tally = _tally(tuple(r for r in record.reports if r.date.year == year), target)
    short = tally.proved < target
    return status_of(
        Facts(
            form=Form.YEARLY,
            today=terms.today,
            target=target,
            proved=tally.proved,
            claimed=tally.claimed,
            completed=tally.completed,
            start=judged.start,
            end=judged.end,
            promised=judged.end,
            missed=judged.end if short and judged.end < terms.today else None,
            cancelled=record.cancelled is not None,
            year=year,
        )
    )


def _due(
    record: MeasureRecord,
    current: Deadline,
    stretches: tuple[Interval, ...],
    status: Status,
    terms: Terms,
) -> tuple[DueDay, ...]:
    every = current.every
    if record.cancelled or (every is not None and every.unit in (Unit.DAY, Unit.WEEK)):
        return ()  # a page of a month would hold nothing else
    if current.form is Form.YEARLY:
        return tuple(DueDay(one.end, _yearly_status(record, one, terms)) for one in stretches)
    return tuple(DueDay(one.end, status) for one in stretches)
