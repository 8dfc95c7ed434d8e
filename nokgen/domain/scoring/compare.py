"""Published figures against recomputed ones: values of a table go in, facts about faults come out.

The faults are those that real published tables have: a criterion column left out, weighted points
in place of indicators, a sum called a mean, values out of 0 to 100.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from nokgen.domain.scoring.scheme import CRITERIA, Scheme
from nokgen.domain.scoring.steps import hundredths
from nokgen.frozen import frozen

# The order of rounding is settled by no act; it moves a total by 0.01, rarely by 0.02.
TOLERANCE = Decimal("0.02")
WHOLE_TOLERANCE = Decimal(1)
LOWEST, HIGHEST = Decimal(0), Decimal(100)


class Row(Protocol):
    """What the functions here look at: `Given` is one."""

    @property
    def indicators(self) -> Mapping[str, Decimal]: ...
    @property
    def criteria(self) -> Mapping[int, Decimal]: ...
    @property
    def total(self) -> Decimal | None: ...


@frozen
class WeightedPoints:
    """Indicators of these criteria hold points already multiplied by their weight: 30 of 30."""

    criteria: tuple[int, ...]
    indicators: tuple[str, ...]


@frozen
class MissingCriterion:
    """The total rests on more criteria than the table shows.

    `rows` are the positions at which the mean of the shown criteria differs from the total.
    `implied` is what the missing criterion must be in each of them: None unless exactly one is
    missing; a value out of 0 to 100 says that something else is wrong.
    """

    missing: tuple[int, ...]
    shown: tuple[int, ...]
    rows: tuple[int, ...]
    implied: tuple[Decimal | None, ...]


@frozen
class OutOfRange:
    """A value outside 0 to 100: `id` is "1.1", "k1" or "total"."""

    id: str
    value: Decimal


def agrees(published: Decimal, recomputed: Decimal, tolerance: Decimal = TOLERANCE) -> bool:
    """Whether two values differ by no more than `tolerance`.

    The recomputed one is rounded half up to two places first, so that the answer is that of a
    person who compares what is shown.
    """
    return abs(published - hundredths(recomputed)) <= tolerance


def tolerance_of(values: Iterable[Decimal]) -> Decimal:
    """1 where all numbers of a table are whole, else 0.02 (content model, "Results")."""
    numbers = list(values)
    whole = all(value == value.to_integral_value() for value in numbers)
    return WHOLE_TOLERANCE if numbers and whole else TOLERANCE


def out_of_range(
    values: Mapping[str, Decimal], highest: Decimal = HIGHEST
) -> tuple[OutOfRange, ...]:
    """The values, by their ids, that are no points of 0 to `highest`."""
    return tuple(
        OutOfRange(key, value) for key, value in values.items() if not LOWEST <= value <= highest
    )


def is_sum_not_mean(
    criteria: Mapping[int, Decimal], total: Decimal, tolerance: Decimal = TOLERANCE
) -> bool:
    """Whether a total is the sum of the five criteria in place of their mean."""
    if any(number not in criteria for number in CRITERIA):
        return False
    found = sum((criteria[number] for number in CRITERIA), Decimal(0))
    # Each of five rounded criteria moves a sum five times as much as a mean.
    return agrees(total, found, 5 * tolerance) and not agrees(total, found / 5, tolerance)


def missing_criterion(
    columns: Mapping[int, Sequence[Decimal | None]],
    totals: Sequence[Decimal | None],
    tolerance: Decimal = TOLERANCE,
) -> MissingCriterion | None:
    """The criteria that a total rests on and the table does not show; None when all is well.

    `columns` holds the published criteria by their numbers, each as long as `totals`; a column
    without any value counts as not shown.
    """
    shown = tuple(n for n in CRITERIA if any(v is not None for v in columns.get(n, ())))
    if not shown or len(shown) == len(CRITERIA):
        return None
    missing = tuple(number for number in CRITERIA if number not in shown)
    rows: list[int] = []
    implied: list[Decimal | None] = []
    for position, total in enumerate(totals):
        values = [value for n in shown if (value := columns[n][position]) is not None]
        if total is None or len(values) < len(shown):
            continue
        added = sum(values, Decimal(0))
        if not agrees(total, added / len(values), tolerance):
            rows.append(position)
            implied.append(hundredths(5 * total - added) if len(missing) == 1 else None)
    return MissingCriterion(missing, shown, tuple(rows), tuple(implied)) if rows else None


def weighted_points(
    rows: Sequence[Row], scheme: Scheme, tolerance: Decimal = TOLERANCE
) -> WeightedPoints | None:
    """The criteria whose indicators are weighted points over the whole table; None when none are.

    A criterion is one of them when no indicator of it ever exceeds 100 times its weight and the
    plain sums give the published criterion in most rows; without published criteria, when the
    plain sums of all indicators give five times the total in most rows.
    """
    fitting = [n for n in CRITERIA if f"k{n}" in scheme.sums and _never_exceeds(n, rows, scheme)]
    found = [n for n in fitting if _sums_give_criterion(n, rows, scheme, tolerance)]
    if not found and fitting == list(CRITERIA):
        found = fitting if _sums_give_total(rows, scheme, tolerance) else []
    own = tuple(i.id for i in scheme.indicators if i.criterion in found)
    return WeightedPoints(tuple(n for n in found), own) if own else None


def _never_exceeds(number: int, rows: Sequence[Row], scheme: Scheme) -> bool:
    limits = {i.id: 100 * i.weight for i in scheme.indicators if i.criterion == number}
    values = [(key, row.indicators[key]) for row in rows for key in limits if key in row.indicators]
    return bool(values) and all(value <= limits[key] for key, value in values)


def _sums_give_criterion(
    number: int, rows: Sequence[Row], scheme: Scheme, tolerance: Decimal
) -> bool:
    judged = [
        (row.criteria[number], _plain_sum(row, scheme, number))
        for row in rows
        if number in row.criteria
    ]
    return _most_agree(judged, tolerance)


def _sums_give_total(rows: Sequence[Row], scheme: Scheme, tolerance: Decimal) -> bool:
    judged: list[tuple[Decimal, Decimal | None]] = []
    for row in rows:
        sums = [_plain_sum(row, scheme, number) for number in CRITERIA]
        if row.total is None or row.criteria:
            continue
        known = [value for value in sums if value is not None]
        complete = len(known) == len(CRITERIA)
        judged.append((row.total, sum(known, Decimal(0)) / 5 if complete else None))
    return _most_agree(judged, tolerance)


def _plain_sum(row: Row, scheme: Scheme, number: int) -> Decimal | None:
    own = [i.id for i in scheme.indicators if i.criterion == number]
    if not own or any(key not in row.indicators for key in own):
        return None
    return sum((row.indicators[key] for key in own), Decimal(0))


def _most_agree(judged: Iterable[tuple[Decimal, Decimal | None]], tolerance: Decimal) -> bool:
    """Whether more than half of the complete pairs agree; nothing but noughts proves nothing."""
    pairs = [(published, found) for published, found in judged if found is not None]
    agreeing = [published for published, found in pairs if agrees(published, found, tolerance)]
    return any(agreeing) and 2 * len(agreeing) > len(pairs)
